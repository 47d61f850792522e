import { describe, expect, it } from 'vitest';
import {
  addYears,
  choice,
  count,
  dateRange,
  defineEntity,
  elapsed,
  from,
  fullYears,
  mergeRanges,
  mix,
  months,
  monthsIn,
  openDossier,
  pickSection,
  threshold,
  yearly,
  type Criterion,
  type Series,
} from './index.ts';
import { plain } from './plain-series.testing.ts';
import { dossierOf, TODAY } from './testing.ts';

const stay = defineEntity({
  code: 'stay',
  label: '示例服务',
  group: '工作业绩',
  fields: { period: dateRange('起止日期'), scale: choice('规模', ['大型', '中型', '小型']) },
  columns: ['period'],
  sample: { period: { from: '2025-01-01', to: '2025-01-31' }, scale: '小型' },
});
const stays = pickSection({ code: 'stays', label: '服务', step: 'achievements', entity: stay });
const series: Series = { ...plain, library: [stay], sections: [stays] };

type Row = { period?: { from: string; to: string | null }; scale?: string };
const judge = (criterion: Criterion, rows: readonly Row[], asOf = TODAY) => {
  const data = dossierOf(series, { picks: { stays: rows } });
  return criterion.evaluate(openDossier(series, { ...data, plan: { ...data.plan, asOf } }));
};
const on = (from: string, to: string | null = from): Row => ({ period: { from, to } });

describe('calendar', () => {
  it.each([
    ['2024-02-29', 1, '2025-02-28'],
    ['2024-02-29', 4, '2028-02-29'],
    ['2024-02-29', -5, '2019-02-28'],
    ['2023-12-31', -1, '2022-12-31'],
  ])('%s plus %d years is %s', (date, years, result) => expect(addYears(date, years)).toBe(result));

  it.each([
    ['2020-02-29', '2025-02-27', 4],
    ['2020-02-29', '2025-02-28', 5],
    ['2020-03-01', '2025-02-28', 4],
    ['2020-03-01', '2025-03-01', 5],
  ])('from %s to %s are %d full years', (a, b, years) => expect(fullYears(a, b)).toBe(years));

  it.each([
    ['2025-01-01', '2025-01-31', 1],
    ['2024-02-01', '2024-02-29', 1],
    ['2023-02-01', '2023-02-28', 1],
    ['2024-12-15', '2025-01-14', 1],
    ['2025-01-01', '2025-01-15', 15 / 30],
  ])('%s to %s, both included, are %d months', (a, b, n) => expect(monthsIn(a, b)).toBeCloseTo(n, 6));

  it('joins periods that overlap or touch, leaves a day between them, and ends at the reference date', () => {
    const merged = (...periods: [string, string | null][]) =>
      mergeRanges(
        periods.map(([a, to]) => ({ from: a, to })),
        '2025-12-31',
      ).map((r) => [r.from, r.to]);
    expect(merged(['2025-02-01', '2025-02-28'], ['2025-01-01', '2025-01-31'])).toEqual([['2025-01-01', '2025-02-28']]);
    expect(merged(['2025-01-01', '2025-06-30'], ['2025-03-01', '2025-04-30'])).toEqual([['2025-01-01', '2025-06-30']]);
    expect(merged(['2025-01-01', '2025-01-30'], ['2025-02-01', '2025-02-28'])).toHaveLength(2);
    expect(merged(['2025-12-01', null], ['2026-01-01', '2026-05-01'])).toEqual([['2025-12-01', '2025-12-31']]);
  });
});

describe('windows count from asOf minus the years up to asOf, both days included', () => {
  const window = (years: number, at: (row: { period: { from: string } }) => string | null | undefined) =>
    count('业绩', from(stays, { within: { at: ({ row }) => at(row), years } }), 1);
  const begun = window(5, ({ period }) => period.from);
  it.each([
    ['2021-10-31', 'met'],
    ['2021-10-30', 'unmet'],
    ['2026-10-31', 'met'],
    ['2026-11-01', 'unmet'],
  ])('%s is %s', (date, state) => expect(judge(begun, [on(date, null)])?.state).toBe(state));
  it('a window that begins on a leap day', () => {
    const at = (date: string) =>
      judge(
        window(4, ({ period }) => period.from),
        [on(date, null)],
        '2024-02-29',
      )?.state;
    expect([at('2020-02-29'), at('2020-02-28')]).toEqual(['met', 'unmet']);
    expect(judge(begun, [on('2019-02-28', null)], '2024-02-29')?.state).toBe('met');
  });
  it('no date does not count and is told, a date not known yet stays open', () => {
    expect(
      judge(
        window(5, () => null),
        [on('2025-01-01')],
      ),
    ).toMatchObject({
      state: 'unmet',
      detail: '需1项，已有0项，还差1项（另有1条不在2021-10-31至2026-10-31之间）',
    });
    expect(
      judge(
        window(5, () => undefined),
        [on('2025-01-01')],
      )?.state,
    ).toBe('open');
  });
});

describe('amounts', () => {
  it('months: days of two stays count once, to the day that suffices', () => {
    const half = months('服务', from(stays), { of: ({ row }) => row.period, atLeast: 6 });
    const overlapping = (to: string) => judge(half, [on('2025-01-01', '2025-04-30'), on('2025-03-01', to)]);
    expect(overlapping('2025-06-30')).toMatchObject({ state: 'met', have: 6 });
    expect(overlapping('2025-06-29')).toMatchObject({ state: 'unmet', have: 5.97 });
    expect(judge(half, [on('2026-05-02', null)])).toMatchObject({ state: 'unmet', have: 5.97 });
    expect(judge(half, [on('2026-05-01', null)])?.detail).toBe('需6个月，已有6个月');
  });
  it('elapsed: the anniversary suffices, the day before does not', () => {
    const since = (date: string) => judge(elapsed('年限', { section: 'stays' }, { since: () => date, years: 5 }), []);
    expect([since('2021-10-31')?.state, since('2021-11-01')?.state]).toEqual(['met', 'unmet']);
    expect(since('2021-11-01')?.detail).toBe('需5年，已有4年，还差1年（自2021-11-01起）');
  });
  it('yearly: the last full years only, a year without a row is zero and named', () => {
    const mean = yearly('年均', from(stays), {
      ...{ year: ({ row }) => Number(row.period.from.slice(0, 4)), of: () => 10 },
      ...{ years: 2, atLeast: 10, unit: '次' },
    });
    expect(judge(mean, [on('2024-05-01'), on('2025-05-01')])?.state).toBe('met');
    expect(judge(mean, [on('2025-05-01'), on('2026-05-01')])?.detail).toBe('需10次，已有5次，还差5次（缺2024年）');
  });
  it.each<[string[], string]>([
    [['中型', '小型', '小型'], 'met'],
    [['中型', '中型', '中型'], 'met'],
    [['中型', '中型', '小型'], 'met'],
    [['大型', '大型', '小型'], 'met'],
    [['中型', '中型'], 'unmet'],
    [['小型', '小型', '小型'], 'unmet'],
  ])('mix: what a higher class has too many fills a lower one, never the other way: %j is %s', (scales, state) => {
    const ways = mix('规模', from(stays), {
      ...{ classes: ['大型', '中型', '小型'], of: ({ row }) => row.scale },
      ways: [{ 中型: 1, 小型: 2 }],
    });
    expect(
      judge(
        ways,
        scales.map((scale) => ({ scale })),
      )?.state,
    ).toBe(state);
  });
  it('a threshold of 0 is not asked; the last row that fits decides', () => {
    const asked = (...rows: { when?: { level: 'INTERMEDIATE' | 'FULL_SENIOR' }; value: number }[]) =>
      judge(count('业绩', from(stays), threshold('n', '项数', 0, rows, '示例文件')), [])?.need;
    expect(asked()).toBeUndefined();
    expect(asked({ when: { level: 'INTERMEDIATE' }, value: 2 }, { when: { level: 'FULL_SENIOR' }, value: 9 })).toBe(2);
    expect(asked({ when: { level: 'INTERMEDIATE' }, value: 2 }, { value: 3 })).toBe(3);
  });
});
