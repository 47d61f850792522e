import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { firstBrokenEvent } from '../ledger/verify-chain.ts';
import { bindingWhy, boundUnitOf } from './binding-state.ts';
import { grantCapacity } from './create-organisation.ts';
import { peopleWorld, refusal, UNIT_FORM, usccOf, type PeopleWorld } from './test-world.ts';

let world: PeopleWorld;
let school: Actor;
let other: Actor;
beforeAll(async () => {
  world = await peopleWorld();
  school = await world.unit(1, '示例市第一中学');
  other = await world.unit(2, '示例市第二中学');
});
afterAll(() => world.drop());

const organisationOf = (actor: Actor): string => actor.organisationId ?? '';
const boundTo = async (person: Actor) =>
  (await boundUnitOf({ db: world.core.db, personId: person.accountId }))?.organisationId ?? null;
const statusOf = (person: Actor) => world.as(person).organisations.bindingStatus();

describe('asking a unit', () => {
  it('[SM-BIND.01] a request with its note waits for the unit', async () => {
    const person = await world.registered(101, '示例甲');
    const { processId } = await world.request(person, school.organisationId, '2026 年调入');
    const { pending, approved, why } = await statusOf(person);
    expect(pending).toMatchObject({
      organisationName: '示例市第一中学',
      note: '2026 年调入',
      officePhone: '10000000021',
    });
    expect(approved).toBeNull();
    expect(why?.code).toBe('BINDING_PENDING');
    const { rows } = await world.as(school).tasks.list({ tab: 'todo' });
    expect(rows).toContainEqual(
      expect.objectContaining({ processId, flowType: '个人注册', flowName: '示例甲申请绑定示例市第一中学' }),
    );
  });

  it('[SM-BIND.01] [AH-03.04] only a registered unit can be asked, and a missing one looks the same', async () => {
    const person = await world.registered(102);
    const unregistered = await world.unitAtSso(12, '示例市未注册学校');
    const answers = await Promise.all([
      refusal(world.request(person, unregistered.organisationId)),
      refusal(world.request(person, null)),
    ]);
    expect(answers.map(({ code }) => code)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    expect(answers[0]?.message).toBe(answers[1]?.message);
  });

  it('[AH-03.04] a body that is neither employer nor department cannot be asked', async () => {
    const person = await world.registered(103);
    const bureau = await world.builtin('示例市人社局', ['hrss']);
    expect((await refusal(world.request(person, bureau.organisationId))).code).toBe('NOT_FOUND');
  });

  it('[SM-BIND.01] the same form twice is one request', async () => {
    const person = await world.registered(104);
    const input = { organisationId: organisationOf(school), idempotencyKey: randomUUID() };
    const [first, second] = await Promise.all([
      world.as(person).organisations.requestBinding(input),
      world.as(person).organisations.requestBinding(input),
    ]);
    expect(second).toEqual(first);
    expect(await world.core.db('binding').where({ person_id: person.accountId })).toHaveLength(1);
  });

  it('[SM-BIND.01] a second request to the same unit is refused with what is the case', async () => {
    const person = await world.registered(105);
    await world.request(person, school.organisationId);
    const body = await refusal(world.request(person, school.organisationId));
    expect(body).toMatchObject({ code: 'REFUSED', message: '您已向示例市第一中学申请绑定，请等待审核。' });
  });

  it('[SM-BIND.01] asking elsewhere takes the waiting request back', async () => {
    const person = await world.registered(106);
    const first = await world.request(person, school.organisationId);
    await world.request(person, other.organisationId);
    expect((await statusOf(person)).pending?.organisationName).toBe('示例市第二中学');
    expect(await world.core.db('process').where({ id: first.processId }).first()).toMatchObject({ state: 'cancelled' });
    expect((await refusal(world.decide(school, first.processId, 'pass'))).code).toBe('NOT_FOUND');
    expect(await boundTo(person)).toBeNull();
  });

  it('[AH-02.01] nobody is bound before 个人注册', async () => {
    const person = await world.person(107);
    const body = await refusal(world.request(person, school.organisationId));
    expect(body).toMatchObject({ code: 'REFUSED', issues: [{ code: 'notRegistered', mendAt: '/register' }] });
  });

  it('[SM-BIND.02] without a unit one is unbound and told what to do', async () => {
    const person = await world.registered(108);
    expect(await statusOf(person)).toMatchObject({ approved: null, pending: null, lastReturned: null });
    expect(await bindingWhy({ db: world.core.db, accountId: person.accountId })).toEqual({
      path: '',
      code: 'NOT_BOUND',
      message: '还没有绑定工作单位，可以先录入，暂不能提交。到“个人中心”点“变更单位”。',
      mendAt: '/me/unit',
    });
  });
});

describe('the unit decides', () => {
  it('[SM-BIND.03] [AH-34.04] passing makes the binding effective and tells the person', async () => {
    const person = await world.registered(111);
    const { bindingId, processId } = await world.request(person, school.organisationId);
    await world.decide(school, processId, 'pass');
    expect(await boundTo(person)).toBe(school.organisationId);
    expect(await bindingWhy({ db: world.core.db, accountId: person.accountId })).toBeNull();
    const [message] = await world.as(person).notifications.list({});
    expect(message).toMatchObject({ kind: 'bindingPassed', link: '/me', readAt: null });
    expect(await firstBrokenEvent(world.core.db, bindingId)).toBeNull();
    const events = await world.core.db('ledger_event').where({ subject_id: bindingId }).orderBy('seq');
    expect(events.map(({ action }) => action)).toEqual(['request', 'pass']);
  });

  it('[SM-BIND.03] another unit cannot decide, and sees nothing of it', async () => {
    const person = await world.registered(112);
    const { processId } = await world.request(person, school.organisationId);
    expect((await refusal(world.decide(other, processId, 'pass'))).code).toBe('NOT_FOUND');
    expect((await refusal(world.as(other).organisations.bindingView({ processId }))).code).toBe('NOT_FOUND');
    expect(await boundTo(person)).toBeNull();
  });

  it('[SM-BIND.03] the person cannot decide about himself', async () => {
    const person = await world.registered(113);
    const { processId } = await world.request(person, school.organisationId);
    expect((await refusal(world.decide(person, processId, 'pass'))).code).toBe('FORBIDDEN');
  });

  it('[SM-BIND.04] [GP.39] a return needs a reason and leaves the person free to choose again', async () => {
    const person = await world.registered(114);
    const { processId } = await world.request(person, school.organisationId);
    expect((await refusal(world.decide(school, processId, 'return', ' '))).code).toBe('INVALID');
    await world.decide(school, processId, 'return', '不是本单位人员');
    const { lastReturned, why } = await statusOf(person);
    expect(lastReturned).toMatchObject({ organisationName: '示例市第一中学', reason: '不是本单位人员' });
    expect(why).toMatchObject({ code: 'NOT_BOUND' });
    expect(why?.message).toContain('示例市第一中学退回了您的绑定申请：不是本单位人员。');
    await world.request(person, school.organisationId);
    expect((await statusOf(person)).pending?.organisationName).toBe('示例市第一中学');
    expect((await statusOf(person)).lastReturned).toBeNull();
  });

  it('[SM-BIND.03] a pass is final: the way back is 变更单位', async () => {
    const person = await world.registered(115);
    const { processId } = await world.request(person, school.organisationId);
    await world.decide(school, processId, 'pass');
    const step = await world.core.db('step').where({ process_id: processId }).first<{ id: string }>('id');
    const body = await refusal(world.as(school).tasks.withdraw({ stepId: step.id }));
    expect(body.code).toBe('REFUSED');
    expect(await boundTo(person)).toBe(school.organisationId);
  });
});

describe('变更单位', () => {
  it('[SM-BIND.05] [AH-03.09] the former unit stays in force until the new one approves', async () => {
    const person = await world.registered(121);
    await world.bind(person, school);
    const { processId } = await world.request(person, other.organisationId);
    expect(await boundTo(person)).toBe(school.organisationId);
    expect(await bindingWhy({ db: world.core.db, accountId: person.accountId })).toBeNull();
    await world.decide(other, processId, 'pass');
    expect(await boundTo(person)).toBe(other.organisationId);
    const states = await world.core.db('binding').where({ person_id: person.accountId }).orderBy('created_at');
    expect(states.map(({ state }) => state)).toEqual(['superseded', 'approved']);
  });

  it('[SM-BIND.05] a returned change leaves the former unit in force', async () => {
    const person = await world.registered(122);
    await world.bind(person, school);
    const { processId } = await world.request(person, other.organisationId);
    await world.decide(other, processId, 'return');
    expect(await boundTo(person)).toBe(school.organisationId);
    expect((await statusOf(person)).why).toBeNull();
  });

  it('[SM-BIND.05] changing to the unit one is bound to is refused', async () => {
    const person = await world.registered(123);
    await world.bind(person, school);
    const body = await refusal(world.request(person, school.organisationId));
    expect(body).toMatchObject({ code: 'REFUSED', message: '您已绑定示例市第一中学。' });
  });

  it('[GP.96] an approved binding ends no login', async () => {
    const person = await world.registered(124);
    await world.bind(person, school);
    expect(await world.core.db('session').where({ account_id: person.accountId })).not.toHaveLength(0);
  });

  it('the database refuses a second approved or waiting binding', async () => {
    const person = await world.registered(125);
    await world.bind(person, school);
    const row = { person_id: person.accountId, organisation_id: other.organisationId };
    const twice = (state: string) =>
      world.core.db('binding').insert([
        { ...row, state },
        { ...row, state },
      ]);
    await expect(twice('approved')).rejects.toThrow('binding_one_approved');
    await expect(twice('pending')).rejects.toThrow('binding_one_pending');
  });
});

describe('a department that is an employer as well', () => {
  it('[AH-37.02] [AH-37.03] [AH-39.04] audits with the built-in account until it registered as a unit, then as employer', async () => {
    const uscc = usccOf(31);
    const department = await world.builtin('示例市教育局', ['department'], { uscc });
    const early = await world.registered(131, '示例乙');
    const { processId } = await world.request(early, department.organisationId);
    const employer = await world.unitAtSso(31, '示例市教育局');
    expect(employer).toMatchObject({ role: 'employer', organisationId: department.organisationId });
    expect(await world.as(employer).identity.me()).toMatchObject({ mustRegister: 'unit' });
    const { version } = await world.as(employer).organisations.mine();
    await world.as(employer).organisations.registerUnit({ form: UNIT_FORM, expectedVersion: version });

    const late = await world.registered(132, '示例丙');
    const second = await world.request(late, department.organisationId);
    expect((await refusal(world.decide(employer, processId, 'pass'))).code).toBe('NOT_FOUND');
    expect((await refusal(world.decide(department, second.processId, 'pass'))).code).toBe('NOT_FOUND');
    await world.decide(department, processId, 'pass');
    await world.decide(employer, second.processId, 'pass');

    const names = async (actor: Actor) =>
      (await world.as(actor).organisations.people({})).rows.map(({ name }) => name).toSorted();
    expect(await names(department)).toEqual(['示例乙']);
    expect(await names(employer)).toEqual(['示例丙', '示例乙']);
  });

  it('granting a capacity twice changes nothing the second time', async () => {
    const organisationId = organisationOf(other);
    await grantCapacity({ core: world.core, actor: null, organisationId, capacity: 'talentCentre' });
    await grantCapacity({ core: world.core, actor: null, organisationId, capacity: 'talentCentre' });
    expect((await world.as(other).organisations.mine()).capacities).toEqual(['employer', 'talentCentre']);
  });
});
