import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { EXPERIENCE, worldForTest, type Unit, type World } from '../library/test-world.ts';
import type { TaskFilter, TaskTab } from './tabs.ts';

const TABS = ['todo', 'claimable', 'mine', 'all'] as const;

let world: World;
let unit: Unit;
let one: Actor;
let two: Actor;

beforeAll(async () => {
  world = await worldForTest();
  unit = await world.unit('示例市第一中学');
  [one] = unit.admins;
  for (const name of ['示例甲一', '示例乙二']) {
    const owner = await world.person(name);
    await world.bind(owner, unit);
    for (const position of ['教师', '教研组长', '年级主任'])
      await world.saveAndSubmit(owner, { ...EXPERIENCE, position });
  }
  two = await world.colleague(unit);
  // Six entries wait: the first administrator takes three and decides two, the second takes one.
  const tasks = (await list(one, 'claimable')).rows;
  for (const [index, actor] of [one, one, one, two].entries())
    await world.as(actor).tasks.claim({ taskId: tasks[index]?.taskId ?? '' });
  await world.as(one).tasks.decide({ taskId: tasks[0]?.taskId ?? '', decision: 'pass' });
  await world.as(one).tasks.decide({ taskId: tasks[1]?.taskId ?? '', decision: 'return', opinion: '不符' });
});
afterAll(() => world.drop());

const list = (actor: Actor, tab: TaskTab, more: Partial<TaskFilter> = {}) =>
  world.as(actor).tasks.list({ tab, size: 100, ...more } as never);

describe('任务中心', () => {
  it('[AH-32.02] [GP.17] each tab shows as many rows as its count says, to each administrator', async () => {
    // Two bindings were passed before the second administrator came.
    const expected = [
      [one, { todo: 1, claimable: 2, mine: 4, all: 4 }],
      [two, { todo: 1, claimable: 2, mine: 0, all: 4 }],
    ] as const;
    for (const [actor, counts] of expected) {
      expect(await world.as(actor).tasks.counts()).toEqual(counts);
      for (const tab of TABS) {
        const page = await list(actor, tab);
        expect(page.counts).toEqual(counts);
        expect([tab, page.rows.length, page.total]).toEqual([tab, counts[tab], counts[tab]]);
      }
    }
  });

  it('[AH-32.01] [GP.17] narrowed by flow type or name, rows and counts go together', async () => {
    const filters: [Partial<TaskFilter>, Record<TaskTab, number>][] = [
      [{ flowType: '个人注册' }, { todo: 0, claimable: 0, mine: 2, all: 2 }],
      [{ flowType: '业绩个人工作经历情况' }, { todo: 1, claimable: 2, mine: 2, all: 2 }],
      [{ keyword: '乙二' }, { todo: 0, claimable: 2, mine: 1, all: 1 }],
      [{ keyword: '甲' }, { todo: 1, claimable: 0, mine: 3, all: 3 }],
      [{ keyword: '没有' }, { todo: 0, claimable: 0, mine: 0, all: 0 }],
    ];
    for (const [filter, counts] of filters)
      for (const tab of TABS) {
        const page = await list(one, tab, filter);
        expect(page.counts).toEqual(counts);
        expect(page.rows).toHaveLength(counts[tab]);
      }
  });

  it('[AH-32.05] offers the flow types that it has met', async () => {
    expect(await world.as(one).tasks.flowTypes()).toEqual(['个人注册', '业绩个人工作经历情况']);
    const stranger = (await world.unit('示例市第二中学')).admins[0];
    expect(await world.as(stranger).tasks.flowTypes()).toEqual([]);
  });

  it('[AH-32.03] [AH-32.06] [AH-32.07] the columns', async () => {
    const [open] = (await list(one, 'todo')).rows;
    expect(open).toMatchObject({
      ...{ flowType: '业绩个人工作经历情况', flowName: '示例甲一提交工作经历情况', kind: 'libraryEntry' },
      ...{ nodeLabel: '单位审核', stateLabel: '审核中', auditedAt: null, endedAt: null, open: true, claimedByMe: true },
    });
    const done = (await list(one, 'mine', { flowType: '业绩个人工作经历情况' })).rows;
    expect(done.map(({ nodeLabel, stateLabel }) => [nodeLabel, stateLabel])).toEqual([
      ['个人申报', '退回'],
      ['-', '审核通过'],
    ]);
  });

  it('what waits longest stands first; what was done last stands first', async () => {
    const waiting = (await list(one, 'claimable')).rows.map(({ waitingSince }) => waitingSince.getTime());
    expect(waiting).toEqual([...waiting].sort((a, b) => a - b));
    const done = (await list(one, 'all')).rows.map(({ auditedAt }) => auditedAt?.getTime() ?? 0);
    expect(done).toEqual([...done].sort((a, b) => b - a));
  });

  it('pages without overlap', async () => {
    const claimable = (await list(one, 'claimable')).rows.map(({ taskId }) => taskId);
    const second = await list(one, 'claimable', { size: 10, page: 2 });
    expect([claimable.length, second.rows.length, second.total]).toEqual([2, 0, 2]);
  });

  it('[AH-39.02] nothing of another organisation or capacity', async () => {
    const stranger = (await world.unit('示例市第三中学')).admins[0];
    for (const actor of [stranger, { ...one, role: 'department' } as const])
      expect(await world.as(actor).tasks.counts()).toEqual({ todo: 0, claimable: 0, mine: 0, all: 0 });
  });

  it('a fixed number of queries per page, however many rows', async () => {
    const count = async (tab: TaskTab, size: number) => {
      let queries = 0;
      const listen = () => void (queries += 1);
      world.core.db.on('query', listen);
      const { rows } = await list(one, tab, { size });
      world.core.db.off('query', listen);
      return [rows.length > 0, queries];
    };
    for (const tab of TABS) for (const size of [10, 100]) expect(await count(tab, size)).toEqual([true, 3]);
  });
});
