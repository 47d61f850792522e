import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inDays, roadForTest, type Road } from '../declarations/test-world.ts';

let road: Road;

/** name, year, level label, type, from, until (days from today). */
const PLANS = [
  ['2026年度示例市高级职称评审', 2026, '高级', '常规', -10, 30],
  ['2026年度示例市中级职称评审', 2026, '中级', '常规', -10, 20],
  ['2026年度示例市专项评审', 2026, '高级', '专项', 10, 40],
  ['2025年度示例市高级职称评审', 2025, '高级', '常规', -400, -300],
] as const;

beforeAll(async () => {
  road = await roadForTest();
  for (const [name, year, levelLabel, planType, from, until] of PLANS)
    await road.plan({
      ...{ name, year, levelLabel, planType, declareFrom: inDays(from).toISOString() },
      ...{ declareUntil: inDays(until).toISOString(), auditUntil: inDays(until + 60).toISOString() },
    });
});
afterAll(() => road.drop());

const api = () => road.as(null).plans;
const names = async (filter: object) => (await api().list(filter)).rows.map(({ name }) => name);
const [senior, intermediate, special, past] = PLANS.map(([name]) => name);

describe('评审计划', () => {
  it('[AH-15.14] newest year first, what closes last first', async () => {
    expect(await names({})).toEqual([special, senior, intermediate, past]);
    expect(await api().list({})).toMatchObject({ total: 4 });
  });

  it('[AH-15.13] by words of the name: two characters, one, several, none that match', async () => {
    expect(await names({ keyword: '中级' })).toEqual([intermediate]);
    expect(await names({ keyword: '专' })).toEqual([special]);
    expect(await names({ keyword: '高级 评审' })).toEqual([senior, past]);
    expect(await names({ keyword: ' 2025年 ' })).toEqual([past]);
    expect(await names({ keyword: '会计' })).toEqual([]);
    expect(await names({ keyword: '' })).toHaveLength(4);
  });

  it('[AH-15.13] characters that mean something to a pattern mean nothing here', async () => {
    for (const keyword of ['%', '_', "'", '\\', '{}']) expect(await names({ keyword })).toEqual([]);
  });

  it('[AH-15.13] by year, level and type, and by all of them', async () => {
    expect(await names({ year: 2025 })).toEqual([past]);
    expect(await names({ levelLabel: '高级' })).toEqual([special, senior, past]);
    expect(await names({ planType: '专项' })).toEqual([special]);
    expect(await names({ year: 2026, levelLabel: '高级', planType: '常规', keyword: '示例' })).toEqual([senior]);
    expect((await api().list({ year: 2026, levelLabel: '中级' })).total).toBe(1);
  });

  it('offers the years, levels and types that there are', async () => {
    const facets = await api().facets();
    expect(facets.years).toEqual([2026, 2025]);
    expect([...facets.levelLabels].sort()).toEqual(['中级', '高级']);
    expect([...facets.planTypes].sort()).toEqual(['专项', '常规']);
  });

  it('[AH-16.11] says by the database’s clock what is open', async () => {
    const phases = async () => Object.fromEntries((await api().list({})).rows.map(({ name, phase }) => [name, phase]));
    expect(await phases()).toEqual({
      [senior ?? '']: 'open',
      [intermediate ?? '']: 'open',
      [special ?? '']: 'upcoming',
      [past ?? '']: 'closed',
    });
    await road.setNow(inDays(25));
    expect((await phases())[intermediate ?? '']).toBe('closed');
    expect((await phases())[special ?? '']).toBe('open');
    await road.setNow(null);
  });

  it('what closes next stands on the login page, and only what is open', async () => {
    expect((await api().closingSoon()).map(({ name }) => name)).toEqual([intermediate, senior]);
  });

  it('one query per page, however many rows', async () => {
    let queries = 0;
    const listen = () => void (queries += 1);
    road.core.db.on('query', listen);
    await api().list({ size: 100 });
    road.core.db.off('query', listen);
    expect(queries).toBe(1);
  });
});

describe('a plan', () => {
  it('[AH-16.02] [AH-16.03] [AH-16.04] everything an applicant reads', async () => {
    const { rows } = await api().list({ keyword: '中级' });
    const plan = await api().get({ id: rows[0]?.id ?? '' });
    expect(plan).toMatchObject({
      ...{ name: intermediate, year: 2026, levelLabel: '中级', planType: '常规', phase: 'open' },
      ...{ publisher: '示例省人力资源和社会保障厅', office: '示例市职改办', seriesName: '中小学教师' },
      contact: { person: '示例联系人', phone: '0000-0000 0021', address: '示例路 2 号' },
      kinds: ['REGULAR', 'EXCEPTIONAL', 'TRANSFER'],
      institutionCategories: [],
    });
    expect(plan.publishedAt).toBeInstanceOf(Date);
    expect(plan.specialties.map(({ name }) => name)).toContain('中学语文');
    expect(plan.titles.map(({ name, level }) => [name, level])).toEqual(
      expect.arrayContaining([['高级教师', 'ASSOCIATE_SENIOR']]),
    );
  });
});
