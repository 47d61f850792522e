import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordBan } from '../integrity/record-ban.ts';
import { refusal } from '../organisations/test-world.ts';
import { easy, inDays, roadForTest, type Applicant, type Road } from './test-world.ts';

let road: Road;
let applicant: Applicant;
let id: string;

beforeAll(async () => {
  road = await roadForTest();
  const added = [
    { code: 'more-papers', label: '代表作', kind: 'pick', entity: 'paper', required: true },
    { code: 'statement', label: '师德证明', kind: 'attachments', slots: [{ code: 'ethics', label: '师德证明' }] },
  ] as const;
  const template = { ...easy, add: [...added], adjust: { statement: { required: true } } };
  const planId = await road.plan({ template });
  applicant = await road.applicant('示例一');
  id = await road.declare(applicant.actor, planId);
});
afterAll(() => road.drop());

const api = () => road.as(applicant.actor).declarations;
const submit = async (declaration = id, { actor } = applicant) =>
  road.as(actor).declarations.submit({
    id: declaration,
    expectedVersion: await road.version(actor, declaration),
    idempotencyKey: randomUUID(),
  });
const gaps = async () => {
  const error = await refusal(submit());
  expect(error.code).toBe('REFUSED');
  return new Map(error.issues.map((found) => [found.path, found]));
};
const fillPage = (step: string, section: string, target = section) =>
  `/declarations/${id}/fill?step=${step}&section=${section}#${target}`;

describe('开始检测', () => {
  it('[AH-24.01] [AH-24.02] [SM-DECL.04] 提交 is refused with everything that is missing, and moves nothing', async () => {
    const found = await gaps();
    const { assessment } = await api().fill({ id });
    expect([...found.keys()]).toEqual(assessment.gaps.map(({ path }) => path));
    expect([...found.keys()]).toEqual(
      expect.arrayContaining([
        'sections/profile/field/ethnicity',
        'sections/profile/field/workYears',
        'sections/attachments/field/idCard',
        'sections/experiences/min',
        'sections/educations/min',
        'sections/assessments/min',
        'sections/more-papers/min',
        'sections/statement/field/ethics',
        'criteria/电子照片',
        'criteria/近年年度考核合格',
      ]),
    );
    expect(await road.core.db('process').where({ subject_id: id })).toEqual([]);
    expect((await api().detail({ id })).card.state).toBe('draft');
  });

  it('[AH-24.01] each failure names its field in words and leads there', async () => {
    const found = await gaps();
    expect(found.get('sections/profile/field/birthplace')).toEqual({
      ...{ path: 'sections/profile/field/birthplace', code: 'notReady', message: '出生地：请填写出生地' },
      mendAt: fillPage('personal', 'profile', 'profile.birthplace'),
    });
    expect(found.get('criteria/电子照片')).toMatchObject({
      message: '电子照片：请上传电子照片',
      mendAt: fillPage('personal', 'profile', 'profile.photo'),
    });
    expect(found.get('sections/attachments/field/idCard')?.mendAt).toBe(
      fillPage('personal', 'attachments', 'attachments.idCard'),
    );
    expect(found.get('sections/experiences/min')).toMatchObject({
      message: '项数：至少1项，已导入0项，还差1项',
      mendAt: fillPage('personal', 'experiences'),
    });
  });

  it('[AH-22.01] sections that the plan added lead to their own step', async () => {
    const found = await gaps();
    expect(found.get('sections/more-papers/min')?.mendAt).toBe(fillPage('achievements', 'more-papers'));
    expect(found.get('sections/statement/field/ethics')?.mendAt).toBe(
      fillPage('personal', 'statement', 'statement.ethics'),
    );
  });

  it('[AH-20.04] [AH-20.06] 最高学历 and 考核结果 are asked row by row', async () => {
    await road.fill(applicant, id);
    const { education, assessment } = applicant.entries;
    for (const [section, entryId] of [
      ['educations', education],
      ['assessments', assessment],
    ] as const) {
      const expectedVersion = await road.version(applicant.actor, id);
      await api().saveExtras({ id, section, extras: { [entryId]: {} }, expectedVersion });
    }
    const found = await gaps();
    expect(found.get('sections/educations/one/highest')).toMatchObject({
      message: '最高学历：须且仅须勾选1项，已勾选0项',
      mendAt: fillPage('personal', 'educations', 'educations.highest'),
    });
    expect(found.get(`sections/assessments/extra/result/${assessment}`)?.mendAt).toBe(
      fillPage('personal', 'assessments', `assessments.${assessment}.result`),
    );
    // Not yet said is open, not failed.
    expect(found.get('criteria/近年年度考核合格')?.message).toContain('信息补全后方可认定');
  });

  it('[AH-20.06] 不合格 does not count', async () => {
    const { education, assessment } = applicant.entries;
    const extras = async (section: string, entryId: string, extra: object) =>
      api().saveExtras({
        ...{ id, section, extras: { [entryId]: { ...extra } } },
        expectedVersion: await road.version(applicant.actor, id),
      });
    await extras('educations', education, { highest: true });
    await extras('assessments', assessment, { result: '不合格' });
    expect((await gaps()).get('criteria/近年年度考核合格')?.message).toBe('近年年度考核合格：需1次，已有0次，还差1次');
  });

  it('[AH-19.24] [GP.04] a title said to be appointed needs its appointment', async () => {
    await road.form(applicant.actor, id, 'held-titles', { titles: [{ title: '一级教师', appointed: true }] });
    const paths = [...(await gaps()).keys()].filter((path) => path.startsWith('sections/held-titles'));
    expect(paths).toContain('sections/held-titles/field/titles.0.evidence');
  });
});

describe('who may submit and when', () => {
  let later: Applicant;
  let draft: string;
  const until = new Date('2027-06-01T09:30:00.000Z');

  beforeAll(async () => {
    later = await road.applicant('示例二');
    const planId = await road.plan({
      ...{ year: 2027, name: '2027年度示例评审计划', declareUntil: until.toISOString() },
      auditUntil: inDays(400).toISOString(),
    });
    draft = await road.declare(later.actor, planId);
    await road.fill(later, draft);
  });

  it('[GP.89] not after the declaration deadline', async () => {
    const expectedVersion = await road.version(later.actor, draft);
    await road.setNow(until);
    const late = road.as(later.actor).declarations.submit({
      ...{ id: draft, expectedVersion, idempotencyKey: randomUUID() },
    });
    const error = await refusal(late);
    expect(error).toMatchObject({ code: 'REFUSED' });
    expect(error.message).toContain('申报已于 2027 年 6 月 1 日 17:30（北京时间）截止');
    await road.setNow(new Date(until.getTime() - 1000));
  });

  it('[AH-16.09] not within a ban that came meanwhile', async () => {
    const ban = { core: road.core, actor: null, personId: later.actor.accountId, reason: '示例' };
    await recordBan({ ...ban, bannedFrom: '2027-01-01', bannedUntil: '2027-06-02' });
    expect((await refusal(submit(draft, later))).issues.map(({ code }) => code)).toEqual(['banned']);
    await road.setNow(null);
  });

  it('[SM-BIND.05] [SM-DECL.04] the unit of the day of submission audits, if a path leads on from it', async () => {
    const unit = await road.unit('示例市第二中学');
    await road.bind(later.actor, unit);
    expect((await refusal(submit(draft, later))).issues.map(({ code }) => code)).toEqual(['noPath']);
    await road.connect(unit.admins[0], road.auditors.district);
    await submit(draft, later);
    const { log, card } = await road.as(later.actor).declarations.detail({ id: draft });
    expect(log.map((step) => step.organisationName)).toEqual(['示例市第二中学']);
    expect(card.tracker[1]).toMatchObject({ face: 'now', note: '示例市第二中学' });
  });
});
