import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invariantViolations } from '../invariants.ts';
import type { Actor } from '../context.ts';
import { endAssignment } from '../identity/grant-assignment.ts';
import { worldForTest, type Unit, type World } from '../library/test-world.ts';
import { refusal } from '../organisations/test-world.ts';

let world: World;
let unit: Unit;
let one: Actor;
let two: Actor;
let owner: Actor;

beforeAll(async () => {
  world = await worldForTest();
  unit = await world.unit('示例市第一中学');
  [one] = unit.admins;
  owner = await world.person('示例一');
  await world.bind(owner, unit);
  two = await world.colleague(unit);
});
afterAll(() => world.drop());

/** A library entry that waits at the unit: its task. */
async function waiting(): Promise<string> {
  const { id } = await world.saveAndSubmit(owner);
  const task = await world.core
    .db('task')
    .join('step', 'step.id', 'task.step_id')
    .join('process', 'process.id', 'step.process_id')
    .where({ 'process.subject_id': id })
    .first('task.id');
  return task.id;
}
const claim = (actor: Actor, taskId: string) => world.as(actor).tasks.claim({ taskId });
const decide = (actor: Actor, taskId: string, decision: 'pass' | 'return' = 'pass', opinion = '同意') =>
  world.as(actor).tasks.decide({ taskId, decision, opinion });
const ids = async (actor: Actor, tab: 'todo' | 'claimable' | 'mine' | 'all') =>
  (await world.as(actor).tasks.list({ tab, size: 100 })).rows.map(({ taskId }) => taskId);
const nameOf = async (actor: Actor) =>
  (await world.core.db('account').where({ id: actor.accountId }).first()).display_name as string;

describe('领取', () => {
  it('[SM-TASK.01] [AH-32.10] with two administrators an item waits to be claimed, seen by both', async () => {
    const taskId = await waiting();
    for (const admin of [one, two]) {
      expect(await ids(admin, 'claimable')).toContain(taskId);
      expect(await ids(admin, 'todo')).not.toContain(taskId);
      expect(await world.as(admin).tasks.get({ taskId })).toMatchObject({
        ...{ claimable: true, holder: null, whyNot: '本单位有多位管理员，请先领取再审核。' },
      });
    }
  });

  it('[SM-TASK.03] the claimer has it to do, the other no longer', async () => {
    const taskId = await waiting();
    await claim(one, taskId);
    expect(await ids(one, 'todo')).toContain(taskId);
    expect(await ids(two, 'todo')).not.toContain(taskId);
    expect(await ids(two, 'claimable')).not.toContain(taskId);
    const holder = await nameOf(one);
    expect(await world.as(one).tasks.get({ taskId })).toMatchObject({
      ...{ claimable: false, whyNot: null, holder: { name: holder, me: true } },
    });
    expect(await world.as(two).tasks.get({ taskId })).toMatchObject({
      ...{ claimable: false, whyNot: `${holder}已领取这一件。`, holder: { name: holder, me: false } },
    });
  });

  it('[SM-TASK.03] two at once: one wins, the other is told by name', async () => {
    const taskId = await waiting();
    const outcomes = await Promise.allSettled([claim(one, taskId), claim(two, taskId)]);
    const winner = outcomes[0]?.status === 'fulfilled' ? one : two;
    const lost = outcomes.find(({ status }) => status === 'rejected');
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const error = await refusal(Promise.reject(lost?.status === 'rejected' ? lost.reason : null));
    expect(error).toMatchObject({ code: 'CONFLICT', message: `${await nameOf(winner)}已领取这一件。` });
    expect((await world.core.db('task').where({ id: taskId }).first()).claimed_by).toBe(winner.accountId);
  });

  it('claiming again what one holds changes nothing', async () => {
    const taskId = await waiting();
    await claim(one, taskId);
    const before = await world.core.db('task').where({ id: taskId }).first();
    await claim(one, taskId);
    expect(await world.core.db('task').where({ id: taskId }).first()).toEqual(before);
  });

  it('what is done cannot be claimed', async () => {
    const taskId = await waiting();
    await claim(one, taskId);
    await decide(one, taskId);
    expect(await refusal(claim(two, taskId))).toMatchObject({
      ...{ code: 'CONFLICT', message: '这一件已经办结或已被下级撤回。' },
    });
  });

  it('[AH-39.02] another organisation’s, or none at all: NOT_FOUND', async () => {
    const stranger = (await world.unit('示例市第二中学')).admins[0];
    const taskId = await waiting();
    for (const [actor, id] of [
      [stranger, taskId],
      [{ ...one, role: 'department' } as const, taskId],
      [one, randomUUID()],
    ] as const) {
      expect((await refusal(claim(actor, id))).code).toBe('NOT_FOUND');
      expect((await refusal(decide(actor, id))).code).toBe('NOT_FOUND');
      expect((await refusal(world.as(actor).tasks.get({ taskId: id }))).code).toBe('NOT_FOUND');
    }
  });

  it('the ledger keeps who claimed', async () => {
    const taskId = await waiting();
    await claim(two, taskId);
    const { step_id } = await world.core.db('task').where({ id: taskId }).first();
    const events = await world.core.db('ledger_event').where({ subject_id: step_id }).orderBy('seq');
    expect(events.map(({ action, account_id }) => [action, account_id])).toEqual([
      ['open', owner.accountId],
      ['claim', two.accountId],
    ]);
  });
});

describe('deciding among several', () => {
  it('[GP.32] [AH-32.10] nobody decides what nobody has claimed', async () => {
    const taskId = await waiting();
    const error = await refusal(decide(one, taskId));
    expect(error).toMatchObject({ code: 'REFUSED', message: '本单位有多位管理员，请先领取再审核。' });
    expect((await world.core.db('task').where({ id: taskId }).first()).closed_at).toBeNull();
  });

  it('[SM-TASK.04] a claim lost to a colleague: told by name, the opinion is not lost', async () => {
    const taskId = await waiting();
    await claim(two, taskId);
    const error = await refusal(decide(one, taskId));
    expect(error).toMatchObject({
      ...{ code: 'CONFLICT', message: `${await nameOf(two)}已领取这一件，您填写的意见还在，可交给对方。` },
    });
  });

  it('[SM-TASK.04] what a colleague has decided is told by name', async () => {
    const taskId = await waiting();
    await claim(two, taskId);
    await decide(two, taskId);
    const error = await refusal(decide(one, taskId));
    expect(error).toMatchObject({ code: 'CONFLICT', message: `${await nameOf(two)}已办理这一件。` });
    expect(await ids(two, 'mine')).toContain(taskId);
    expect(await ids(one, 'mine')).not.toContain(taskId);
    expect(await ids(one, 'all')).toContain(taskId);
  });

  it('[AH-03.08] an owner who takes the entry back closes the task for everybody', async () => {
    const { id, version } = await world.saveAndSubmit(owner);
    const task = await world.core
      .db('task')
      .join('step', 'step.id', 'task.step_id')
      .join('process', 'process.id', 'step.process_id')
      .where({ 'process.subject_id': id })
      .first('task.id');
    await claim(one, task.id);
    await world.as(owner).library.withdraw({ id, expectedVersion: version });
    const error = await refusal(decide(one, task.id));
    expect(error).toMatchObject({ code: 'CONFLICT', message: '这一件已被撤回，不再需要办理。' });
    for (const tab of ['todo', 'claimable', 'all'] as const) expect(await ids(one, tab)).not.toContain(task.id);
  });
});

describe('when an administrator leaves', () => {
  it('[GP.96] what he held is free again, and one alone needs no claim', async () => {
    const held = await waiting();
    const free = await waiting();
    await claim(two, held);
    const { id } = await world.core.db('assignment').where({ account_id: two.accountId, valid_to: null }).first();
    await endAssignment({ core: world.core, actor: null, assignmentId: id });
    expect(await world.core.db('task').where({ id: held }).first()).toMatchObject({
      ...{ claimed_by: null, claimed_at: null, closed_at: null },
    });
    expect(await ids(one, 'todo')).toEqual(expect.arrayContaining([held, free]));
    expect(await ids(one, 'claimable')).toEqual([]);
    await decide(one, held);
  });
});

it('leaves the data as the rules want them', async () => {
  expect(await invariantViolations(world.core.db)).toEqual([]);
});
