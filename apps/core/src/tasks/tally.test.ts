import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { invariantViolations } from '../invariants.ts';
import { EXPERIENCE, worldForTest, type Unit, type World } from '../library/test-world.ts';
import { forwardTaskTallies } from './forward-tallies.ts';
import { taskCounts } from './tab-counts.ts';

let world: World;
let unit: Unit;
let one: Actor;
let two: Actor;
let owner: Actor;

beforeAll(async () => {
  world = await worldForTest();
  unit = await world.unit('示例市第一中学');
  [one] = unit.admins;
  owner = await world.person('示例甲一');
  await world.bind(owner, unit);
  two = await world.colleague(unit);
  for (const actor of [one, one, two]) await close(actor);
  const taken = await world.saveAndSubmit(owner, EXPERIENCE);
  await world.as(owner).library.withdraw({ id: taken.id, expectedVersion: taken.version });
});
afterAll(() => world.drop());

async function claimed(actor: Actor): Promise<string> {
  const { id } = await world.saveAndSubmit(owner, EXPERIENCE);
  const task = await world.core.db('task').where({ subject_id: id }).first('id');
  await world.as(actor).tasks.claim({ taskId: task.id });
  return task.id;
}
async function close(actor: Actor): Promise<string> {
  const taskId = await claimed(actor);
  await world.as(actor).tasks.decide({ taskId, decision: 'pass' });
  return taskId;
}
const forward = (worthWhile = 1) => forwardTaskTallies(world.core.db, { worthWhile, margin: '0' });
const done = async (actor: Actor, flowType?: string) => {
  const { mine, all } = await taskCounts({ core: world.core, actor, filter: { flowType } });
  const listed = await world.as(actor).tasks.list({ tab: 'all', flowType, size: 100 });
  expect([listed.rows.length, listed.counts.mine]).toEqual([all, mine]);
  return [mine, all];
};
const kept = async () => Number((await world.core.db('task_tally').sum('done as n').first())?.n ?? 0);
const broken = async () => (await invariantViolations(world.core.db)).map(({ invariant }) => invariant);

describe('how much a body has closed', () => {
  it('[GP.17] is the same however much of it is kept, for each administrator and under a flow type', async () => {
    const right = async () => {
      expect([await done(one), await done(two)]).toEqual([
        [3, 4],
        [1, 4],
      ]);
      expect(await done(one, '业绩个人工作经历情况')).toEqual([2, 3]);
      expect(await done(two, '个人注册')).toEqual([0, 1]);
      expect(await broken()).toEqual([]);
    };
    await right();
    expect([await forward(5), await kept()]).toEqual([0, 0]);
    expect([await forward(4), await kept()]).toEqual([1, 4]);
    await right();
    expect([await forward(), await kept()]).toEqual([0, 4]);
    await close(two);
    expect([await done(one), await done(two), await kept()]).toEqual([[3, 5], [2, 5], 4]);
    expect([await forward(), await kept()]).toEqual([1, 5]);
    expect([await done(one), await done(two), await broken()]).toEqual([[3, 5], [2, 5], []]);
  });

  it('what was closed within the margin is left for the next time', async () => {
    await close(one);
    expect([await forwardTaskTallies(world.core.db, { worthWhile: 1 }), await kept()]).toEqual([0, 5]);
    expect(await done(one)).toEqual([4, 6]);
  });

  it('two at once keep it once', async () => {
    await Promise.all([forward(), forward(), forward()]);
    expect([await kept(), await done(one), await broken()]).toEqual([6, [4, 6], []]);
  });

  it('what was closed and is not committed yet is not passed over', async () => {
    const taskId = await claimed(one);
    const closing = await world.core.db.transaction();
    await closing('task')
      .where({ id: taskId })
      .update({
        ...{ closed_at: closing.raw('clock_timestamp()'), closed_by: one.accountId, outcome: 'pass' },
      });
    await close(two);
    expect([await forward(), await kept(), await done(one)]).toEqual([0, 6, [4, 7]]);
    await closing.commit();
    expect(await done(one)).toEqual([5, 8]);
    expect([await forward(), await kept(), await done(one)]).toEqual([1, 8, [5, 8]]);
  });

  it('a closed task that is mended after all is counted as it then is', async () => {
    const { db } = world.core;
    const [task] = await db('task').where({ closed_by: two.accountId }).whereNot({ outcome: 'cancel' }).select('id');
    await db('task').where({ id: task.id }).update({ closed_by: one.accountId });
    expect([await kept(), await done(one)]).toEqual([0, [6, 8]]);
    await forward();
    const back = db.raw(`clock_timestamp() - interval '1 day'`);
    const late = await claimed(two);
    await db('task').where({ id: late }).update({ closed_at: back, closed_by: two.accountId, outcome: 'pass' });
    expect([await kept(), await done(two)]).toEqual([0, [3, 9]]);
    await forward();
    await db('task').where({ id: late }).delete();
    expect([await kept(), await done(two)]).toEqual([0, [2, 8]]);
  });
});
