import { transaction, type Transaction } from '@zhicheng/database';
import { readIdNumber, type Gender } from '@zhicheng/profiles';
import { z } from 'zod';
import type { Core } from '../context.ts';
import { issue, refused } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { maskIdNumber, normaliseIdNumber, RESIDENT_ID_TYPES } from './id-number.ts';
import { Login, Person } from './model.ts';
import { addLogin, openAccount, renameAccount } from './open-account.ts';
import { openDefaultSession } from './sign-in-builtin.ts';

/** What the sign-on service says of a person; the claims of a verified ID token. */
export const personClaims = z.object({
  kind: z.literal('person'),
  sub: z.string().min(1),
  name: z.string().min(1),
  id_type: z.string().min(1),
  id_number: z.string().min(1).transform(normaliseIdNumber),
  mobile: z.string().optional(),
  gender: z.enum(['male', 'female']).optional(),
  birth_date: z.iso.date().optional(),
});
export type PersonClaims = z.output<typeof personClaims>;

/**
 * Signs a person in with verified claims. The first time this creates account, login, person and the assignment as
 * applicant; one account per ID number (MG.01), so that a second sign-on subject of the same person finds the first.
 * Throws REFUSED when the number is none of its type or belongs to another account.
 */
export async function signInPerson({
  core,
  claims,
}: {
  core: Pick<Core, 'db' | 'cipher'>;
  claims: z.input<typeof personClaims>;
}): Promise<{ token: string; expiresAt: Date }> {
  const person = personClaims.parse(claims);
  const facts = factsOf(person);
  const accountId = await transaction(core.db, async (trx) => {
    const hash = core.cipher.fingerprint(person.id_number);
    await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 2))', [`person:${hash}`]);
    const login = await Login.query(trx).findOne({ provider: 'sso-person', subject: person.sub });
    const known = await Person.query(trx).findOne({ id_type: person.id_type, id_number_hash: hash });
    if (login && login.account_id !== known?.account_id)
      throw refused([issue('identityChanged', '统一认证的证件号码与平台登记的不一致，不能登录。请拨打客服热线核实。')]);
    if (known) await refresh(trx, { known, person });
    const id = known?.account_id ?? (await createPerson({ core, trx, person, facts, hash }));
    if (!login) await addLogin(trx, { accountId: id, provider: 'sso-person', subject: person.sub });
    return id;
  });
  return openDefaultSession({ core, accountId, prefer: 'applicant' });
}

/** Sex and date of birth: as the number says where it is a resident's, else as the service says. */
function factsOf(person: PersonClaims): { gender: Gender; birthDate: string } {
  if (RESIDENT_ID_TYPES.includes(person.id_type)) {
    const read = readIdNumber(person.id_number);
    if (!read)
      throw refused([issue('badIdNumber', '统一认证给出的身份证号码不正确，不能登录。请在统一认证网站核对实名信息。')]);
    return read;
  }
  if (!person.gender || !person.birth_date)
    throw refused([
      issue('incompleteIdentity', '统一认证没有给出性别和出生日期，不能登录。请在统一认证网站完善实名信息。'),
    ]);
  return { gender: person.gender, birthDate: person.birth_date };
}

/** A name that was changed at the sign-on service is taken over; nobody can change it here (AH-25). */
async function refresh(trx: Transaction, { known, person }: { known: Person; person: PersonClaims }): Promise<void> {
  if (known.name === person.name) return;
  await known.$query(trx).patch({ name: person.name, version: known.version + 1 });
  await renameAccount(trx, known.account_id, person.name);
  await appendEvent(trx, { subjectKind: 'person', subjectId: known.account_id, action: 'rename', actor: null });
}

async function createPerson({
  core,
  trx,
  person,
  facts,
  hash,
}: {
  core: Pick<Core, 'cipher'>;
  trx: Transaction;
  person: PersonClaims;
  facts: { gender: Gender; birthDate: string };
  hash: string;
}): Promise<string> {
  const first = { role: 'applicant', organisationId: null } as const;
  const accountId = await openAccount(trx, { kind: 'person', name: person.name, first });
  await Person.query(trx).insert({
    account_id: accountId,
    name: person.name,
    id_type: person.id_type,
    id_number_cipher: core.cipher.seal(person.id_number),
    id_number_hash: hash,
    id_number_masked: maskIdNumber(person.id_number),
    mobile: person.mobile ?? null,
    gender: facts.gender,
    birth_date: facts.birthDate,
  });
  await appendEvent(trx, { subjectKind: 'person', subjectId: accountId, action: 'firstSignIn', actor: null });
  return accountId;
}
