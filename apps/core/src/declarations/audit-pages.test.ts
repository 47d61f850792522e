import { specimen } from '@zhicheng/plugin-specimen';
import { plainTemplate, thresholdsOf, type Raw, type Template } from '@zhicheng/series-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../organisations/test-world.ts';
import { roadForTest, type Applicant, type Road } from './test-world.ts';

const MANY = 23;
const PATIENT = '患者甲一';
let road: Road;
let owner: Applicant;
let workId: string;
let processId: string;
let entryProcess: string;
const records: string[] = [];

/** Records and works are asked for, nothing else. */
const template: Template = {
  ...plainTemplate,
  adjust: Object.fromEntries(
    specimen.sections
      .filter(({ code }) => code !== 'records' && code !== 'works')
      .map(({ code }) => [code, { off: true }] as const),
  ),
  thresholds: Object.fromEntries(thresholdsOf(specimen).map(({ code }) => [code, [{ value: 0 }]])),
};
const processOf = async (subject_id: string): Promise<string> =>
  (await road.core.db('process').where({ subject_id }).first('id')).id;

beforeAll(async () => {
  road = await roadForTest();
  owner = await road.applicant('示例一');
  const all = await road.as(null).catalog.series();
  const seriesCode = all.find(({ pluginCode }) => pluginCode === specimen.code)?.code ?? '';
  await road.joinSeries(owner.actor, seriesCode);
  for (let n = 1; n <= MANY; n += 1) {
    const sample = {
      ...(specimen.library[0]?.sample as Raw),
      number: `R-${100 + n}`,
      patient: PATIENT,
      outcome: '好转',
    };
    records.push((await road.approved(owner.actor, road.school, sample, 'specimen-record')).id);
  }
  const links = records.map((entry) => ({ entry, extra: { group: '观察组' } }));
  const work = { title: '样本成果', finishedOn: '2025-06-01', templated: true, records: links };
  workId = (await road.approved(owner.actor, road.school, work, 'specimen-work')).id;
  entryProcess = await processOf(workId);
  const plan = { name: '样本系列评审', seriesCode, template, levels: ['INTERMEDIATE' as const], levelLabel: '中级' };
  const planId = await road.plan(plan);
  const id = await road.declare(owner.actor, planId, { institutionCategory: specimen.institutionCategories?.[0] });
  const version = () => road.version(owner.actor, id);
  const api = road.as(owner.actor).declarations;
  await api.importEntries({ id, section: 'records', entryIds: records, expectedVersion: await version() });
  const extras = Object.fromEntries(records.map((entry, at) => [entry, { best: at === 0, scale: '大型' }]));
  await api.saveExtras({ id, section: 'records', extras, expectedVersion: await version() });
  await api.importEntries({ id, section: 'works', entryIds: [workId], expectedVersion: await version() });
  await road.submit(owner.actor, id);
  processId = await processOf(id);
}, 60_000);
afterAll(() => road.drop());

const school = () => road.as(road.auditors.school);
const numbers = (entries: Readonly<Record<string, { data: Raw }>>, ids: readonly { entry: string }[]) =>
  ids.map(({ entry }) => entries[entry]?.data.number);

describe('[AH-33.07] [AH-14.19] an auditor gets long sections and lists of links a page at a time', () => {
  it('the view has the first page of each, how many there are, and only what shows them', async () => {
    const { data, totals } = await school().declarations.auditView({ processId });
    expect(totals.picks).toMatchObject({ records: MANY, works: 1 });
    expect(data.picks.records?.map(({ entry }) => entry)).toEqual(records.slice(0, 20));
    expect(totals.links).toEqual({ [workId]: { records: MANY } });
    expect(data.entries[workId]?.data.records).toHaveLength(20);
    expect(Object.keys(data.entries).sort()).toEqual([...records.slice(0, 20), workId].sort());
  });

  it('further pages and what is searched come from the server, in the order of the submission', async () => {
    const ask = (keyword: string, page = 1) =>
      school().declarations.auditPicks({ processId, section: 'records', keyword, page });
    const second = await ask('', 2);
    expect([second.total, second.picks.map(({ entry }) => entry)]).toEqual([MANY, records.slice(20)]);
    expect(second.picks[0]?.extra).toMatchObject({ scale: '大型' });
    expect(Object.keys(second.entries)).toHaveLength(3);
    const found = await ask('r-12');
    expect(numbers(found.entries, found.picks)).toEqual(['R-120', 'R-121', 'R-122', 'R-123']);
    expect(await ask('', 3)).toMatchObject({ total: MANY, picks: [] });
  });

  it('[AH-14.06] names of patients are neither sent nor found', async () => {
    const ask = { processId, keyword: PATIENT, page: 1 };
    expect(await school().declarations.auditPicks({ ...ask, section: 'records' })).toMatchObject({ total: 0 });
    const links = { ...ask, entryId: workId, field: 'records' };
    expect(await school().declarations.auditLinks(links)).toMatchObject({ total: 0 });
    expect(await school().library.auditLinks({ ...ask, processId: entryProcess, field: 'records' })).toEqual({
      ...{ total: 0, rows: [] },
    });
    const sent = [
      await school().declarations.auditPicks({ processId, section: 'records', page: 2 }),
      await school().declarations.auditLinks({ ...links, keyword: '', page: 2 }),
      await school().library.auditView({ processId: entryProcess }),
    ];
    expect(JSON.stringify(sent)).not.toContain(PATIENT);
    expect(JSON.stringify(sent)).toContain('患***');
  });

  it('what an entry links to likewise, of a declaration and of the entry under audit', async () => {
    const ofDeclaration = (keyword: string, page: number) =>
      school().declarations.auditLinks({ processId, entryId: workId, field: 'records', keyword, page });
    const ofEntry = (keyword: string, page: number) =>
      school().library.auditLinks({ processId: entryProcess, field: 'records', keyword, page });
    for (const ask of [ofDeclaration, ofEntry]) {
      const second = await ask('', 2);
      expect(second.total).toBe(MANY);
      expect(second.rows.map(({ label }) => label)).toEqual(['R-121', 'R-122', 'R-123']);
      expect(second.rows[0]).toMatchObject({ entry: records[20], extra: { group: '观察组' } });
      expect((await ask('R-107', 1)).rows.map(({ entry }) => entry)).toEqual([records[6]]);
    }
    const view = await school().library.auditView({ processId: entryProcess });
    expect(view.linkTotals).toEqual({ records: MANY });
    expect([view.data.records, view.linked]).toEqual([
      expect.toSatisfy((links: unknown[]) => links.length === 20),
      expect.toSatisfy((linked: unknown[]) => linked.length === 20),
    ]);
  });

  it('[AH-39.02] of nothing that is somebody else’s, or no list', async () => {
    const asked = { processId, section: 'records' };
    const district = road.as(road.auditors.district).declarations;
    expect((await refusal(district.auditPicks(asked))).code).toBe('NOT_FOUND');
    expect((await refusal(school().declarations.auditPicks({ ...asked, section: 'profile' }))).code).toBe('NOT_FOUND');
    const links = { processId, entryId: workId, field: 'records' };
    expect((await refusal(district.auditLinks(links))).code).toBe('NOT_FOUND');
    for (const wrong of [{ field: 'title' }, { entryId: processId }])
      expect((await refusal(school().declarations.auditLinks({ ...links, ...wrong }))).code).toBe('NOT_FOUND');
  });
});
