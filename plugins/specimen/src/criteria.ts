import {
  allOf,
  anyOf,
  clause,
  count,
  either,
  elapsed,
  from,
  kOf,
  mix,
  months,
  rule,
  sum,
  threshold,
  yearly,
} from '@zhicheng/series-kit';
import { profile, records, services, works } from './sections.ts';

const BASIS = '未核实';
const recordCount = threshold(
  'records',
  '记录份数',
  1,
  [
    { when: { level: ['ASSOCIATE_SENIOR', 'FULL_SENIOR'] }, value: 2 },
    { when: { institutionCategory: '县级医疗机构' }, value: 1 },
  ],
  BASIS,
);
const number = (code: string, label: string, value: number) => threshold(code, label, value, [], BASIS);
const recent = from(records, {
  where: ({ extra }) => (extra.scale === undefined ? undefined : true),
  within: { at: ({ row }) => row.period.from, years: number('window', '统计年限', 5) },
});

/** Every measure and combinator of the kit once. */
export const criteria = [
  clause('第一条', count('记录', recent, recordCount, '份')),
  allOf(
    '服务',
    months('累计服务', from(services), { of: ({ row }) => row.period, atLeast: number('months', '服务月数', 6) }),
    sum('服务周数', from(services), {
      of: ({ row }) => row.weeks,
      atLeast: number('weeks', '服务周数', 20),
      unit: '周',
    }),
    yearly('年均周数', from(services), {
      year: ({ row }) => Number(row.period.from.slice(0, 4)),
      of: ({ row }) => row.weeks,
      years: number('mean-years', '平均年数', 1),
      atLeast: number('mean-weeks', '年均周数', 30),
      unit: '周',
    }),
  ),
  kOf(
    2,
    '学术能力（三选二）',
    mix('规模', from(records), {
      classes: ['大型', '中型', '小型'],
      of: ({ extra }) => extra.scale,
      ways: [{ 大型: 1 }, { 中型: 2 }, { 中型: 1, 小型: 2 }],
    }),
    anyOf(
      '成果（其一）',
      count('成果', from(works), number('works', '成果项数', 1), '项'),
      count('记录与成果', either(from(works), from(records)), 3),
    ),
    rule('第一作者', { section: 'records', entity: 'specimen-record' }, (dossier) =>
      dossier.picks(records).some(({ row }) => row.first)
        ? { state: 'met', detail: '有第一作者记录' }
        : { state: 'unmet', detail: '没有第一作者记录' },
    ),
  ),
  elapsed(
    '任现职年限',
    { section: 'profile', field: 'titles' },
    {
      since: (dossier) =>
        dossier
          .form(profile)
          .titles?.map((held) => held.grantedOn)
          .sort()
          .at(-1),
      years: threshold(
        'tenure',
        '任现职年限',
        0,
        [{ when: { level: 'FULL_SENIOR', kind: 'REGULAR' }, value: 5 }],
        BASIS,
      ),
    },
  ),
];
