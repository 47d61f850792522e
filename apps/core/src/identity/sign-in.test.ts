import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { createOrganisation } from '../organisations/create-organisation.ts';
import { PASSWORD, peopleWorld, refusal, type PeopleWorld } from '../organisations/test-world.ts';
import { createBuiltinAccount, resetPassword } from './create-builtin-account.ts';
import { endAssignment, grantAssignment } from './grant-assignment.ts';
import { resolveSession, signOut } from './resolve-session.ts';
import { sessionIdOf } from './sessions.ts';
import { signInBuiltin } from './sign-in-builtin.ts';
import { sweepSignIns } from './sweep-sign-ins.ts';

let world: PeopleWorld;
let bureau: string;
let school: string;
beforeAll(async () => {
  world = await peopleWorld();
  const { core } = world;
  ({ id: bureau } = await createOrganisation({
    core,
    actor: null,
    name: '示例市人社局',
    capacities: ['hrss', 'department'],
  }));
  ({ id: school } = await createOrganisation({ core, actor: null, name: '示例学校', capacities: ['employer'] }));
});
afterAll(() => world.drop());

const account = (username: string, more: object = {}) =>
  createBuiltinAccount({
    core: world.core,
    actor: null,
    ...{ username, password: PASSWORD, displayName: '示例管理员' },
    assignments: [{ role: 'hrss', organisationId: bureau }],
    ...more,
  });
const signIn = (username: string, password = PASSWORD, network = '192.0.2.1') =>
  signInBuiltin({ core: world.core, username, password, network });
const sessionOf = (token: string) => resolveSession({ core: world.core, token });
const assignmentsOf = (accountId: string) =>
  world.core.db('assignment').where({ account_id: accountId }).orderBy('valid_from').select<{ id: string }[]>('id');

describe('内置单位登录', () => {
  it("[AH-29.03] the right password opens a session in the account's assignment", async () => {
    const { accountId } = await account('hrss-a');
    const { token, expiresAt } = await signIn(' HRSS-A ');
    expect(expiresAt.getTime() - Date.now()).toBeGreaterThan(7.9 * 3_600_000);
    const session = await sessionOf(token);
    expect(session?.account).toEqual({ id: accountId, kind: 'builtin', name: '示例管理员' });
    expect(session?.actor).toMatchObject({ accountId, role: 'hrss', organisationId: bureau });
  });

  it('a wrong password and an unknown account are refused in the same words', async () => {
    await account('hrss-b');
    const [wrong, unknown] = [await refusal(signIn('hrss-b', 'wrong')), await refusal(signIn('nobody-b', 'wrong'))];
    expect(wrong).toMatchObject({ code: 'INVALID', message: '账号或密码不正确。' });
    expect(unknown).toEqual(wrong);
  });

  it('after five failures the right password is refused as well, from that network only', async () => {
    await account('hrss-c');
    const attempts = await Promise.all(Array.from({ length: 8 }, () => refusal(signIn('hrss-c', 'wrong'))));
    expect(attempts.filter(({ code }) => code === 'INVALID')).toHaveLength(5);
    expect(attempts.filter(({ code }) => code === 'REFUSED')).toHaveLength(3);
    expect(await refusal(signIn('hrss-c'))).toMatchObject({ code: 'REFUSED', issues: [{ code: 'tooManyAttempts' }] });
    await expect(signIn('hrss-c', PASSWORD, '198.51.100.7')).resolves.toHaveProperty('token');
    expect((await refusal(signIn('nobody-c', 'wrong'))).code).toBe('INVALID');
  });

  it('success clears the count, and so do 15 minutes', async () => {
    await account('hrss-d');
    const fail = async (times: number) => {
      for (let i = 0; i < times; i++) await refusal(signIn('hrss-d', 'wrong', '192.0.2.4'));
    };
    await fail(4);
    await signIn('hrss-d', PASSWORD, '192.0.2.4');
    await fail(5);
    expect((await refusal(signIn('hrss-d', PASSWORD, '192.0.2.4'))).code).toBe('REFUSED');
    await world.setNow(new Date(Date.now() + 15 * 60_000 + 1000));
    await expect(signIn('hrss-d', PASSWORD, '192.0.2.4')).resolves.toHaveProperty('token');
    await world.setNow(null);
  });

  it('stores neither password nor token', async () => {
    await account('hrss-e');
    const { token } = await signIn('hrss-e');
    const login = await world.core.db('login').where({ subject: 'hrss-e' }).first();
    expect(login.password_hash).toMatch(/^\$argon2id\$/);
    const sessions = await world.core.db('session');
    expect(JSON.stringify(sessions)).not.toContain(token);
    expect(sessions.map(({ id }) => id)).toContain(sessionIdOf(token));
    expect(await sessionOf(sessionIdOf(token))).toBeNull();
  });

  it('a disabled account, and one without a current assignment, do not get in', async () => {
    const { accountId } = await account('hrss-f');
    const { token } = await signIn('hrss-f');
    await world.core.db('account').where({ id: accountId }).update({ disabled_at: new Date() });
    expect(await sessionOf(token)).toBeNull();
    expect((await refusal(signIn('hrss-f'))).issues).toMatchObject([{ code: 'accountDisabled' }]);
  });

  it('a built-in account needs a fitting name, password, and an organisation with the capacity', async () => {
    const wrong = await refusal(account('a', { password: 'short', displayName: ' ', assignments: [] }));
    expect(wrong.issues.map(({ path }) => path)).toEqual(['username', 'password', 'displayName', 'assignments']);
    await account('hrss-g');
    expect((await refusal(account('HRSS-G'))).code).toBe('CONFLICT');
    const without = account('hrss-h', { assignments: [{ role: 'convening', organisationId: bureau }] });
    expect((await refusal(without)).message).toBe('该单位没有“组建单位”身份。');
    expect((await refusal(signIn('hrss-h'))).code).toBe('INVALID');
  });

  it('a new password ends the logins of the account', async () => {
    const { accountId } = await account('hrss-i');
    const { token } = await signIn('hrss-i');
    await resetPassword({ core: world.core, actor: null, accountId, password: `${PASSWORD}2` });
    expect(await sessionOf(token)).toBeNull();
    expect((await refusal(signIn('hrss-i'))).code).toBe('INVALID');
    await expect(signIn('hrss-i', `${PASSWORD}2`)).resolves.toHaveProperty('token');
  });
});

describe('sessions', () => {
  it('[AH-01.16] 退出 ends this login and no other', async () => {
    await account('hrss-k');
    const [here, there] = [await signIn('hrss-k'), await signIn('hrss-k')];
    await signOut({ core: world.core, token: here.token });
    expect(await sessionOf(here.token)).toBeNull();
    expect(await sessionOf(there.token)).not.toBeNull();
  });

  it('slides: one used in its second half lasts eight hours again; one that ran out is gone', async () => {
    await account('hrss-l');
    const { token } = await signIn('hrss-l');
    expect((await sessionOf(token))?.session.fresh).toBe(false);
    const expire = (hours: number) =>
      world.core
        .db('session')
        .where({ id: sessionIdOf(token) })
        .update({ expires_at: new Date(Date.now() + hours * 3_600_000) });
    await expire(3);
    const extended = await sessionOf(token);
    expect(extended?.session.fresh).toBe(true);
    expect((extended?.session.expiresAt.getTime() ?? 0) - Date.now()).toBeGreaterThan(7.9 * 3_600_000);
    await expire(-1);
    expect(await sessionOf(token)).toBeNull();
  });

  it('the sweep removes what ran out and nothing else', async () => {
    await account('hrss-m');
    const [old, young] = [await signIn('hrss-m'), await signIn('hrss-m')];
    await world.core
      .db('session')
      .where({ id: sessionIdOf(old.token) })
      .update({ expires_at: new Date(0) });
    await refusal(signIn('hrss-m', 'wrong'));
    await world.core.db('login_failure').insert({ subject: 'network:old', at: new Date(Date.now() - 2 * 86_400_000) });
    await sweepSignIns({ core: world.core });
    const failures: string[] = await world.core.db('login_failure').pluck('subject');
    expect(failures).toContain('account:hrss-m');
    expect(failures).not.toContain('network:old');
    expect(await world.core.db('session').where({ id: sessionIdOf(old.token) })).toEqual([]);
    expect(await sessionOf(young.token)).not.toBeNull();
  });

  it('a made-up token is nobody', async () => {
    expect(await sessionOf(randomUUID())).toBeNull();
  });
});

describe('several assignments', () => {
  const both = [
    { role: 'hrss' as const, organisationId: () => bureau },
    { role: 'department' as const, organisationId: () => bureau },
    { role: 'employer' as const, organisationId: () => school },
  ];
  const withAll = (username: string) =>
    account(username, {
      assignments: both.map(({ role, organisationId }) => ({ role, organisationId: organisationId() })),
    });
  const actorOf = async (token: string): Promise<Actor> => {
    const session = await sessionOf(token);
    if (!session) throw new Error('no session');
    return session.actor;
  };

  it('[AH-39.03] switches without signing in again; only this login moves', async () => {
    await withAll('multi-a');
    const [here, there] = [await signIn('multi-a'), await signIn('multi-a')];
    const actor = await actorOf(here.token);
    const { assignments } = await world.as(actor).identity.me();
    expect(assignments.map(({ capacityLabel, organisationName }) => `${organisationName} ${capacityLabel}`)).toEqual([
      '示例市人社局 人社部门',
      '示例市人社局 主管部门',
      '示例学校 用人单位',
    ]);
    const target = assignments.find(({ role }) => role === 'employer');
    await world.as(actor).identity.switchAssignment({ assignmentId: target?.id ?? '' });
    expect(await actorOf(here.token)).toMatchObject({ role: 'employer', organisationId: school });
    expect(await actorOf(there.token)).toMatchObject({ role: 'hrss' });
  });

  it('nobody switches to an assignment of somebody else, nor to one that ended', async () => {
    const { accountId } = await withAll('multi-b');
    const stranger = await account('multi-c');
    const actor = await actorOf((await signIn('multi-b')).token);
    const [foreign] = await assignmentsOf(stranger.accountId);
    const own = await assignmentsOf(accountId);
    await world.core
      .db('assignment')
      .where({ id: own[2]?.id })
      .update({ valid_to: world.core.db.raw('clock_timestamp()') });
    for (const id of [foreign?.id, own[2]?.id, randomUUID()]) {
      const attempt = world.as(actor).identity.switchAssignment({ assignmentId: id ?? '' });
      expect((await refusal(attempt)).code).toBe('NOT_FOUND');
    }
  });

  it("[GP.96] ending an assignment ends the account's logins and frees what it had claimed", async () => {
    const { accountId } = await withAll('multi-d');
    await grantAssignment({
      core: world.core,
      ...{ actor: null, accountId: (await account('multi-e')).accountId, role: 'employer', organisationId: school },
    });
    const { token } = await signIn('multi-d');
    const person = await world.registered(301);
    const { processId } = await world.request(person, school);
    const employer = (await world.core.db('assignment').where({ account_id: accountId, role: 'employer' }).first()) as {
      id: string;
    };
    const colleague: Actor = { ...(await actorOf(token)), role: 'employer', organisationId: school };
    const { rows } = await world.as(colleague).tasks.list({ tab: 'claimable' });
    const taskId = rows.find((row) => row.processId === processId)?.taskId ?? '';
    await world.as(colleague).tasks.claim({ taskId });
    await endAssignment({ core: world.core, actor: null, assignmentId: employer.id });
    expect(await sessionOf(token)).toBeNull();
    expect(await world.core.db('task').where({ id: taskId }).first()).toMatchObject({ claimed_by: null });
    const again = await actorOf((await signIn('multi-d')).token);
    expect((await world.as(again).identity.me()).assignments.map(({ role }) => role)).toEqual(['hrss', 'department']);
    const twice = endAssignment({ core: world.core, actor: null, assignmentId: employer.id });
    expect((await refusal(twice)).code).toBe('CONFLICT');
  });

  it('an assignment that ran out ends the session acting in it', async () => {
    const { accountId } = await account('multi-f');
    const { token } = await signIn('multi-f');
    const soon = new Date(Date.now() + 60_000);
    await world.core.db('assignment').where({ account_id: accountId }).update({ valid_to: soon });
    expect(await sessionOf(token)).not.toBeNull();
    await world.setNow(new Date(soon.getTime() + 1000));
    expect(await sessionOf(token)).toBeNull();
    expect((await refusal(signIn('multi-f'))).issues).toMatchObject([{ code: 'noAssignment' }]);
    await world.setNow(null);
  });

  it('the same assignment is not granted twice, and only by operators', async () => {
    const { accountId } = await account('multi-g');
    const grant = { core: world.core, accountId, role: 'hrss' as const, organisationId: bureau };
    expect((await refusal(grantAssignment({ ...grant, actor: null }))).code).toBe('CONFLICT');
    const actor = await actorOf((await signIn('multi-g')).token);
    expect((await refusal(grantAssignment({ ...grant, actor }))).code).toBe('FORBIDDEN');
  });
});
