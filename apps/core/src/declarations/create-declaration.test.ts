import { randomUUID } from 'node:crypto';
import { specimen } from '@zhicheng/plugin-specimen';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { refusal } from '../organisations/test-world.ts';
import { roadForTest, type Road } from './test-world.ts';

let road: Road;
let planId: string;
let specimenPlan: string;
let count = 0;

beforeAll(async () => {
  road = await roadForTest();
  planId = await road.plan({ kinds: ['REGULAR', 'EXCEPTIONAL'] });
  const series = (await road.as(null).catalog.series()).find(({ name }) => name === '样本系列');
  specimenPlan = await road.plan({
    ...{ year: 2030, name: '2030年度示例样本系列评审', seriesCode: series?.code ?? '' },
    template: { adjust: {}, add: [], thresholds: {}, unitSlots: {} },
  });
});
afterAll(() => road.drop());

async function newcomer(): Promise<Actor> {
  count += 1;
  const actor = await road.person(`示例${count}`);
  await road.bind(actor, road.school);
  return actor;
}
const records = (actor: Actor) => road.core.db('declaration').where({ account_id: actor.accountId }).orderBy('id');

describe('马上申报 creates the record', () => {
  it('[SM-DECL.01] [AH-18.04] in 编辑中, at the bound unit, with the plan’s version pinned', async () => {
    const actor = await newcomer();
    const id = await road.declare(actor, planId);
    const [row] = await records(actor);
    expect(row).toMatchObject({
      ...{ id, state: 'draft', round: 0, plan_version: 1, plan_year: 2026, organisation_id: road.school.id },
      submitted_at: null,
    });
    expect(row.record_no).toMatch(/^ZC2026-[2-9A-HJ-NP-Z]{8}$/);
    const { card } = await road.as(actor).declarations.fill({ id });
    expect(card).toMatchObject({ stateLabel: '编辑中', editable: true, kindLabel: '常规申报' });
  });

  it('[AH-18.04] the ledger keeps that the promise was made', async () => {
    const actor = await newcomer();
    const id = await road.declare(actor, planId);
    const [event] = await road.core.db('ledger_event').where({ subject_id: id });
    expect(event).toMatchObject({ action: 'create', account_id: actor.accountId, data: { promised: true } });
  });

  it('the photo of the personal centre comes along', async () => {
    const actor = await newcomer();
    const photo = await road.photo(actor);
    await road.as(actor).identity.setPhoto({ fileId: photo.id });
    const id = await road.declare(actor, planId);
    const { data } = await road.as(actor).declarations.fill({ id });
    expect(data.applicant.photo).toEqual({ id: photo.id, name: photo.name, bytes: photo.bytes });
  });
});

describe('exactly once', () => {
  it('the same key gives the same record, also when both clicks arrive at once', async () => {
    const actor = await newcomer();
    const idempotencyKey = randomUUID();
    const ids = await Promise.all([1, 2, 3].map(() => road.declare(actor, planId, { idempotencyKey })));
    ids.push(await road.declare(actor, planId, { idempotencyKey }));
    expect(new Set(ids).size).toBe(1);
    expect(await records(actor)).toHaveLength(1);
  });

  it('[AH-16.08] two windows at once make one record; the other is told where it is', async () => {
    const actor = await newcomer();
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => road.declare(actor, planId)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') continue;
      const error = await refusal(Promise.reject(outcome.reason));
      expect(error).toMatchObject({ code: 'REFUSED', message: '* 用户已申报此计划, 请从申报记录中进入' });
    }
    expect(await records(actor)).toHaveLength(1);
  });

  it('a key that served for another action is a CONFLICT', async () => {
    const actor = await road.person('示例百');
    const idempotencyKey = randomUUID();
    const { organisationId } = { organisationId: road.school.id };
    await road.as(actor).organisations.requestBinding({ organisationId, idempotencyKey });
    expect((await refusal(road.declare(actor, planId, { idempotencyKey }))).code).toBe('CONFLICT');
  });
});

describe('the selection', () => {
  const issuesOf = async (actor: Actor, more: object, plan = planId) => {
    const error = await refusal(road.declare(actor, plan, more));
    expect(error.code).toBe('INVALID');
    return error.issues.map(({ path, message }) => [path, message]);
  };

  it('[AH-18.03] [MS.05] the promise must be ticked', async () => {
    expect(await issuesOf(await newcomer(), { promised: false })).toEqual([['promised', '请勾选我承诺复选框']]);
  });

  it('[AH-17.08] and that everything is right', async () => {
    expect(await issuesOf(await newcomer(), { confirmed: false })).toEqual([['confirmed', '请勾选确认无误']]);
  });

  it('[AH-17.04] [AH-17.05] [AH-25.05] [GP.71] only what the plan offers, all that is wrong at once', async () => {
    const actor = await newcomer();
    const wrong = { kind: 'TRANSFER', specialtyId: randomUUID(), titleId: randomUUID(), promised: false };
    expect(await issuesOf(actor, wrong)).toEqual([
      ['kind', '请选择申报形式'],
      ['specialtyId', '请选择申报专业'],
      ['titleId', '请选择申报职称'],
      ['promised', '请勾选我承诺复选框'],
    ]);
    expect(await records(actor)).toEqual([]);
  });

  it('[AH-17.02] [AH-25.03] another form than the regular one, as the plan allows', async () => {
    const actor = await newcomer();
    const id = await road.declare(actor, planId, { kind: 'EXCEPTIONAL' });
    const { data, card } = await road.as(actor).declarations.fill({ id });
    expect([data.situation.kind, card.kindLabel]).toEqual(['EXCEPTIONAL', '破格申报']);
  });

  it('[AH-17.06] [AH-15.11] the unit category where the series has them', async () => {
    const actor = await newcomer();
    expect(await issuesOf(actor, {}, specimenPlan)).toEqual([['institutionCategory', '请选择单位类别']]);
    const unknown = { institutionCategory: '没有这一类' };
    expect(await issuesOf(actor, unknown, specimenPlan)).toEqual([['institutionCategory', '请选择单位类别']]);
    const id = await road.declare(actor, specimenPlan, { institutionCategory: '县级医疗机构' });
    const { data } = await road.as(actor).declarations.fill({ id });
    expect(data.situation.institutionCategory).toBe('县级医疗机构');
  });

  it('[AH-15.11] [AH-19.06] it may be changed while the declaration is worked on, among those of the series', async () => {
    const actor = await newcomer();
    const [before = '', after = ''] = specimen.institutionCategories ?? [];
    const id = await road.declare(actor, specimenPlan, { institutionCategory: before });
    const api = road.as(actor).declarations;
    const change = async (more: { institutionCategory?: string }) => {
      const { specialtyId, titleId, card } = await api.fill({ id });
      return api.changeSpecialty({ id, specialtyId, titleId, expectedVersion: card.version, ...more });
    };
    const category = async () => (await api.fill({ id })).data.situation.institutionCategory;
    await change({ institutionCategory: after });
    expect([before === after, await category()]).toEqual([false, after]);
    const error = await refusal(change({ institutionCategory: '没有这一类' }));
    expect([error.code, error.issues.map(({ path }) => path)]).toEqual(['INVALID', ['institutionCategory']]);
    await change({});
    expect(await category()).toBe(after);
  });

  it('[AH-17.06] a category that nobody asked for is not kept', async () => {
    const actor = await newcomer();
    const id = await road.declare(actor, planId, { institutionCategory: '县级医疗机构' });
    const { data } = await road.as(actor).declarations.fill({ id });
    expect(data.situation.institutionCategory).toBeUndefined();
  });
});
