import { afterAll, beforeAll, expect, it } from 'vitest';
import { roadForTest, type Road } from './test-world.ts';

let road: Road;
let id: string;

beforeAll(async () => {
  road = await roadForTest();
  id = await road.submitted(await road.applicant('示例一'), await road.plan());
});
afterAll(() => road.drop());

const step = () => road.core.db('step').join('process', 'process.id', 'step.process_id').where({ subject_id: id });
const view = async () => {
  const { school } = road.auditors;
  const { process_id } = await step().first('step.process_id');
  return road.as(school).declarations.auditView({ processId: process_id });
};

const idsIn = (uploads: unknown): string[] =>
  [...JSON.stringify(uploads).matchAll(/"id":"([^"]+)"/g)].map(([, found]) => String(found)).sort();

it('[AH-36.01] after taking its pass back the unit goes on from what it had uploaded', async () => {
  const { school } = road.auditors;
  expect((await view()).recommendation).toBeNull();
  const recommendation = await road.recommendation(school);
  await road.as(school).tasks.decide({
    taskId: await road.task(id),
    decision: 'pass',
    opinion: '公示无异议',
    extra: { recommendation },
  });
  expect((await view()).recommendation).toMatchObject({ opinion: '公示无异议' });
  const passed = await step().where({ node: 'employer' }).first('step.id');
  await road.as(school).tasks.withdraw({ stepId: passed.id });
  const again = (await view()).recommendation;
  expect(again?.opinion).toBeNull();
  expect(idsIn(recommendation)).toHaveLength(2);
  expect(idsIn(again?.uploads)).toEqual(idsIn(recommendation));
});
