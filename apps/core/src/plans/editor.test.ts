import { randomUUID } from 'node:crypto';
import { runDueJobs } from '@zhicheng/jobs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobTasks } from '../worker.ts';
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

  it('[GP.54] a draft is deleted for good; what was ever published is not, nor what somebody else just saved', async () => {
    const { id } = await started('2026年度示例多余草稿');
    const removal = async (planId: string, expectedVersion: number) =>
      plans().removeDraft({ id: planId, expectedVersion });
    await save(id, { scope: '示例范围' });
    expect((await refusal(removal(id, 1))).code).toBe('CONFLICT');
    await removal(id, await version(id));
    expect((await refusal(plans().editor({ id }))).code).toBe('NOT_FOUND');
    const events = await road.core.db('ledger_event').where({ subject_id: id }).orderBy('seq');
    expect(events.at(-1)).toMatchObject({ action: 'removeDraft', data: { name: '2026年度示例多余草稿' } });
    const published = await road.plan({ name: '2026年度示例不删计划' });
    const refused = await refusal(removal(published, await version(published)));
    expect([refused.code, refused.message]).toEqual(['CONFLICT', '计划已经发布过，不能删除。不再需要的，请关闭。']);
  });

  it('[GP.85] 计划类型 comes from its dictionary; what a plan has stays to choose', async () => {
    const { id } = await started('2026年度示例类型计划');
    expect((await plans().editor({ id })).planTypes).toEqual(['常规', '专项']);
    const item = { dictionary: 'planType', code: 'PILOT', name: '试点', ordinal: 9 };
    await road.core.db('dictionary_item').insert(item);
    await save(id, { planType: '试点' });
    await road.core
      .db('dictionary_item')
      .where({ dictionary: 'planType', code: 'SPECIAL' })
      .update({ retired_at: new Date() });
    expect((await plans().editor({ id })).planTypes).toEqual(['常规', '试点']);
    await save(id, { planType: '专项' });
    expect((await plans().editor({ id })).planTypes).toEqual(['常规', '试点', '专项']);
  });

  it('[SM-DECL.08] 逐级退回 and 从退回的那一级接着审 do not go together', async () => {
    const policies = { returnMode: 'STEPWISE', resume: 'AT_RETURNING_NODE', quota: 'NOT_APPLIED' } as const;
    const { issues } = await refusal(road.plan({ name: '2026年度示例矛盾计划', policies }));
    expect(issues).toEqual([expect.objectContaining({ path: 'policies.resume' })]);
    expect(issues[0]?.message).toContain('只能与“直接退回个人”一起选');
    expect(issues[0]?.mendAt).toMatch(/\?step=policies$/);
  });

  it('[GP.76] [GP.86] fee and interview are on the plan', async () => {
    const id = await road.plan({ name: '2026年度示例缴费计划', fee: '示例标准', interview: true });
    expect(await road.as(null).plans.get({ id })).toMatchObject({ fee: '示例标准', interview: true });
  });
});

/** What waits to be told is told. */
const told = () => runDueJobs({ url: road.url, tasks: jobTasks(road.core), log: () => undefined });

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

  it('an extension for everybody tells those whose record under the plan is not over', async () => {
    const id = await road.plan({ name: '2026年度示例全体延期计划', template: easy });
    const [declaring, other] = [await road.applicant('示例在报'), await road.person('示例未报')];
    await road.declare(declaring.actor, id);
    await plans().extend({
      id,
      declareUntil: inDays(55),
      repairUntil: null,
      auditUntil: inDays(95),
      reason: '示例全省原因',
    });
    expect(await road.as(declaring.actor).notifications.list({})).not.toContainEqual(
      expect.objectContaining({ kind: 'plan' }),
    );
    await told();
    const [note] = await road.as(declaring.actor).notifications.list({});
    expect(note?.text).toMatch(/^“2026年度示例全体延期计划”延期：申报截止 .+，审核截止 .+。原因：示例全省原因$/);
    expect((await road.as(other).notifications.list({})).filter(({ text }) => text.includes('延期'))).toEqual([]);
  });

  it('a whole unit declares and mends later, its auditors have until the later 审核截止; others do not', async () => {
    const dates = { declareUntil: inDays(30), repairUntil: inDays(35), auditUntil: inDays(40) };
    const iso = Object.fromEntries(Object.entries(dates).map(([name, at]) => [name, at.toISOString()]));
    const id = await road.plan({ name: '2026年度示例单位延期计划', ...iso });
    const unit = await road.unit('示例市延期中学');
    await road.connect(unit.admins[0], road.auditors.district);
    const [granted, other] = [await road.applicant('示例延', unit), await road.applicant('示例不延')];
    const records = [await road.submitted(granted, id), await road.submitted(other, id)] as const;
    const later = { declareUntil: inDays(50), repairUntil: inDays(60), auditUntil: inDays(70) };
    await plans().extend({ id, ...later, reason: '示例灾情', beneficiary: { organisationId: unit.id } });
    await told();
    const [note] = await road.as(granted.actor).notifications.list({});
    expect(note?.text).toContain('示例灾情');

    await road.setNow(inDays(45));
    await road.decideDeclaration(unit.admins[0], records[0], 'return');
    const late = await refusal(road.decideDeclaration(road.school.admins[0], records[1], 'return'));
    expect(late.issues[0]?.message).toMatch(/^本计划的审核已于 \d{4} 年 \d+ 月 \d+ 日 \d\d:\d\d（北京时间）截止/);
    await road.submit(granted.actor, records[0]);
    await road.decideDeclaration(unit.admins[0], records[0], 'return');
    await road.setNow(inDays(61));
    const closed = await refusal(road.submit(granted.actor, records[0]));
    expect(closed.issues[0]?.message).toContain('退回修改已于');
    await road.setNow(null);
  });

  it('[RF.17] an HRSS bureau of another region has nothing to do with it', async () => {
    const id = await road.plan({ name: '2026年度示例外地计划' });
    const regions = await road.core.db('region').whereNull('parent_code').orWhereNotNull('parent_code').orderBy('code');
    const { region_code: home } = await road.core
      .db('organisation')
      .where({ id: road.auditors.convening.organisationId })
      .first('region_code');
    const far = regions.find(
      ({ code, parent_code: parent }) => code !== home && parent !== null && !home?.startsWith(code),
    );
    const foreign = await road.builtin('示例外地人社局', ['hrss'], { regionCode: far?.code });
    // All begin at once, so all are awaited at once: a refusal must not come before somebody waits for it.
    const attempts = [
      road.as(foreign).plans.editor({ id }),
      road.as(foreign).plans.preview({ id }),
      road.as(foreign).plans.extensions({ id }),
      road.as(foreign).plans.publish({ id, expectedVersion: 2 }),
      road.as(foreign).plans.close({ id, expectedVersion: 2, reason: '示例' }),
      road.as(foreign).plans.copy({ id, idempotencyKey: randomUUID() }),
    ];
    const refusals = await Promise.all(attempts.map((attempt) => refusal(attempt)));
    expect(refusals.map(({ code }) => code)).toEqual(attempts.map(() => 'NOT_FOUND'));
    expect((await road.as(foreign).plans.managed({})).total).toBe(0);
    expect((await road.as(road.auditors.hrss).plans.editor({ id })).id).toBe(id);
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

  it('a closed plan refuses what is not handed in yet, audits go on', async () => {
    const id = await road.plan({ name: '2026年度示例中途关闭计划' });
    const [drafting, submitted] = [await road.applicant('示例编'), await road.applicant('示例交')];
    const draft = await road.declare(drafting.actor, id);
    await road.fill(drafting, draft);
    const running = await road.submitted(submitted, id);
    await plans().close({ id, expectedVersion: await version(id), reason: '示例关闭' });
    const refused = await refusal(road.submit(drafting.actor, draft));
    expect(refused.message).toContain('这个评审计划已经关闭');
    await road.decideDeclaration(road.school.admins[0], running, 'pass');
    await road.decideDeclaration(road.auditors.district, running, 'return');
    expect((await refusal(road.submit(submitted.actor, running))).message).toContain('这个评审计划已经关闭');
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
