import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { invariantViolations } from '../invariants.ts';
import { brokenChains } from '../ledger/verify-chain.ts';
import { worldForTest, type Unit, type World } from '../library/test-world.ts';
import { runBatch } from './run-batch.ts';

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

const rows = (table: string, where: object, order = 'id') => world.core.db(table).where(where).orderBy(order);

async function waiting(): Promise<{ entryId: string; taskId: string }> {
  const { id } = await world.saveAndSubmit(owner);
  const task = await world.core.db('task').where({ subject_id: id }).whereNull('closed_at').first('id');
  return { entryId: id, taskId: task.id };
}
async function several(count: number) {
  const items = [];
  for (let n = 0; n < count; n += 1) items.push(await waiting());
  return items;
}
const idsOf = (items: readonly { taskId: string }[]) => items.map(({ taskId }) => taskId);

/** Decides them as a batch; how many statements that took. */
async function decided(taskIds: readonly string[], action: 'pass' | 'return', opinion: string) {
  const { batchId } = await world
    .as(one)
    .tasks.startBatch({ taskIds: [...taskIds], action, opinion, idempotencyKey: randomUUID() });
  let statements = 0;
  const count = () => (statements += 1);
  world.core.db.on('query', count);
  await runBatch({ core: world.core, batchId });
  world.core.db.off('query', count);
  return { batchId, statements };
}

const passed = (taskIds: readonly string[], opinion = '') => decided(taskIds, 'pass', opinion);

/** Everything that a decision leaves behind, but for identities and moments. */
async function traces(entryId: string) {
  const [process] = await rows('process', { subject_id: entryId });
  const steps = await rows('step', { process_id: process.id });
  const subjects = [entryId, ...steps.map(({ id }) => id)];
  const events = (await Promise.all(subjects.map((subject_id) => rows('ledger_event', { subject_id }, 'seq')))).flat();
  const notes = await rows('notification', { link: `/library/experience/${entryId}` });
  // One that sends this message on, by itself or with others of the lot.
  const jobs = await world.core
    .db('graphile_worker._private_jobs')
    .whereRaw('payload::text ~ ?', [notes.map(({ id }) => id).join('|')])
    .select('attempts', 'max_attempts', 'priority', 'is_available', 'key', 'last_error');
  const all = {
    ...{ entry: await rows('library_entry', { id: entryId }), process, steps, events, notes, jobs },
    tasks: await rows('task', { step_id: steps[0].id }),
    revisions: await rows('library_entry_revision', { entry_id: entryId }, 'revision'),
  };
  const names = new Map<string, string>();
  return JSON.parse(JSON.stringify(all), (key, value: unknown) => {
    if (/(^|_)(at|hash|position|search)$/.test(key) || key === 'job_key') return value === null ? null : 'set';
    if (typeof value !== 'string' || value === owner.accountId || value === one.accountId) return value;
    return value.replace(UUID, (id) => names.get(id) ?? names.set(id, `id ${names.size}`).get(id) ?? '');
  });
}
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

describe('批量通过 and 批量退回, many at once', () => {
  it.each([
    { decision: 'pass', opinion: '', state: 'approved', kind: 'entryPassed' },
    { decision: 'pass', opinion: '材料齐全。', state: 'approved', kind: 'entryPassed' },
    { decision: 'return', opinion: '请补佐证材料。', state: 'returned', kind: 'entryReturned' },
  ] as const)(
    '[AH-31.06] [GP.32] leaves the very rows in ledger, steps, tasks and inboxes that a single $decision ($opinion) leaves',
    async ({ decision, opinion, state, kind }) => {
      const [single, claimed, ...items] = await several(5);
      if (!single || !claimed) throw new Error('too few');
      for (const { taskId } of [single, claimed]) await world.as(one).tasks.claim({ taskId });
      await world.as(one).tasks.decide({ taskId: single.taskId, decision, opinion });
      const { statements } = await decided(idsOf([claimed, ...items]), decision, opinion);
      expect(statements).toBeLessThan(60);
      const expected = await traces(single.entryId);
      expect(expected).toMatchObject({ entry: [{ state }], notes: [{ kind }] });
      expect(expected.jobs).toHaveLength(1);
      for (const { entryId } of [claimed, ...items]) expect(await traces(entryId)).toEqual(expected);
      expect(await brokenChains(world.core.db)).toEqual([]);
    },
  );

  it('twenty take no more statements than one, and every chain holds', async () => {
    const { statements: ofOne } = await passed(idsOf(await several(1)));
    const { batchId, statements } = await passed(idsOf(await several(20)));
    expect(statements).toBe(ofOne);
    expect(await world.as(one).tasks.batch({ batchId })).toMatchObject({ done: 20, failed: 0 });
    expect(await brokenChains(world.core.db)).toEqual([]);
  });

  it('[AH-31.06] what is out of the ordinary is decided by itself; its refusal undoes none of the others', async () => {
    const [held, gone, ...plain] = await several(4);
    if (!held || !gone) throw new Error('too few');
    // A version that counts already, as a later one of the same entry has it.
    await world.core.db('library_entry').where({ id: held.entryId }).update({ approved_revision: 1 });
    const { batchId } = await world.as(one).tasks.startBatch({
      ...{ taskIds: idsOf([held, gone, ...plain]), action: 'pass', idempotencyKey: randomUUID() },
    });
    const { version } = await world.get(owner, gone.entryId);
    await world.as(owner).library.withdraw({ id: gone.entryId, expectedVersion: version });
    await runBatch({ core: world.core, batchId });
    const { items } = await world.as(one).tasks.batch({ batchId });
    expect(items.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['done', null],
      ['failed', '这一件已被撤回，不再需要办理。'],
      ['done', null],
      ['done', null],
    ]);
    for (const { entryId } of [held, ...plain])
      expect(await rows('library_entry', { id: entryId })).toMatchObject([{ state: 'approved' }]);
  });

  it('one of them that fails in the middle of it: all are done one by one', async () => {
    const items = await several(3);
    const { batchId } = await world
      .as(one)
      .tasks.startBatch({ taskIds: idsOf(items), action: 'pass', idempotencyKey: randomUUID() });
    await world.core
      .db('step')
      .whereIn('process_id', world.core.db('process').select('id').where({ subject_id: items[1]?.entryId }))
      .update({ state: 'returned' });
    await runBatch({ core: world.core, batchId });
    const { items: outcomes } = await world.as(one).tasks.batch({ batchId });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'failed', 'done']);
    await world.core
      .db('step')
      .whereIn('process_id', world.core.db('process').select('id').where({ subject_id: items[1]?.entryId }))
      .update({ state: 'open' });
  });

  it('[AH-39.02] [AH-32.10] neither another unit’s task nor a colleague’s is passed with the others', async () => {
    const [mine, theirs, hers] = await several(3);
    if (!mine || !theirs || !hers) throw new Error('too few');
    const colleague = await world.colleague(unit);
    const other = await world.unit('示例市第三中学');
    const { batchId } = await world
      .as(one)
      .tasks.startBatch({ taskIds: idsOf([mine, theirs, hers]), action: 'pass', idempotencyKey: randomUUID() });
    await world.as(colleague).tasks.claim({ taskId: hers.taskId });
    await world.core.db('task').where({ id: theirs.taskId }).update({ organisation_id: other.id });
    await runBatch({ core: world.core, batchId });
    await world.core.db('task').where({ id: theirs.taskId }).update({ organisation_id: unit.id });
    const { items } = await world.as(one).tasks.batch({ batchId });
    expect(items.map(({ outcome }) => outcome).toSorted()).toEqual(['done', 'failed', 'failed']);
    for (const { entryId } of [theirs, hers])
      expect(await rows('library_entry', { id: entryId })).toMatchObject([{ state: 'inAudit' }]);
  });

  it('leaves the data as the rules want them', async () => {
    expect(await invariantViolations(world.core.db)).toEqual([]);
  });
});
