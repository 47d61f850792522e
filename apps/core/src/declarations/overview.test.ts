import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../organisations/test-world.ts';
import { inDays, roadForTest, type Applicant, type Road } from './test-world.ts';

let road: Road;
let applicant: Applicant;
const auditUntil = inDays(60);

beforeAll(async () => {
  road = await roadForTest();
  applicant = await road.applicant('示例一');
});
afterAll(() => road.drop());

const overview = () => road.as(applicant.actor).declarations.overview();

describe('职称申报 of a person', () => {
  it('[AH-15.02] nothing yet', async () => {
    expect(await overview()).toEqual({ current: [], history: [] });
  });

  it('[AH-15.03] [AH-15.04] the card of a draft', async () => {
    const planId = await road.plan({ auditUntil: auditUntil.toISOString() });
    const id = await road.declare(applicant.actor, planId);
    const { current, history } = await overview();
    expect(history).toEqual([]);
    expect(current).toHaveLength(1);
    expect(current[0]).toMatchObject({
      ...{ id, planId, year: 2026, committee: '示例市中小学教师系列高评委', interview: false, title: '高级教师' },
      ...{ levelLabel: '副高级', kindLabel: '常规申报', stateLabel: '编辑中', editable: true, submittedAt: null },
      returned: null,
    });
    expect(current[0]?.tracker).toHaveLength(6);
    expect(current[0]?.workUntil).toEqual(current[0]?.declareUntil);
  });

  it('there is no receipt before the first submission', async () => {
    const id = (await overview()).current[0]?.id ?? '';
    expect((await refusal(road.as(applicant.actor).declarations.receipt({ id }))).code).toBe('NOT_FOUND');
  });

  it('[GP.89] a returned card says until when: 审核截止 where the plan sets no other date', async () => {
    const id = (await overview()).current[0]?.id ?? '';
    await road.fill(applicant, id);
    await road.submit(applicant.actor, id);
    await road.decideDeclaration(road.auditors.school, id, 'return');
    const [card] = (await overview()).current;
    expect(card).toMatchObject({ stateLabel: '退回', editable: true });
    expect(card?.workUntil).toEqual(auditUntil);
  });

  it('[AH-15.01] [AH-15.12] what is over moves to the history once the audits have ended', async () => {
    const id = (await overview()).current[0]?.id ?? '';
    await road.submit(applicant.actor, id);
    await road.walk(id);
    expect((await overview()).current[0]).toMatchObject({ id, stateLabel: '审核通过' });
    await road.setNow(new Date(auditUntil.getTime() + 1000));
    const { current, history } = await overview();
    expect(current).toEqual([]);
    expect(history).toMatchObject([{ id, year: 2026, stateLabel: '审核通过', kindLabel: '常规申报' }]);
    expect((await road.as(applicant.actor).declarations.detail({ id })).card.id).toBe(id);
    await road.setNow(null);
  });

  it('[AH-39.01] nobody else’s record shows, under no door', async () => {
    const id = (await overview()).current[0]?.id ?? '';
    const api = road.as(await road.person('示例二')).declarations;
    expect(await api.overview()).toEqual({ current: [], history: [] });
    for (const attempt of [
      () => api.detail({ id }),
      () => api.fill({ id }),
      () => api.receipt({ id }),
      () => api.reviewForm({ id }),
      () => api.candidates({ id, section: 'experiences' }),
    ])
      expect((await refusal(attempt())).code).toBe('NOT_FOUND');
  });
});
