import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../organisations/test-world.ts';
import { easy, inDays, PROFILE, roadForTest, type Applicant, type Road } from './test-world.ts';

let road: Road;
let applicant: Applicant;
let planId: string;
let id: string;

beforeAll(async () => {
  road = await roadForTest();
  applicant = await road.applicant('示例一');
  const template = {
    ...easy,
    adjust: {
      profile: { fields: { formerName: { required: true } } },
      'held-titles': { required: true },
    },
  };
  planId = await road.plan({ template });
  id = await road.declare(applicant.actor, planId);
});
afterAll(() => road.drop());

const api = (actor = applicant.actor) => road.as(actor).declarations;
const version = () => road.version(applicant.actor, id);
const gaps = async () => (await api().fill({ id })).assessment.gaps.map(({ path }) => path);
const candidates = async (section = 'experiences') =>
  new Map((await api().candidates({ id, section })).map((candidate) => [candidate.entryId, candidate]));

describe('what the plan asks of 基本信息', () => {
  it('[GP.03] 曾用名 is required where the plan says so, and 无 will do', async () => {
    await road.form(applicant.actor, id, 'profile', PROFILE);
    expect(await gaps()).toContain('sections/profile/field/formerName');
    await road.form(applicant.actor, id, 'profile', { ...PROFILE, formerName: '无' });
    expect(await gaps()).not.toContain('sections/profile/field/formerName');
  });

  it('[GP.04] a plan may force an existing title', async () => {
    expect(await gaps()).toContain('sections/held-titles/check/none');
    const other = await road.applicant('示例二');
    const free = await road.declare(other.actor, await road.plan({ template: easy }));
    const { assessment } = await api(other.actor).fill({ id: free });
    expect(assessment.gaps.filter(({ path }) => path.startsWith('sections/held-titles'))).toEqual([]);
  });

  it('[AH-19.25] [AH-25.09] a title without appointment may stand alone', async () => {
    const title = {
      ...{ certificateNo: 'ZS-0001', unit: '示例市第一中学', series: '中小学教师', specialty: '中学语文' },
      ...{ title: '一级教师', level: { code: 'INTERMEDIATE', name: '中级' }, grantedOn: '2016-12-01' },
      ...{ mode: { code: 'REVIEW', name: '评审' }, appointed: false, evidence: [await road.upload(applicant.actor)] },
    };
    const held = async () => (await gaps()).filter((path) => path.startsWith('sections/held-titles'));
    await road.form(applicant.actor, id, 'held-titles', { titles: [{ ...title, appointments: [] }] });
    expect(await held()).toEqual([]);
    await road.form(applicant.actor, id, 'held-titles', { titles: [{ ...title, appointed: true, appointments: [] }] });
    expect(await held()).not.toEqual([]);
  });

  it('[AH-19.21] [AH-19.24] several titles, kept in the order in which they stand', async () => {
    const titles = async () => (await api().fill({ id })).data.forms['held-titles']?.titles;
    const [first, second] = [{ title: '一级教师' }, { title: '二级教师' }];
    await road.form(applicant.actor, id, 'held-titles', { titles: [first, second] });
    expect(await titles()).toMatchObject([first, second]);
    await road.form(applicant.actor, id, 'held-titles', { titles: [second, first] });
    expect(await titles()).toMatchObject([second, first]);
  });

  it('[AH-25.01] [AH-16.08] no second declaration in the plan year', async () => {
    const again = await road.plan({ name: '2026年度示例市另一评审计划' });
    const error = await refusal(road.declare(applicant.actor, again));
    expect(error).toMatchObject({ code: 'REFUSED' });
    expect(error.message).toContain('一个申报年度只能申报一次');
  });
});

describe('attachments', () => {
  it('[AH-21.04] a file that was renamed stands under its new name when the section is saved', async () => {
    const file = await road.upload(applicant.actor, '扫描件001.pdf');
    await road.form(applicant.actor, id, 'attachments', { certificate: [file] });
    await road.as(applicant.actor).files.rename({ id: file.id, name: '教师资格证' });
    await road.form(applicant.actor, id, 'attachments', { certificate: [file] });
    expect((await api().fill({ id })).data.forms.attachments).toMatchObject({
      certificate: [{ id: file.id, name: '教师资格证.pdf' }],
    });
  });
});

describe('imports', () => {
  it('[AH-20.05] 继续教育 is imported from the library like the rest', async () => {
    const training = {
      ...{ type: { code: 'PROFESSIONAL', name: '专业课' }, year: 2025, item: '示例培训', organiser: '示例培训中心' },
      ...{ period: { from: '2025-07-01', to: '2025-07-10' }, hours: '72', certificateNo: 'JX-0001' },
    };
    const sample = road.core.series.entity('continuing-education').sample;
    const evidence = [await road.upload(applicant.actor)];
    const entry = await road.approved(
      applicant.actor,
      road.school,
      { ...training, ...sample, evidence },
      'continuing-education',
    );
    await api().importEntries({ id, section: 'trainings', entryIds: [entry.id], expectedVersion: await version() });
    const { data } = await api().fill({ id });
    expect(data.picks.trainings).toEqual([{ entry: entry.id, extra: {} }]);
    expect(data.entries[entry.id]?.entity).toBe('continuing-education');
  });

  it('[AH-20.08] [GP.26] only what the section asks about a row is answered here; the row itself stays', async () => {
    const { assessment } = applicant.entries;
    await api().importEntries({ id, section: 'assessments', entryIds: [assessment], expectedVersion: await version() });
    const before = (await api().fill({ id })).data.entries[assessment];
    const answers = { result: '不合格', year: 1999, grade: { code: 'FAILED', name: '不合格' } };
    const extras = { [assessment]: answers };
    await api().saveExtras({ id, section: 'assessments', extras, expectedVersion: await version() });
    const { data } = await api().fill({ id });
    // 考核等级 stands in the library, 考核结果 here.
    expect(data.entries[assessment]).toEqual(before);
    expect(data.entries[assessment]?.data).toMatchObject({ year: 2025, grade: { name: '优秀' } });
    expect(data.picks.assessments).toEqual([{ entry: assessment, extra: { result: '不合格' } }]);
  });

  it('[AH-20.09] what the library does not have cannot be brought in', async () => {
    const import_ = { id, section: 'experiences', entryIds: [randomUUID()], expectedVersion: await version() };
    expect((await refusal(api().importEntries(import_))).code).toBe('NOT_FOUND');
    expect((await api().fill({ id })).data.picks.experiences ?? []).toEqual([]);
  });

  it('[AH-22.09] [AH-24.01] fewer than the plan’s minimum: missing until there are enough', async () => {
    const strict = { ...easy, adjust: { experiences: { min: 2 } } };
    const { actor, entries } = await road.applicant('示例三');
    const own = await road.declare(actor, await road.plan({ template: strict, name: '2026年度示例市严格计划' }));
    const expectedVersion = await road.version(actor, own);
    await api(actor).importEntries({
      id: own,
      section: 'experiences',
      entryIds: [entries.experience],
      expectedVersion,
    });
    const { assessment } = await api(actor).fill({ id: own });
    expect(assessment.gaps.find(({ path }) => path === 'sections/experiences/min')?.detail).toBe(
      '至少2项，已导入1项，还差1项',
    );
  });
});

describe('why an entry cannot be imported', () => {
  it('[AH-20.01] a draft: its owner submits it; under audit: the unit with its phone; returned: the reason', async () => {
    const entry = (position: string) => ({
      ...{ unit: '示例市第一中学', period: { from: '2008-09-01', to: null } },
      ...{ specialty: '中学语文', position },
    });
    const draft = await road.save(applicant.actor, entry('草稿'));
    const waiting = await road.save(applicant.actor, entry('待审'));
    await road.as(applicant.actor).library.submit({ id: waiting.id, expectedVersion: waiting.version });
    const phone = await road.core.db('organisation').where({ name: '示例市第一中学' }).first('details');
    const found = await candidates();
    expect(found.get(draft.id)).toMatchObject({
      why: '单位还没有审核通过，暂不能导入。',
      remedy: {
        words: '还没有提交审核。先到个人业绩库提交，单位审核通过后再导入。',
        ...{ phone: null, mendAt: `/library/experience/${draft.id}` },
      },
    });
    const held = found.get(waiting.id);
    expect(held?.remedy?.words).toMatch(/^\d{4}-\d{2}-\d{2} 起在示例市第一中学待审核，请联系该单位办理。$/);
    expect(held?.remedy).toMatchObject({ phone: phone.details.mobile ?? null, mendAt: null });
    expect(found.get(applicant.entries.experience)).toMatchObject({ why: null, remedy: null, usedIn: [] });
  });

  it('[AH-20.07] imported already: nothing to do elsewhere; used in another year: may be used again', async () => {
    const { experience } = applicant.entries;
    await api().importEntries({ id, section: 'experiences', entryIds: [experience], expectedVersion: await version() });
    expect((await candidates()).get(experience)).toMatchObject({ why: '已导入，不能重复。', remedy: null, usedIn: [] });
    const plan = await road.plan({ year: 2027, name: '2027年度示例计划', auditUntil: inDays(400).toISOString() });
    const next = await road.declare(applicant.actor, plan);
    const offered = await api().candidates({ id: next, section: 'experiences' });
    expect(offered.find(({ entryId }) => entryId === experience)).toMatchObject({ why: null, usedIn: ['2026 年申报'] });
  });
});

describe('a returned declaration', () => {
  it('[SM-DECL.03] [AH-19.06] the specialty may be changed again, within the plan', async () => {
    const { actor, ...rest } = await road.applicant('示例四');
    const own = await road.submitted({ actor, ...rest }, await road.plan({ template: easy, name: '2026年度退回计划' }));
    await road.decideDeclaration(road.auditors.school, own, 'return');
    const { card } = await api(actor).fill({ id: own });
    const plan = await road.as(actor).plans.get({ id: card.planId });
    const [, specialty] = plan.specialties;
    const titleId = plan.titles[0]?.id ?? '';
    const change = { id: own, specialtyId: specialty?.id ?? '', titleId, expectedVersion: card.version };
    await api(actor).changeSpecialty(change);
    const changed = await api(actor).fill({ id: own });
    expect([changed.card.state, changed.card.specialty]).toEqual(['returned', specialty?.name]);
  });

  it('[SM-DECL.02] under audit nothing is changed', async () => {
    const somebody = await road.applicant('示例五');
    const own = await road.submitted(somebody, await road.plan({ template: easy, name: '2026年度在审计划' }));
    const expectedVersion = await road.version(somebody.actor, own);
    const change = api(somebody.actor).saveForm({ id: own, section: 'profile', raw: {}, expectedVersion });
    expect(await refusal(change)).toMatchObject({ code: 'CONFLICT', message: '申报已是“审核中”，不能再改。' });
  });
});
