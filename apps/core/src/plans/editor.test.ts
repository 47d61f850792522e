import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { easy, inDays, roadForTest, type Road } from '../declarations/test-world.ts';
import { refusal } from '../organisations/test-world.ts';
import type { PlanDraft } from './plan-data.ts';

let road: Road;
beforeAll(async () => {
  road = await roadForTest();
});
afterAll(() => road.drop());

const plans = (actor = road.auditors.convening) => road.as(actor).plans;
const started = async (name = '2026年度示例草稿计划') => {
  const { seriesCode } = await road.planInput();
  const conveningOrganisationId = road.auditors.convening.organisationId ?? '';
  return plans().start({ year: 2026, name, seriesCode, conveningOrganisationId, idempotencyKey: randomUUID() });
};
const save = async (id: string, part: Partial<PlanDraft>) => {
  const { data, version } = await plans().editor({ id });
  return plans().save({ id, expectedVersion: version, data: { ...data, ...part } });
};
const version = async (id: string) => (await plans().editor({ id })).version;

describe('the plan editor', () => {
  it('[GP.54] [RF.17] a draft keeps blanks, refuses what is wrong, and publishing names every blank with its place', async () => {
    const { id } = await started();
    await save(id, { scope: '示例范围' });
    const wrong = await refusal(save(id, { name: '长'.repeat(121) }));
    expect([wrong.code, wrong.issues.map(({ path }) => path)]).toEqual(['INVALID', ['name']]);
    const refused = await refusal(plans().publish({ id, expectedVersion: await version(id) }));
    expect(refused.code).toBe('REFUSED');
    expect(refused.issues).toContainEqual(
      expect.objectContaining({ path: 'declareUntil', mendAt: `/work/plans/${id}?step=dates` }),
    );
    expect(refused.issues.some(({ path }) => path === 'scope')).toBe(false);
    const late = await refusal(plans().save({ id, expectedVersion: 1, data: {} }));
    expect(late.code).toBe('CONFLICT');
  });

  it('[GP.54] copying is one act: a year on, the year in the name, a draft of its own; once for one key', async () => {
    const source = await road.plan({ name: '2026年度示例复制计划' });
    const idempotencyKey = randomUUID();
    const { id } = await plans().copy({ id: source, idempotencyKey });
    expect(await plans().copy({ id: source, idempotencyKey })).toEqual({ id });
    const [copy, old] = [await plans().editor({ id }), await plans().editor({ id: source })];
    expect(copy.data).toMatchObject({ year: 2027, name: '2027年度示例复制计划', titleIds: old.data.titleIds });
    expect(copy.data.declareUntil?.slice(0, 4)).toBe(String(Number(old.data.declareUntil?.slice(0, 4)) + 1));
    expect(copy.published).toBe(false);
  });

  it('[GP.54] changes of a published plan wait, then make a new version; dates are not changed by them', async () => {
    const id = await road.plan({ name: '2026年度示例修改计划' });
    const before = await road.as(null).plans.get({ id });
    await save(id, { scope: '改后的范围', declareUntil: inDays(1).toISOString() });
    expect((await road.as(null).plans.get({ id })).scope).toBe(before.scope);
    await plans().publish({ id, expectedVersion: await version(id) });
    const after = await road.as(null).plans.get({ id });
    expect([after.scope, after.declareUntil]).toEqual(['改后的范围', before.declareUntil]);
    expect(await road.core.db('review_plan_version').where({ plan_id: id })).toHaveLength(2);
  });

  it('[GP.76] [GP.86] fee and interview are on the plan', async () => {
    const id = await road.plan({ name: '2026年度示例缴费计划', fee: '示例标准', interview: true });
    expect(await road.as(null).plans.get({ id })).toMatchObject({ fee: '示例标准', interview: true });
  });
});

describe('extensions and closing', () => {
  it('one person declares after 申报截止, nobody else; his page says his own deadline', async () => {
    const id = await road.plan({ name: '2026年度示例单独延期计划', template: easy });
    const [late, other] = [await road.person('示例迟'), await road.person('示例他')];
    for (const person of [late, other]) await road.bind(person, road.school);
    const dates = { declareUntil: inDays(50), repairUntil: null, auditUntil: inDays(90) };
    await plans().extend({ id, ...dates, reason: '示例原因', beneficiary: { accountId: late.accountId } });
    await road.setNow(inDays(40));
    expect((await refusal(road.declare(other, id))).issues.map(({ code }) => code)).toEqual(['closed']);
    expect((await road.as(late).plans.get({ id })).extended?.declareUntil).toEqual(dates.declareUntil);
    await road.declare(late, id);
    await road.setNow(null);
  });

  it('a closed plan takes no new declaration, and stands last', async () => {
    const id = await road.plan({ year: 2099, name: '2099年度示例关闭计划' });
    const person = await road.person('示例关');
    await road.bind(person, road.school);
    expect((await refusal(plans().close({ id, expectedVersion: 2, reason: ' ' }))).code).toBe('REFUSED');
    await plans().close({ id, expectedVersion: 2, reason: '示例关闭' });
    expect((await refusal(road.declare(person, id))).issues.map(({ code }) => code)).toEqual(['closed']);
    expect((await road.as(null).plans.list({ size: 100 })).rows.at(-1)?.id).toBe(id);
  });
});

describe('what a unit says about a plan', () => {
  it('[AH-33.03] [AH-33.04] [AH-33.05] [GP.20] [RF.16] 推荐 is seen by its own people; 委托 keeps body and note', async () => {
    const planId = await road.plan({ name: '2026年度示例推荐计划' });
    const person = await road.person('示例员');
    await road.bind(person, road.school);
    const unit = road.as(road.auditors.school).plans;
    const body = await road.builtin('示例受托组建单位', ['convening']);
    await unit.recommend({ planId, on: true });
    await unit.commission({ planId, targetOrganisationId: body.organisationId ?? '', note: '示例说明' });
    const { rows, total } = await unit.unitList({ recommended: true });
    expect([total, rows[0]?.commissioned]).toEqual([1, { organisationName: '示例受托组建单位', note: '示例说明' }]);
    expect((await road.as(person).plans.get({ id: planId })).recommended).toBe(true);
    expect((await road.as(null).plans.get({ id: planId })).recommended).toBe(false);
    const actions = await road.core.db('ledger_event').where({ subject_id: planId }).pluck('action');
    expect(actions).toEqual(expect.arrayContaining(['recommend', 'commission']));
    await unit.recommend({ planId, on: false });
    expect((await unit.unitList({ recommended: true })).total).toBe(0);
  });
});
