import { randomUUID } from 'node:crypto';
import { runDueJobs } from '@zhicheng/jobs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { endAssignment } from '../identity/grant-assignment.ts';
import { invariantViolations } from '../invariants.ts';
import { worldForTest, type Unit, type World } from '../library/test-world.ts';
import { refusal } from '../organisations/test-world.ts';
import { jobTasks } from '../worker.ts';
import { resumeBatches } from './run-batch.ts';

let world: World;
let unit: Unit;
let one: Actor;
let owner: Actor;

beforeAll(async () => {
  world = await worldForTest();
  unit = await world.unit('示例市第一中学');
  [one] = unit.admins;
  owner = await world.person('示例一');
  await world.bind(owner, unit);
});
afterAll(() => world.drop());

interface Item {
  readonly entryId: string;
  readonly taskId: string;
  readonly stepId: string;
}
async function waiting(): Promise<Item> {
  const { id } = await world.saveAndSubmit(owner);
  const row = await world.core
    .db('task')
    .join('step', 'step.id', 'task.step_id')
    .join('process', 'process.id', 'step.process_id')
    .where({ 'process.subject_id': id })
    .first('task.id as taskId', 'step.id as stepId');
  return { entryId: id, ...row };
}
const nth = (items: readonly Item[], n: number): Item => {
  const item = items[n];
  if (!item) throw new Error('too few');
  return item;
};
const first = (items: readonly Item[]) => nth(items, 0);
const second = (items: readonly Item[]) => nth(items, 1);
const several = async (count: number): Promise<Item[]> => {
  const items = [];
  for (let n = 0; n < count; n += 1) items.push(await waiting());
  return items;
};
const start = (items: readonly Item[], more: object = {}, actor: Actor = one) =>
  world.as(actor).tasks.startBatch({
    taskIds: items.map(({ taskId }) => taskId),
    action: 'pass',
    idempotencyKey: randomUUID(),
    ...more,
  });
const work = () => runDueJobs({ url: world.url, tasks: jobTasks(world.core), log: () => undefined });
const batchOf = (batchId: string, actor: Actor = one) => world.as(actor).tasks.batch({ batchId });
const stateOf = async ({ entryId }: Item) =>
  (await world.core.db('library_entry').where({ id: entryId }).first()).state;

describe('批量审核', () => {
  it('[AH-31.06] several are passed in the background, and the page is told how far it is', async () => {
    const items = await several(3);
    const { batchId } = await start(items);
    expect(await batchOf(batchId)).toMatchObject({ total: 3, done: 0, failed: 0, finishedAt: null });
    expect(await stateOf(first(items))).toBe('inAudit');
    await work();
    const after = await batchOf(batchId);
    expect(after).toMatchObject({ total: 3, done: 3, failed: 0, skipped: 0 });
    expect(after.finishedAt).toBeInstanceOf(Date);
    expect(after.items.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done']);
    for (const item of items) expect(await stateOf(item)).toBe('approved');
    const rows = await world.as(one).notifications.list({});
    expect(rows[0]).toMatchObject({ text: '批量通过已办完：办成 3 件。', link: `/work/batches/${batchId}` });
    expect((await world.as(one).tasks.batches())[0]).toMatchObject({ id: batchId, done: 3 });
  });

  it('[AH-31.06] [AH-31.09] a return carries its reason to each; without one it is INVALID', async () => {
    const items = await several(2);
    expect(await refusal(start(items, { action: 'return', opinion: ' ' }))).toMatchObject({
      ...{ code: 'INVALID', message: '请写明哪里需要改。需一次性告知退回意见。' },
    });
    await start(items, { action: 'return', opinion: '缺公章。' });
    await work();
    for (const item of items) {
      expect(await stateOf(item)).toBe('returned');
      expect(await world.core.db('step').where({ id: item.stepId }).first()).toMatchObject({ opinion: '缺公章。' });
    }
  });

  it('[AH-31.06] one row’s refusal does not stop the rest, and says why', async () => {
    const items = await several(3);
    const { batchId } = await start(items);
    const { version } = await world.get(owner, second(items).entryId);
    await world.as(owner).library.withdraw({ id: second(items).entryId, expectedVersion: version });
    await work();
    const { items: rows, done, failed } = await batchOf(batchId);
    expect([done, failed]).toEqual([2, 1]);
    expect(rows.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['done', null],
      ['failed', '这一件已被撤回，不再需要办理。'],
      ['done', null],
    ]);
  });

  it('a worker that dies in the middle: the next one goes on, and nothing is decided twice', async () => {
    const items = await several(3);
    const { batchId } = await start(items);
    // The first row was done when the power went: its job is gone, the batch is not.
    await world.core.db.raw('delete from graphile_worker._private_jobs');
    await world.as(one).tasks.decide({ taskId: first(items).taskId, decision: 'pass', opinion: '' });
    await world.core
      .db('task_batch_item')
      .where({ batch_id: batchId, task_id: first(items).taskId })
      .update({ outcome: 'done', at: new Date() });
    await resumeBatches(world);
    await work();
    expect(await batchOf(batchId)).toMatchObject({ done: 1, finishedAt: null });
    await world.core
      .db('task_batch')
      .where({ id: batchId })
      .update({ touched_at: world.core.db.raw(`clock_timestamp() - interval '2 minutes'`) });
    await resumeBatches(world);
    await resumeBatches(world);
    await work();
    expect(await batchOf(batchId)).toMatchObject({ done: 3, failed: 0 });
    for (const { entryId } of items)
      expect(await world.core.db('ledger_event').where({ subject_id: entryId, action: 'pass' })).toHaveLength(1);
  });

  it('a double click starts it once', async () => {
    const items = await several(1);
    const idempotencyKey = randomUUID();
    const started = await start(items, { idempotencyKey });
    expect(await start(items, { idempotencyKey })).toEqual(started);
    await work();
    expect(await world.core.db('task_batch_item').where({ task_id: first(items).taskId })).toHaveLength(1);
  });

  it('what is done already is left out by name; nothing at all to do is REFUSED', async () => {
    const both = await several(2);
    const [done, open] = [first(both), second(both)];
    await world.as(one).tasks.decide({ taskId: done.taskId, decision: 'pass', opinion: '' });
    expect(await refusal(start([done]))).toMatchObject({ code: 'REFUSED', message: '所选事项都不能这样办理。' });
    const candidates = await world.as(one).tasks.batchCandidates({
      ...{ taskIds: [done.taskId, open.taskId], action: 'pass' },
    });
    expect(candidates.map(({ skip }) => skip)).toEqual(['这一件已经办结。', null]);
    const { batchId } = await start([done, open]);
    await work();
    expect(await batchOf(batchId)).toMatchObject({ total: 2, done: 1, skipped: 1, failed: 0 });
  });

  it('[AH-39.02] another unit’s task among them: NOT_FOUND, and nothing is done; the batch is its starter’s alone', async () => {
    const stranger = (await world.unit('示例市第三中学')).admins[0];
    const items = await several(1);
    expect((await refusal(start(items, {}, stranger))).code).toBe('NOT_FOUND');
    expect((await refusal(start([...items, { entryId: '', stepId: '', taskId: randomUUID() }]))).code).toBe(
      'NOT_FOUND',
    );
    expect(await stateOf(first(items))).toBe('inAudit');
    const { batchId } = await start(items);
    expect((await refusal(batchOf(batchId, stranger))).code).toBe('NOT_FOUND');
    await work();
  });
});

describe('批量 among several administrators', () => {
  let two: Actor;
  beforeAll(async () => {
    two = await world.colleague(unit);
  });

  it('[GP.32] what nobody has claimed is claimed first; what a colleague has is left out', async () => {
    const both = await several(2);
    const [free, hers] = [first(both), second(both)];
    await world.as(two).tasks.claim({ taskId: hers.taskId });
    const taskIds = [free.taskId, hers.taskId];
    const candidates = await world.as(one).tasks.batchCandidates({ taskIds, action: 'pass' });
    expect(candidates).toMatchObject([
      { skip: null, claimsFirst: true },
      { skip: '示例管理员已领取这一件。', claimsFirst: false },
    ]);
    const { batchId } = await start([free, hers]);
    await work();
    expect(await batchOf(batchId)).toMatchObject({ done: 1, skipped: 1 });
    const events = await world.core.db('ledger_event').where({ subject_id: free.stepId }).orderBy('seq');
    expect(events.map(({ action }) => action)).toEqual(['open', 'claim', 'pass']);
    expect(await stateOf(hers)).toBe('inAudit');
  });

  it('[AH-32.10] several are claimed in one go', async () => {
    const items = await several(2);
    await start(items, { action: 'claim' });
    await work();
    for (const { taskId } of items)
      expect((await world.core.db('task').where({ id: taskId }).first()).claimed_by).toBe(one.accountId);
    expect(await refusal(start(items, { action: 'claim' }))).toMatchObject({ code: 'REFUSED' });
  });

  it('[GP.96] whose assignment has ended meanwhile decides nothing more', async () => {
    const items = await several(1);
    const { batchId } = await start(items, {}, two);
    await endAssignment({ core: world.core, actor: null, assignmentId: two.assignmentId });
    await work();
    expect(await batchOf(batchId, two)).toMatchObject({ done: 0, failed: 1 });
    expect((await batchOf(batchId, two)).items[0]?.reason).toBe('您的身份已经终止，没有办理。');
    expect(await stateOf(first(items))).toBe('inAudit');
  });
});

it('leaves the data as the rules want them', async () => {
  expect(await invariantViolations(world.core.db)).toEqual([]);
});
