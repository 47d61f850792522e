import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invariantViolations } from '../invariants.ts';
import type { Actor } from '../context.ts';
import { worldForTest, type Unit, type World } from '../library/test-world.ts';
import { refusal } from '../organisations/test-world.ts';

let world: World;
let unit: Unit;
let admin: Actor;
let owner: Actor;

beforeAll(async () => {
  world = await worldForTest();
  unit = await world.unit('示例市第一中学');
  [admin] = unit.admins;
  owner = await world.person('示例一');
  await world.bind(owner, unit);
});
afterAll(() => world.drop());

interface Waiting {
  readonly entryId: string;
  readonly taskId: string;
  readonly stepId: string;
  readonly processId: string;
}
async function waiting(): Promise<Waiting> {
  const { id } = await world.saveAndSubmit(owner);
  const row = await world.core
    .db('task')
    .join('step', 'step.id', 'task.step_id')
    .where({ 'step.state': 'open' })
    .whereIn('step.process_id', world.core.db('process').where({ subject_id: id }).select('id'))
    .first('task.id as taskId', 'step.id as stepId', 'step.process_id as processId');
  return { entryId: id, ...row };
}
const decide = (taskId: string, decision: 'pass' | 'return' | 'terminate', opinion = '') =>
  world.as(admin).tasks.decide({ taskId, decision, opinion });
const row = (table: string, id: string) => world.core.db(table).where({ id }).first();
const entryState = async (id: string) => (await row('library_entry', id)).state;

describe('通过', () => {
  it('[SM-TASK.02] one administrator finds it in 待处理 and needs no claim', async () => {
    const { taskId } = await waiting();
    const { rows } = await world.as(admin).tasks.list({ tab: 'todo', size: 100 });
    expect(rows.find((task) => task.taskId === taskId)).toMatchObject({ open: true, claimedByMe: false });
    expect(await world.as(admin).tasks.get({ taskId })).toMatchObject({ whyNot: null, claimable: false, holder: null });
  });

  it('[SM-TASK.04] [SM-LIB.07] closes step, task and process; who and when are kept; 同意 where nothing is said', async () => {
    const item = await waiting();
    await decide(item.taskId, 'pass');
    expect(await row('step', item.stepId)).toMatchObject({
      ...{ state: 'passed', opinion: '同意', decided_by: admin.accountId },
    });
    expect(await row('task', item.taskId)).toMatchObject({ outcome: 'pass', closed_by: admin.accountId });
    const process = await row('process', item.processId);
    expect(process.state).toBe('passed');
    expect(process.ended_at).toBeInstanceOf(Date);
    expect(await entryState(item.entryId)).toBe('approved');
  });

  it('[AH-32.08] 结束时间 only once the flow has ended', async () => {
    const { taskId } = await waiting();
    const find = async (tab: 'todo' | 'mine') =>
      (await world.as(admin).tasks.list({ tab, size: 100 })).rows.find((task) => task.taskId === taskId);
    expect(await find('todo')).toMatchObject({ endedAt: null, auditedAt: null });
    await decide(taskId, 'pass');
    const done = await find('mine');
    expect(done?.endedAt).toBeInstanceOf(Date);
    expect(done?.auditedAt).toBeInstanceOf(Date);
  });

  it('[SM-TASK.04] a double click passes once', async () => {
    const item = await waiting();
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => decide(item.taskId, 'pass')));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect((await refusal(Promise.reject(outcome.reason))).code).toBe('CONFLICT');
    const events = await world.core.db('ledger_event').where({ subject_id: item.entryId, action: 'pass' });
    expect(events).toHaveLength(1);
  });

  it('pass against return: one of them, never half of each', async () => {
    const item = await waiting();
    const outcomes = await Promise.allSettled([decide(item.taskId, 'pass'), decide(item.taskId, 'return', '不符')]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const won =
      outcomes[0]?.status === 'fulfilled' ? ['passed', 'passed', 'approved'] : ['returned', 'returned', 'returned'];
    const [step, process] = [await row('step', item.stepId), await row('process', item.processId)];
    expect([step.state, process.state, await entryState(item.entryId)]).toEqual(won);
  });

  it('an owner who withdraws while the unit passes: one of the two, and it holds together', async () => {
    const item = await waiting();
    const { version } = await world.get(owner, item.entryId);
    const outcomes = await Promise.allSettled([
      decide(item.taskId, 'pass'),
      world.as(owner).library.withdraw({ id: item.entryId, expectedVersion: version }),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [process, state] = [await row('process', item.processId), await entryState(item.entryId)];
    expect([
      ['passed', 'approved'],
      ['cancelled', 'draft'],
    ]).toContainEqual([process.state, state]);
  });
});

describe('退回 and 终止', () => {
  it('[AH-31.09] [MS.36] a return without an opinion is INVALID and says what is wanted', async () => {
    const item = await waiting();
    for (const opinion of ['', '   \n']) {
      const error = await refusal(decide(item.taskId, 'return', opinion));
      expect(error).toMatchObject({ code: 'INVALID', message: '请写明哪里需要改。需一次性告知退回意见。' });
      expect(error.issues.map(({ path }) => path)).toEqual(['opinion']);
    }
    expect(await entryState(item.entryId)).toBe('inAudit');
  });

  it('[SM-LIB.08] with one it goes back, and the flow has ended', async () => {
    const item = await waiting();
    await decide(item.taskId, 'return', '  起止日期与证明不符。 ');
    expect(await row('step', item.stepId)).toMatchObject({ state: 'returned', opinion: '起止日期与证明不符。' });
    expect((await row('process', item.processId)).state).toBe('returned');
    expect(await entryState(item.entryId)).toBe('returned');
    const { rows } = await world.as(admin).tasks.list({ tab: 'mine', size: 100 });
    expect(rows.find(({ taskId }) => taskId === item.taskId)).toMatchObject({
      ...{ nodeLabel: '个人申报', stateLabel: '退回', open: false },
    });
  });

  it('[SM-DECL.10] 终止 does not exist for library entries', async () => {
    const item = await waiting();
    expect((await world.as(admin).tasks.get({ taskId: item.taskId })).terminable).toBe(false);
    const error = await refusal(decide(item.taskId, 'terminate', '不受理'));
    expect(error).toMatchObject({ code: 'REFUSED', message: '这类事项不能终止，请退回并写明原因。' });
    expect(await entryState(item.entryId)).toBe('inAudit');
  });

  it('what is closed cannot be decided again', async () => {
    const item = await waiting();
    await decide(item.taskId, 'return', '不符');
    const error = await refusal(decide(item.taskId, 'pass'));
    const { display_name } = await row('account', admin.accountId);
    expect(error).toMatchObject({ code: 'CONFLICT', message: `${display_name}已办理这一件。` });
    expect(await world.as(admin).tasks.get({ taskId: item.taskId })).toMatchObject({
      ...{ open: false, whyNot: '这一件已经办结。', next: [] },
    });
  });
});

describe('the cases before and after', () => {
  it('follow the waiting time among what one has to do', async () => {
    const items = [await waiting(), await waiting(), await waiting()];
    const [a, b, c] = items.map(({ taskId }) => taskId);
    const { rows } = await world.as(admin).tasks.list({ tab: 'todo', size: 100 });
    expect(rows.map(({ taskId }) => taskId).slice(-3)).toEqual([a, b, c]);
    const view = await world.as(admin).tasks.get({ taskId: b ?? '' });
    expect(view).toMatchObject({ previousTaskId: a, nextTaskId: c });
    const last = await world.as(admin).tasks.get({ taskId: c ?? '' });
    expect(last).toMatchObject({ previousTaskId: b, nextTaskId: null });
    await decide(b ?? '', 'pass');
    expect((await world.as(admin).tasks.get({ taskId: a ?? '' })).nextTaskId).toBe(c);
  });
});

it('leaves the data as the rules want them', async () => {
  expect(await invariantViolations(world.core.db)).toEqual([]);
});
