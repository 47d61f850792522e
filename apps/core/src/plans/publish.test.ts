import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { easy, inDays, roadForTest, type Road } from '../declarations/test-world.ts';
import { refusal } from '../organisations/test-world.ts';
import { createPlan } from './create-plan.ts';
import { extendPlan } from './extend-plan.ts';
import type { PlanInput } from './plan-data.ts';
import { publishPlan } from './publish-plan.ts';

let road: Road;
let foreign: Actor;

beforeAll(async () => {
  road = await roadForTest();
  foreign = await road.builtin('示例市其他评委会组建单位', ['convening']);
});
afterAll(() => road.drop());

const create = async (more: Partial<PlanInput> = {}, actor = road.operator) =>
  createPlan({ core: road.core, actor, data: await road.planInput(more) });
const publish = (id: string, actor = road.operator) => publishPlan({ core: road.core, actor, id });
const row = (id: string) => road.core.db('review_plan').where({ id }).first();
const issuesOf = async (attempt: Promise<unknown>) =>
  (await refusal(attempt)).issues.map(({ path, message }) => [path, message]);
const specimen = async () => {
  const seriesCode = (await road.as(null).catalog.series()).find(({ name }) => name === '样本系列')?.code ?? '';
  const titles = await road.as(null).catalog.titles({ seriesCode });
  const specialties = await road.as(null).catalog.specialties({ seriesCode });
  return { seriesCode, titleIds: titles.map(({ id }) => id), specialtyIds: specialties.map(({ id }) => id) };
};

describe('a plan in preparation', () => {
  it('is seen by nobody', async () => {
    const { id } = await create({ name: '2026年度示例未发布计划' });
    expect((await road.as(null).plans.list({ keyword: '未发布' })).rows).toEqual([]);
    expect((await refusal(road.as(null).plans.get({ id }))).code).toBe('NOT_FOUND');
  });

  it('INVALID names each field that cannot stand', async () => {
    const wrong = { year: 26, name: '短', levels: [], titleIds: ['no id'], declareFrom: 'gestern' } as never;
    expect((await issuesOf(create(wrong))).map(([path]) => path)).toEqual([
      'year',
      'name',
      'levels',
      'titleIds.0',
      'declareFrom',
    ]);
  });

  it('its dates are in order', async () => {
    const at = (days: number) => inDays(days).toISOString();
    const dates = (declareFrom: number, declareUntil: number, repairUntil: number | null, auditUntil: number) =>
      issuesOf(
        create({
          ...{ declareFrom: at(declareFrom), declareUntil: at(declareUntil), auditUntil: at(auditUntil) },
          repairUntil: repairUntil === null ? null : at(repairUntil),
        }),
      );
    expect(await dates(5, 4, null, 6)).toEqual([['declareUntil', '申报截止应晚于申报开始。']]);
    expect(await dates(1, 4, null, 3)).toEqual([['auditUntil', '审核截止不能早于申报截止。']]);
    expect(await dates(1, 4, 3, 6)).toEqual([['repairUntil', '退回修改截止应在申报截止与审核截止之间。']]);
    expect(await dates(1, 4, 7, 6)).toEqual([['repairUntil', '退回修改截止应在申报截止与审核截止之间。']]);
  });

  it('belongs to a series and a convening unit that exist', async () => {
    expect(await issuesOf(create({ ...(await specimen()), seriesCode: 'nothing' }))).toContainEqual([
      'seriesCode',
      '没有这个系列。',
    ]);
    for (const conveningOrganisationId of [randomUUID(), road.auditors.city.organisationId ?? '']) {
      const committee = { name: '示例评委会', office: '示例办', conveningOrganisationId };
      expect(await issuesOf(create({ committee }))).toEqual([
        ['committee.conveningOrganisationId', '组建单位不正确。'],
      ]);
    }
  });

  it('[RF.17] is made by a convening unit for its own committee, by HRSS and operators', async () => {
    expect(await create({}, road.auditors.convening)).toHaveProperty('id');
    expect(await create({}, road.auditors.hrss)).toHaveProperty('id');
    expect(await issuesOf(create({}, foreign))).toEqual([['committee.conveningOrganisationId', '组建单位不正确。']]);
    for (const actor of [road.auditors.school, road.auditors.city]) {
      expect((await refusal(create({}, actor))).code).toBe('FORBIDDEN');
    }
  });
});

describe('publishing', () => {
  it('freezes the plan as its first version and opens it', async () => {
    const { id } = await create({ name: '2026年度示例发布计划' });
    await publish(id);
    const plan = await row(id);
    expect(plan).toMatchObject({ state: 'published', plan_version: 1 });
    const [frozen] = await road.core.db('review_plan_version').where({ plan_id: id });
    expect(frozen).toMatchObject({ plan_version: 1, data: plan.data });
    expect((await road.as(null).plans.get({ id })).phase).toBe('open');
  });

  it('once', async () => {
    const { id } = await create();
    await publish(id);
    expect((await refusal(publish(id))).code).toBe('CONFLICT');
    expect(await road.core.db('review_plan_version').where({ plan_id: id })).toHaveLength(1);
  });

  it('[GP.91] not for a series that no plugin serves', async () => {
    const bare = await road.core.db('title_series').whereNull('plugin_code').first('code');
    const { id } = await create({ ...(await specimen()), seriesCode: bare.code });
    expect(await issuesOf(publish(id))).toEqual([['seriesCode', '这个系列还没有申报模块，不能发布计划。']]);
    expect((await row(id)).state).toBe('draft');
  });

  it('[GP.71] not with titles or specialties of another series', async () => {
    const { titleIds, specialtyIds } = await specimen();
    const { id } = await create({ titleIds, specialtyIds });
    expect(await issuesOf(publish(id))).toEqual([
      ['titleIds', '申报职称不属于本系列。'],
      ['specialtyIds', '可评审专业不属于本系列。'],
    ]);
  });

  it('[AH-22.01] not with a template that names what the series does not have, all of it at once', async () => {
    const template = {
      adjust: { nothing: { off: true }, experiences: { min: 3, max: 2 } },
      add: [{ code: 'more', label: '更多', kind: 'pick' as const, entity: 'unknown' }],
      thresholds: { unheard: [{ value: 1 }] },
      unitSlots: { none: { required: false } },
    };
    const { id } = await create({ template });
    const issues = await issuesOf(publish(id));
    expect(issues.map(([path]) => path)).toEqual(issues.map(() => 'template'));
    expect(issues.map(([, message]) => message)).toEqual([
      '没有栏目 nothing',
      '没有单位上传项 none',
      '没有条件参数 unheard',
      '栏目 more 的业绩类型不存在',
      '栏目 experiences 的最少项数大于最多项数',
    ]);
  });

  it('[GP.90] not when the audit tree does not end at its committee’s convening unit', async () => {
    const committee = { name: '其他评委会', office: '其他办', conveningOrganisationId: foreign.organisationId ?? '' };
    const { id } = await create({ committee });
    const words = '审核树没有通到本评委会的组建单位，请先配置审核树。';
    // Once for each level of the plan.
    expect(await issuesOf(publish(id))).toEqual([
      ['committee', words],
      ['committee', words],
    ]);
    await road.connect(road.auditors.city, foreign, { levels: ['FULL_SENIOR'] });
    expect(await issuesOf(publish(id))).toEqual([['committee', words]]);
    await road.connect(road.auditors.city, foreign, { levels: ['ASSOCIATE_SENIOR'] });
    await publish(id);
  });

  it('[RF.17] only by who may, and a convening unit only its own', async () => {
    const { id } = await create();
    expect((await refusal(publish(id, foreign))).code).toBe('NOT_FOUND');
    expect((await refusal(publish(id, road.auditors.school))).code).toBe('FORBIDDEN');
    expect((await refusal(publish(randomUUID()))).code).toBe('NOT_FOUND');
    await publish(id, road.auditors.convening);
  });
});

describe('extending', () => {
  const extend = (id: string, days: [number, number, number | null], actor = road.operator) =>
    extendPlan({
      ...{ core: road.core, actor, id, declareUntil: inDays(days[0]), auditUntil: inDays(days[1]) },
      ...{ repairUntil: days[2] === null ? null : inDays(days[2]), reason: '示例延期' },
    });

  it('postpones for everybody, also for who has already declared; what they pinned stays', async () => {
    const person = await road.person('示例一');
    await road.bind(person, road.school);
    const planId = await road.plan({ name: '2026年度示例延期计划', template: easy });
    const id = await road.declare(person, planId);
    await extend(planId, [90, 120, 100]);
    const { card } = await road.as(person).declarations.fill({ id });
    expect(card.workUntil.getTime()).toBeGreaterThan(inDays(80).getTime());
    const plan = await road.as(null).plans.get({ id: planId });
    expect([plan.declareUntil, plan.repairUntil, plan.auditUntil].every((at) => at && at > inDays(80))).toBe(true);
    expect((await road.core.db('review_plan_version').where({ plan_id: planId })).length).toBe(1);
    const [event] = await road.core.db('ledger_event').where({ subject_id: planId, action: 'extend' });
    expect(event.data.reason).toBe('示例延期');
  });

  it('[GP.10] only to later, each of the three', async () => {
    const id = await road.plan({ name: '2026年度示例不缩短计划', repairUntil: inDays(45).toISOString() });
    for (const days of [
      [20, 60, 45],
      [30, 50, 45],
      [31, 61, 40],
    ] as [number, number, number][]) {
      expect((await refusal(extend(id, days))).issues.map(({ code }) => code)).toEqual(['earlier']);
    }
    await extend(id, [31, 61, 46]);
  });

  it('a date for mending may be dropped, not brought in earlier than the audits’ end', async () => {
    const id = await road.plan({ name: '2026年度示例改期计划' });
    expect((await refusal(extend(id, [31, 61, 40]))).issues.map(({ code }) => code)).toEqual(['earlier']);
    expect((await issuesOf(extend(id, [70, 61, null]))).map(([path]) => path)).toEqual(['auditUntil']);
    await extend(id, [31, 61, null]);
  });

  it('only a published plan, by who may', async () => {
    const { id } = await create();
    expect((await refusal(extend(id, [31, 61, null]))).code).toBe('CONFLICT');
    await publish(id);
    expect((await refusal(extend(id, [31, 61, null], foreign))).code).toBe('NOT_FOUND');
    expect((await refusal(extend(id, [31, 61, null], road.auditors.school))).code).toBe('FORBIDDEN');
    expect((await refusal(extend(randomUUID(), [31, 61, null]))).code).toBe('NOT_FOUND');
  });
});
