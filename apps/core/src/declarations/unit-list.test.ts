import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { roadForTest, type Applicant, type Road } from './test-world.ts';
import type { UnitTab } from './unit-list.ts';

let road: Road;
const people: Record<string, { applicant: Applicant; id: string }> = {};

/** Four declarations of one school: fresh, passed on, returned from above, terminated by the unit. */
beforeAll(async () => {
  road = await roadForTest();
  const planId = await road.plan();
  for (const name of ['示例甲一', '示例甲二', '示例乙一', '示例乙二']) {
    const applicant = await road.applicant(name);
    people[name] = { applicant, id: await road.submitted(applicant, planId) };
  }
  await road.walk(people['示例甲二']?.id ?? '', ['school']);
  await road.walk(people['示例乙一']?.id ?? '', ['school']);
  await road.decideDeclaration(road.auditors.district, people['示例乙一']?.id ?? '', 'return');
  await road.decideDeclaration(road.auditors.school, people['示例乙二']?.id ?? '', 'terminate');
});
afterAll(() => road.drop());

const list = (auditor: Actor, tab: UnitTab, more: object = {}) =>
  road.as(auditor).declarations.unitList({ tab, ...more });
const names = async (auditor: Actor, tab: UnitTab, more: object = {}) =>
  (await list(auditor, tab, more)).rows.map(({ name }) => name);

describe('职称申报 of a unit', () => {
  it('[AH-33.01] [GP.79] [GP.17] tabs and their counts speak of the same rows', async () => {
    const { school } = road.auditors;
    expect(await names(school, 'todo')).toEqual(['示例甲一']);
    expect(await names(school, 'claimable')).toEqual([]);
    expect((await names(school, 'audited')).sort()).toEqual(['示例乙一', '示例乙二', '示例甲二']);
    expect(await names(school, 'returned')).toEqual(['示例乙一']);
    expect(await names(school, 'all')).toHaveLength(4);
    for (const tab of ['todo', 'claimable', 'audited', 'returned', 'all'] as const) {
      const { rows, counts, total } = await list(school, tab);
      expect(counts).toEqual({ todo: 1, claimable: 0, audited: 3, returned: 1, all: 4 });
      expect([total, rows.length]).toEqual([counts[tab], counts[tab]]);
    }
  });

  it('[AH-33.02] the columns', async () => {
    const { rows } = await list(road.auditors.school, 'todo');
    expect(rows[0]).toMatchObject({
      declarationId: people['示例甲一']?.id,
      ...{ year: 2026, name: '示例甲一', gender: '女', kindLabel: '常规申报', title: '高级教师', open: true },
      ...{ nodeLabel: '单位审核', stateLabel: '审核中' },
      planName: '2026年度示例市中小学教师系列高级职称评审',
    });
    expect(rows[0]?.submittedAt).toBeInstanceOf(Date);
    const passed = await list(road.auditors.school, 'audited', { name: '甲二' });
    expect(passed.rows[0]).toMatchObject({ nodeLabel: '主管部门审核', stateLabel: '审核中', open: false });
  });

  it('[AH-33.01] search by name, two characters suffice, and the counts follow', async () => {
    const found = await list(road.auditors.school, 'all', { name: '甲一' });
    expect(found.rows.map(({ name }) => name)).toEqual(['示例甲一']);
    expect(found.counts).toEqual({ todo: 1, claimable: 0, audited: 0, returned: 0, all: 1 });
    expect(await names(road.auditors.school, 'all', { name: '没有此人' })).toEqual([]);
  });

  it('pages; nothing is shown twice or left out', async () => {
    const first = await names(road.auditors.school, 'all', { size: 10, page: 1 });
    expect(first).toHaveLength(4);
    expect(await names(road.auditors.school, 'all', { size: 10, page: 2 })).toEqual([]);
  });

  it('[AH-39.02] a department sees only what has come to it', async () => {
    expect(await names(road.auditors.district, 'all')).toEqual(expect.arrayContaining(['示例甲二', '示例乙一']));
    expect(await names(road.auditors.district, 'todo')).toEqual(['示例甲二']);
    expect(await names(road.auditors.district, 'returned')).toEqual(['示例乙一']);
    expect(await names(road.auditors.hrss, 'all')).toEqual([]);
    expect(await names({ ...road.auditors.district, role: 'employer' }, 'all')).toEqual([]);
  });

  it('[AH-36.01] what was taken back is with the unit again, and nowhere above', async () => {
    const { id } = people['示例甲二'] ?? { id: '' };
    const step = await road.core
      .db('step')
      .join('process', 'process.id', 'step.process_id')
      .where({ subject_id: id, node: 'employer' })
      .first('step.id');
    await road.as(road.auditors.school).tasks.withdraw({ stepId: step.id });
    expect(await names(road.auditors.school, 'todo')).toEqual(['示例甲一', '示例甲二']);
    expect((await names(road.auditors.school, 'audited')).sort()).toEqual(['示例乙一', '示例乙二']);
    expect(await names(road.auditors.district, 'all')).toEqual(['示例乙一']);
  });

  it('[AH-33.01] [GP.32] with two administrators: 待领取 until one takes it', async () => {
    const colleague = await road.colleague(road.school);
    const { id } = people['示例甲一'] ?? { id: '' };
    expect(await names(colleague, 'claimable')).toEqual(['示例甲一']);
    expect(await names(colleague, 'todo')).toEqual([]);
    await road.as(colleague).tasks.claim({ taskId: await road.task(id) });
    expect(await names(colleague, 'todo')).toEqual(['示例甲一']);
    expect(await names(road.auditors.school, 'claimable')).toEqual([]);
    expect(await names(road.auditors.school, 'todo')).toEqual(['示例甲二']);
  });

  it('a fixed number of queries per page', async () => {
    const count = async (size: number) => {
      let queries = 0;
      const listen = () => void (queries += 1);
      road.core.db.on('query', listen);
      await list(road.auditors.school, 'all', { size });
      road.core.db.off('query', listen);
      return queries;
    };
    expect([await count(10), await count(100)]).toEqual([2, 2]);
  });
});
