import { specimen } from '@zhicheng/plugin-specimen';
import { plainTemplate, thresholdsOf, type Raw, type Template } from '@zhicheng/series-kit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { refusal } from '../organisations/test-world.ts';
import { roadForTest, type Applicant, type Road } from './test-world.ts';

const [HIGHER = '', LOWER = ''] = specimen.institutionCategories ?? [];
let road: Road;
let owner: Applicant;
let id: string;

/** Records alone are asked for, more of them in the higher category. */
const template: Template = {
  ...plainTemplate,
  adjust: Object.fromEntries(
    specimen.sections.filter(({ code }) => code !== 'records').map(({ code }) => [code, { off: true }] as const),
  ),
  thresholds: {
    ...Object.fromEntries(thresholdsOf(specimen).map(({ code }) => [code, [{ value: 0 }]])),
    window: [{ value: 60 }],
    records: [
      { when: { institutionCategory: HIGHER }, value: 2 },
      { when: { institutionCategory: LOWER }, value: 1 },
    ],
  },
};

beforeAll(async () => {
  road = await roadForTest();
  owner = await road.applicant('示例一');
  const all = await road.as(null).catalog.series();
  const seriesCode = all.find(({ pluginCode }) => pluginCode === specimen.code)?.code ?? '';
  await road.joinSeries(owner.actor, seriesCode);
  const sample = { ...(specimen.library[0]?.sample as Raw), number: 'R-900' };
  const record = (await road.approved(owner.actor, road.school, sample, 'specimen-record')).id;
  const plan = { name: '样本系列评审', seriesCode, template, levels: ['INTERMEDIATE' as const], levelLabel: '中级' };
  id = await road.declare(owner.actor, await road.plan(plan), { institutionCategory: LOWER });
  const edit = async () => ({ id, section: 'records', expectedVersion: await road.version(owner.actor, id) });
  await api().importEntries({ ...(await edit()), entryIds: [record] });
  await api().saveExtras({ ...(await edit()), extras: { [record]: { best: true, scale: '大型' } } });
});
afterAll(() => road.drop());

const api = () => road.as(owner.actor).declarations;
const gaps = async () => (await api().fill({ id })).assessment.gaps.map(({ path }) => path);
const change = async (institutionCategory: string) => {
  const { specialtyId, titleId, card } = await api().fill({ id });
  await api().changeSpecialty({ id, specialtyId, titleId, institutionCategory, expectedVersion: card.version });
};

it('[AH-15.11] [AH-17.06] [AH-24.01] another 单位类别 asks for other numbers at once: what was ready is so no more, and is again', async () => {
  expect(await gaps()).toEqual([]);
  await change(HIGHER);
  const missing = await gaps();
  expect(missing).toEqual(['criteria/记录']);
  const error = await refusal(road.submit(owner.actor, id));
  expect([error.code, error.issues.map(({ path }) => path)]).toEqual(['REFUSED', missing]);
  await change(LOWER);
  expect(await gaps()).toEqual([]);
  await road.submit(owner.actor, id);
  expect((await api().detail({ id })).data.situation.institutionCategory).toBe(LOWER);
});
