import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { worldForTest, type Unit, type World } from './test-world.ts';

let world: World;
let unit: Unit;
let owner: Actor;

beforeAll(async () => {
  world = await worldForTest();
  unit = await world.unit('示例市第一中学');
  owner = await world.person('示例一');
  await world.bind(owner, unit);
});
afterAll(() => world.drop());

const admin = () => world.as(unit.admins[0]);

it('[AH-07.01] [AH-07.02] every category takes entries while no plan is open', async () => {
  expect((await world.as(owner).plans.list({})).total).toBe(0);
  const items = (await world.as(owner).library.menu()).flatMap(({ items }) => items);
  for (const { entity } of items) expect(await world.save(owner, {}, entity)).toMatchObject({ version: 1 });
  expect(items.length).toBeGreaterThanOrEqual(14);
});

it('[AH-09.01] education is listed with counters, tabs and search like the rest', async () => {
  const person = await world.person('示例二');
  for (const school of ['示例师范大学', '示例职业学院']) await world.save(person, { school }, 'education');
  const { rows, counts } = await world.as(person).library.list({ entity: 'education', keyword: '师范' });
  expect([rows.map(({ data }) => data.school), counts]).toEqual([
    ['示例师范大学'],
    { all: 1, inAudit: 0, approved: 0, returned: 0 },
  ]);
});

it('[AH-11.01] [AH-11.02] [AH-11.03] [AH-11.07] [AH-31.07] an annual assessment waits in 任务中心 under its name, with who, sex and date', async () => {
  const grade = await world.core.db('dictionary_item').where({ dictionary: 'assessmentGrade' }).first('code', 'name');
  await world.saveAndSubmit(owner, { year: 2020, unit: '示例市第一中学', grade }, 'assessment');
  const { rows } = await admin().tasks.list({ tab: 'todo', keyword: '示例一提交2020年度考核情况' });
  expect(rows).toMatchObject([{ flowType: '业绩个人年度考核情况', stateLabel: '审核中' }]);
  const [listed] = (await admin().library.unitList({ entity: 'assessment' })).rows;
  const view = await admin().library.auditView({ processId: listed?.processId ?? '' });
  expect(view).toMatchObject({ ownerName: '示例一', gender: '女', submittedAt: expect.any(Date), data: { grade } });
});

it('[AH-31.04] [AH-31.05] what waits can be audited and ticked, what was audited only looked at', async () => {
  const passed = await world.approved(owner, unit);
  const waiting = await world.saveAndSubmit(owner);
  const { rows } = await admin().library.unitList({ entity: 'experience' });
  const open = Object.fromEntries(
    rows.map(({ id, openTaskId, taskId }) => [id, [openTaskId !== null, taskId !== null]]),
  );
  expect(open).toEqual({ [waiting.id]: [true, true], [passed.id]: [false, true] });
});
