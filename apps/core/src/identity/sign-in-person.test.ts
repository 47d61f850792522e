import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInWithSso } from '../organisations/sign-in-with-sso.ts';
import { BIRTH_DATE, idNumberOf, peopleWorld, refusal, type PeopleWorld } from '../organisations/test-world.ts';
import { resolveSession } from './resolve-session.ts';
import { revealIdNumber } from './reveal-id-number.ts';
import { signInBuiltin } from './sign-in-builtin.ts';

let world: PeopleWorld;
beforeAll(async () => {
  world = await peopleWorld();
});
afterAll(() => world.drop());

describe('个人登录', () => {
  const claims = (serial: number, more: object = {}) => ({
    ...{ kind: 'person' as const, sub: `sub-${serial}`, name: '示例一', id_type: '111', id_number: idNumberOf(serial) },
    ...more,
  });
  const signInAs = async (serial: number, more: object = {}) => {
    const { token } = await signInWithSso({ core: world.core, claims: claims(serial, more) });
    const session = await resolveSession({ core: world.core, token });
    if (!session) throw new Error('no session');
    return session.actor;
  };

  it('[MG.01] one account per ID number, whatever the subject at the sign-on service', async () => {
    const attempts = await Promise.all([signInAs(201), signInAs(201), signInAs(201, { sub: 'another' })]);
    expect(new Set(attempts.map(({ accountId }) => accountId)).size).toBe(1);
    expect(await world.core.db('login').where({ account_id: attempts[0]?.accountId })).toHaveLength(2);
  });

  it("[AH-02.07] [AH-02.08] sex and birth date are the ID number's, not the claim's", async () => {
    const actor = await signInAs(202, { gender: 'male', birth_date: '1999-09-09' });
    expect(await world.as(actor).identity.profile()).toMatchObject({ gender: 'female', birthDate: BIRTH_DATE });
  });

  it('a document that is no resident ID is taken with the facts the service gives', async () => {
    const officer = { id_type: '114', id_number: '军字第0000001号', gender: 'male', birth_date: '1980-01-02' };
    const actor = await signInAs(203, officer);
    const profile = await world.as(actor).identity.profile();
    expect(profile).toMatchObject({ idTypeName: '军官证', gender: 'male', birthDate: '1980-01-02' });
    expect(profile.idNumberMasked).not.toContain('0000001');
    const incomplete = signInAs(204, { ...officer, id_number: '军字第0000002号', gender: undefined });
    expect((await refusal(incomplete)).issues).toMatchObject([{ code: 'incompleteIdentity' }]);
  });

  it('a wrong ID number is refused', async () => {
    const wrong = `${idNumberOf(205).slice(0, 17)}${idNumberOf(205).endsWith('X') ? '0' : 'X'}`;
    expect((await refusal(signInAs(205, { id_number: wrong }))).issues).toMatchObject([{ code: 'badIdNumber' }]);
  });

  it('a subject that comes back with another ID number is refused', async () => {
    await signInAs(206);
    const attempt = signInAs(206, { id_number: idNumberOf(207) });
    expect((await refusal(attempt)).issues).toMatchObject([{ code: 'identityChanged' }]);
    const known = signInAs(206, { id_number: idNumberOf(201) });
    expect((await refusal(known)).issues).toMatchObject([{ code: 'identityChanged' }]);
  });

  it('[AH-01.16] a name changed at the service is taken over', async () => {
    const actor = await signInAs(208);
    const renamed = await signInAs(208, { name: '示例新名' });
    expect(renamed).toMatchObject({ accountId: actor.accountId, name: '示例新名' });
    expect((await world.as(renamed).identity.profile()).name).toBe('示例新名');
  });

  it('the ID number is encrypted, appears in no ledger event, and revealing it is logged', async () => {
    const actor = await signInAs(209);
    const row = await world.core.db('person').where({ account_id: actor.accountId }).first();
    expect(row.id_number_cipher.toString('latin1')).not.toContain(idNumberOf(209));
    const events = await world.core.db('ledger_event').where({ subject_id: actor.accountId });
    expect(JSON.stringify(events)).not.toContain(idNumberOf(209));
    const personId = actor.accountId;
    const revealed = await world.core.db.transaction((trx) =>
      revealIdNumber({ core: world.core, trx, actor, personId, purpose: 'reviewForm' }),
    );
    expect(revealed).toBe(idNumberOf(209));
    expect(await world.core.db('reveal_log').where({ person_id: personId })).toMatchObject([
      { account_id: personId, what: 'idNumber', purpose: 'reviewForm' },
    ]);
  });

  it('[AH-01.13] a person has no password here: the built-in entrance does not know him', async () => {
    await signInAs(210);
    expect((await refusal(signInBuiltin({ core: world.core, username: 'sub-210', password: '' }))).code).toBe(
      'INVALID',
    );
  });
});
