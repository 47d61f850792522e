import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { acceptFile } from '../files/accept-file.ts';
import { openFile } from '../files/open-file.ts';
import { resolveSession } from '../identity/resolve-session.ts';
import { signInBuiltin } from '../identity/sign-in-builtin.ts';
import { peopleWorld, refusal, REGION, type PeopleWorld } from './test-world.ts';

let world: PeopleWorld;
let bureau: Actor;
let other: Actor;
let operator: Actor;
beforeAll(async () => {
  world = await peopleWorld();
  bureau = await world.builtin('示例市人社局', ['hrss']);
  other = await world.builtin('示例二市人社局', ['hrss']);
  operator = await world.builtin('示例平台运维', ['operator']);
});
afterAll(() => world.drop());

const FORM = {
  name: '示例乡村教学点',
  reason: '没有统一社会信用代码',
  region: REGION,
  unitNature: 'PUBLIC_INSTITUTION',
  contact: '示例联系人',
  mobile: '10000000031',
};

async function proof(actor: Actor) {
  const source = Readable.from([Buffer.from(`%PDF-1.4\n${randomUUID()}\n%%EOF`)]);
  const slot = { types: ['pdf' as const], maxMB: 10 };
  const { id, name, bytes } = await acceptFile({ core: world.core, actor, source, name: '批文.pdf', slot });
  return { id, name, bytes };
}

const ask = async (more: object = {}) =>
  world
    .as(bureau)
    .accounts.ask({ form: { ...FORM, proof: [await proof(bureau)], ...more }, idempotencyKey: randomUUID() });

const open = (more: object = {}) =>
  world.as(operator).accounts.open({
    organisation: { name: FORM.name, regionCode: REGION, unitNature: FORM.unitNature },
    capacities: ['employer'],
    username: `unit-${randomUUID().slice(0, 8)}`,
    displayName: '示例管理员',
    idempotencyKey: randomUUID(),
    ...more,
  });

const signIn = async (username: string, password: string): Promise<Actor> => {
  const { token } = await signInBuiltin({ core: world.core, username, password });
  const session = await resolveSession({ core: world.core, token });
  if (!session) throw new Error('no session');
  return session.actor;
};

describe('申请内置账号', () => {
  it('[AH-29.03] [AH-38.03] [RF.07] the bureau sends unit data and proof to operations; no other bureau sees it', async () => {
    const { id } = await ask();
    const seen = await world.as(operator).accounts.request({ id });
    expect(seen).toMatchObject({ bureauName: '示例市人社局', stateLabel: '待开通', content: { name: FORM.name } });
    const file = { core: world.core, id: seen.content.proof[0]?.id ?? '' };
    expect((await openFile({ ...file, actor: operator })).name).toBe('批文.pdf');
    await expect(openFile({ ...file, actor: other })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await refusal(world.as(other).accounts.request({ id }))).code).toBe('NOT_FOUND');
    expect(await world.as(other).accounts.requests()).toEqual([]);
  });

  it('[AH-29.03] asks for every field, the proof included', async () => {
    const body = await refusal(world.as(bureau).accounts.ask({ form: {}, idempotencyKey: randomUUID() }));
    expect(body.issues.map(({ path }) => path)).toEqual([
      ...['name', 'reason', 'region', 'unitNature', 'contact', 'mobile', 'proof'],
    ]);
  });

  it('[AH-38.03] operations may decline, with a reason that the bureau reads', async () => {
    const { id } = await ask();
    const decline = (reason: string) => world.as(operator).accounts.decline({ id, reason });
    expect((await refusal(decline(' '))).code).toBe('INVALID');
    await decline('该单位已有账号');
    expect(await world.as(bureau).accounts.request({ id })).toMatchObject({
      stateLabel: '未开通',
      reason: '该单位已有账号',
    });
    expect((await refusal(open({ requestId: id }))).code).toBe('CONFLICT');
  });
});

describe('账号管理', () => {
  it('[SM-UREG.05] [AH-29.03] creates unit and account at once; the initial password must be changed first', async () => {
    const { id } = await ask();
    const username = `unit-${randomUUID().slice(0, 8)}`;
    const { password } = await open({ requestId: id, username });
    expect((await world.as(bureau).accounts.request({ id })).stateLabel).toBe('已开通');
    const admin = await signIn(username, password ?? '');
    expect(await world.as(admin).identity.me()).toMatchObject({ mustChangePassword: true, mustRegister: null });
    expect((await refusal(world.as(admin).organisations.mine())).code).toBe('FORBIDDEN');
    const change = (current: string, next: string) => world.as(admin).identity.changePassword({ current, next });
    expect((await refusal(change('wrong', 'a-new-password'))).issues[0]?.path).toBe('current');
    expect((await refusal(change(password ?? '', 'short'))).issues[0]?.path).toBe('next');
    expect((await refusal(change(password ?? '', password ?? ''))).issues[0]?.path).toBe('next');
    await change(password ?? '', 'a-new-password');
    const again = await signIn(username, 'a-new-password');
    expect((await world.as(again).organisations.mine()).name).toBe(FORM.name);
    expect((await refusal(signIn(username, password ?? ''))).code).toBe('INVALID');
    const search = world.as(await world.person(40)).organisations.search({ keyword: '乡村教学点' });
    expect((await search).length).toBeGreaterThan(0);
  });

  it('[AH-37.01] a taken name is refused, and then there is no organisation either', async () => {
    const username = `unit-${randomUUID().slice(0, 8)}`;
    await open({ username });
    const count = async () => Number((await world.core.db('organisation').count('* as n').first())?.n);
    const before = await count();
    expect((await refusal(open({ username }))).code).toBe('CONFLICT');
    expect(await count()).toBe(before);
  });

  it('the same form sent twice opens one account and tells the password once', async () => {
    const idempotencyKey = randomUUID();
    const username = `unit-${randomUUID().slice(0, 8)}`;
    const first = await open({ idempotencyKey, username });
    expect(first.password).toHaveLength(12);
    expect(await open({ idempotencyKey, username })).toEqual({ accountId: first.accountId, password: null });
    const [stored] = await world.core.db('idempotency_key').where({ key: idempotencyKey }).select('result');
    expect(JSON.stringify(stored)).not.toContain(first.password);
  });

  it('[GP.96] assignments are added and ended, passwords renewed; both end the logins', async () => {
    const username = `unit-${randomUUID().slice(0, 8)}`;
    const { accountId, password } = await open({ username });
    const api = world.as(operator).accounts;
    const row = async () => (await api.list({ keyword: username })).rows[0];
    expect(await row()).toMatchObject({ username, initial: true, assignments: [{ label: '用人单位' }] });
    await api.grant({ accountId, role: 'hrss', organisationId: bureau.organisationId ?? '' });
    expect((await row())?.assignments.map(({ label }) => label)).toEqual(['用人单位', '人社部门']);
    const { token } = await signInBuiltin({ core: world.core, username, password: password ?? '' });
    await api.end({ assignmentId: (await row())?.assignments[1]?.id ?? '' });
    expect(await resolveSession({ core: world.core, token })).toBeNull();
    expect((await row())?.assignments).toHaveLength(1);
    const renewed = await api.renewPassword({ accountId });
    expect((await refusal(signIn(username, password ?? ''))).code).toBe('INVALID');
    expect((await signIn(username, renewed.password)).mustChangePassword).toBe(true);
  });

  it('nobody locks himself out', async () => {
    const api = world.as(operator).accounts;
    expect((await refusal(api.end({ assignmentId: operator.assignmentId }))).code).toBe('FORBIDDEN');
    expect((await refusal(api.renewPassword({ accountId: operator.accountId }))).code).toBe('CONFLICT');
  });

  it('[GP.40] a freelancer binds to a talent service centre that employs as well', async () => {
    const username = `talent-${randomUUID().slice(0, 8)}`;
    const centre = { name: '示例市人才服务中心', regionCode: REGION };
    const { accountId } = await open({ organisation: centre, capacities: ['employer', 'talentCentre'], username });
    const assignment = await world.core
      .db('assignment')
      .where({ account_id: accountId, role: 'employer' })
      .first('id', 'organisation_id');
    const auditor: Actor = {
      ...{ accountId, assignmentId: assignment.id, role: 'employer', name: '示例管理员' },
      organisationId: assignment.organisation_id,
    };
    const person = await world.registered(41);
    await world.bind(person, auditor);
    expect((await world.as(person).organisations.bindingStatus()).approved?.organisationName).toBe(centre.name);
  });
});
