import { transaction, type Transaction } from '@zhicheng/database';
import { isUscc } from '@zhicheng/profiles';
import { z } from 'zod';
import type { Core } from '../context.ts';
import { issue, refused } from '../errors.ts';
import { addLogin, openAccount, renameAccount } from '../identity/open-account.ts';
import { openDefaultSession } from '../identity/sign-in-builtin.ts';
import { personClaims, signInPerson } from '../identity/sign-in-person.ts';
import type { SsoClaims } from '../identity/sso-client.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { insertOrganisation } from './create-organisation.ts';
import { Organisation } from './model.ts';

/** What the sign-on service says of a legal person. */
export const unitClaims = z.object({
  kind: z.literal('unit'),
  sub: z.string().min(1),
  name: z.string().min(1),
  uscc: z.string().refine(isUscc),
  legal_representative: z.string().optional(),
});
type UnitClaims = z.output<typeof unitClaims>;

/**
 * Signs a person or a unit in with verified claims of the sign-on service; the first time this creates the account.
 * Throws REFUSED when the claims lack what the platform needs or contradict what it knows.
 */
export async function signInWithSso({
  core,
  claims,
}: {
  core: Core;
  claims: SsoClaims;
}): Promise<{ token: string; expiresAt: Date }> {
  const read = z.discriminatedUnion('kind', [personClaims, unitClaims]).safeParse(claims);
  if (!read.success)
    throw refused([
      issue('incompleteIdentity', '统一认证没有给出登录所需的实名信息，不能登录。请在统一认证网站完善后再登录。'),
    ]);
  return read.data.kind === 'person' ? signInPerson({ core, claims: read.data }) : signInUnit(core, read.data);
}

/**
 * A legal-person login is the unit's account. An organisation that operators entered under the same credit code is
 * the same body (AH-37.02); it becomes an employer with 单位注册.
 */
async function signInUnit(core: Core, claims: UnitClaims): Promise<{ token: string; expiresAt: Date }> {
  const accountId = await transaction(core.db, async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 3))', [`unit:${claims.uscc}`]);
    const unit = await Organisation.query(trx).findOne({ uscc: claims.uscc }).forUpdate();
    const signedIn = await accountOfLogin(trx, claims.sub);
    if (signedIn && signedIn.organisationId !== unit?.id)
      throw refused([
        issue('identityChanged', '统一认证的统一社会信用代码与平台登记的不一致，不能登录。请拨打客服热线核实。'),
      ]);
    const organisationId = unit?.id ?? (await createUnit(trx, claims));
    const known = signedIn?.accountId ?? (await accountOfUnit(trx, organisationId));
    const first = { role: 'employer', organisationId } as const;
    const id = known ?? (await openAccount(trx, { kind: 'unit', name: claims.name, first }));
    if (unit) await refresh(trx, unit, claims, id);
    if (!signedIn) await addLogin(trx, { accountId: id, provider: 'sso-unit', subject: claims.sub });
    return id;
  });
  return openDefaultSession({ core, accountId, prefer: 'employer' });
}

interface UnitAccount {
  readonly accountId: string;
  readonly organisationId: string;
}

const unitAccounts = (trx: Transaction) =>
  trx('account')
    .join('assignment', 'assignment.account_id', 'account.id')
    .where({ 'account.kind': 'unit', 'assignment.role': 'employer' })
    .select<UnitAccount[]>('account.id as accountId', 'assignment.organisation_id as organisationId');

const accountOfLogin = (trx: Transaction, subject: string): Promise<UnitAccount | undefined> =>
  unitAccounts(trx).join('login', 'login.account_id', 'account.id').where({ provider: 'sso-unit', subject }).first();

const accountOfUnit = async (trx: Transaction, organisationId: string): Promise<string | undefined> =>
  (await unitAccounts(trx).where('assignment.organisation_id', organisationId).first())?.accountId;

async function createUnit(trx: Transaction, { name, uscc, legal_representative }: UnitClaims): Promise<string> {
  const details = { ...(legal_representative && { legalRepresentative: legal_representative }) };
  const id = await insertOrganisation(trx, { name, uscc, details, registered: false });
  await appendEvent(trx, { subjectKind: 'organisation', subjectId: id, action: 'firstSignIn', actor: null });
  return id;
}

/** Name and legal representative follow the register behind the sign-on service. */
async function refresh(trx: Transaction, unit: Organisation, claims: UnitClaims, accountId: string): Promise<void> {
  const legalRepresentative = claims.legal_representative ?? unit.details.legalRepresentative;
  if (unit.name === claims.name && unit.details.legalRepresentative === legalRepresentative) return;
  await unit.$query(trx).patch({
    name: claims.name,
    details: { ...unit.details, legalRepresentative },
    version: unit.version + 1,
  });
  await renameAccount(trx, accountId, claims.name);
  await appendEvent(trx, { subjectKind: 'organisation', subjectId: unit.id, action: 'rename', actor: null });
}
