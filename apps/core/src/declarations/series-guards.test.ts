import { randomUUID } from 'node:crypto';
import { specimen } from '@zhicheng/plugin-specimen';
import { plainTemplate, thresholdsOf, type Raw, type Series, type Template } from '@zhicheng/series-kit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { refusal } from '../organisations/test-world.ts';
import { roadForTest, type Applicant, type Road } from './test-world.ts';

let road: Road;
let first: Applicant;
let second: Applicant;

/** A specimen plan that asks for one record and nothing else. */
const off = (series: Series): Template['adjust'] =>
  Object.fromEntries(
    series.sections.filter(({ code }) => code !== 'records').map(({ code }) => [code, { off: true }] as const),
  );
const template: Template = {
  ...plainTemplate,
  adjust: off(specimen),
  thresholds: Object.fromEntries(thresholdsOf(specimen).map(({ code }) => [code, [{ value: 0 }]])),
};

beforeAll(async () => {
  road = await roadForTest();
  first = await road.applicant('示例一');
  second = await road.applicant('示例二');
  for (const { actor } of [first, second]) await road.joinSeries(actor, await seriesCode());
});
afterAll(() => road.drop());

const seriesCode = async (): Promise<string> =>
  (await road.as(null).catalog.series()).find(({ pluginCode }) => pluginCode === specimen.code)?.code ?? '';

async function specimenPlan(year: number): Promise<string> {
  const plan = { year, name: `${year}年度样本系列评审`, seriesCode: await seriesCode(), template };
  return road.plan({ ...plan, levels: ['INTERMEDIATE'], levelLabel: '中级' });
}

const record = async ({ actor }: Applicant, number: string): Promise<string> =>
  (await road.approved(actor, road.school, { ...(specimen.library[0]?.sample as Raw), number }, 'specimen-record')).id;

async function declareWith({ actor }: Applicant, planId: string, entry: string): Promise<string> {
  const id = await road.declare(actor, planId, { institutionCategory: specimen.institutionCategories?.[0] });
  const version = () => road.version(actor, id);
  const api = road.as(actor).declarations;
  await api.importEntries({ id, section: 'records', entryIds: [entry], expectedVersion: await version() });
  const extras = { [entry]: { best: true, scale: '大型' } };
  await api.saveExtras({ id, section: 'records', extras, expectedVersion: await version() });
  return id;
}

const submit = async (actor: Actor, id: string) =>
  road.as(actor).declarations.submit({
    ...{ id, expectedVersion: await road.version(actor, id), idempotencyKey: randomUUID() },
  });
/** What the series itself says against a submission. */
const objections = async (actor: Actor, id: string) =>
  (await refusal(submit(actor, id))).issues.filter(({ code }) => code === 'seriesGuard');

it('a guard of the series refuses at submission what the dossier cannot know, and leads to the row', async () => {
  const planId = await specimenPlan(2026);
  const theirs = await record(second, 'R-100');
  const mine = await record(first, 'R-100');
  const id = await declareWith(first, planId, mine);
  expect(await objections(first.actor, id)).toEqual([
    {
      ...{ path: 'guards/records-of-one/0', code: 'seriesGuard' },
      message: '编号R-100的样本记录另有1人已审核通过，请核实后再提交。',
      mendAt: `/declarations/${id}/fill?step=achievements&section=records#records.${mine}`,
    },
  ]);
  expect(await road.core.db('process').where({ subject_id: id })).toEqual([]);
  // Withdrawn by the other person it counts no more, nor do numbers that only begin alike.
  const { version } = await road.get(second.actor, theirs);
  await road.as(second.actor).library.withdraw({ id: theirs, expectedVersion: version });
  await record(second, 'R-1000');
  await submit(first.actor, id);
  expect(await road.core.db('process').where({ subject_id: id })).toHaveLength(1);
});

it('a guard sees what became of earlier declarations of the same person, and of nobody else', async () => {
  const earlier = await road.core.db('declaration').where({ account_id: first.actor.accountId }).first('id');
  await road.decideDeclaration(road.school.admins[0], earlier.id, 'terminate', '示例：材料不实');
  const planId = await specimenPlan(2027);
  const again = await declareWith(first, planId, await record(first, 'R-200'));
  expect((await objections(first.actor, again)).map(({ message }) => message)).toEqual([
    '2026年度的申报已被终止，2027年度不能申报同一系列。',
  ]);
  const other = await declareWith(second, planId, await record(second, 'R-300'));
  await submit(second.actor, other);
});
