import { passedAssessments, photo, tenure } from '@zhicheng/plugin-common';
import { anyOf, clause, count, from, months, threshold, type LevelCode } from '@zhicheng/series-kit';
import { classes, honours, papers, rural } from './sections.ts';

// None of these numbers has been checked against the province's text: a plan overrides them.
const BASIS = '未核实';
const SENIOR: LevelCode[] = ['ASSOCIATE_SENIOR', 'FULL_SENIOR'];
const FULL = { level: 'FULL_SENIOR' } as const;

const ruralMonths = threshold('rural-months', '乡村任教或支教月数', 0, [{ when: { level: SENIOR }, value: 12 }], BASIS);
const classMonths = threshold(
  'class-teacher-months',
  '班主任工作月数',
  0,
  [
    { when: { level: 'INTERMEDIATE' }, value: 24 },
    { when: { level: SENIOR }, value: 36 },
  ],
  BASIS,
);
const paperCount = threshold(
  'papers',
  '论文篇数',
  0,
  [
    { when: { level: 'ASSOCIATE_SENIOR' }, value: 1 },
    { when: FULL, value: 2 },
  ],
  BASIS,
);
const honourCount = threshold(
  'city-honours',
  '市级及以上荣誉项数',
  0,
  [
    { when: { level: 'ASSOCIATE_SENIOR' }, value: 1 },
    { when: FULL, value: 2 },
  ],
  BASIS,
);

const HIGH = ['国家级', '省级', '市级'];

export const criteria = [
  photo,
  clause('学历资历条件', tenure({ INTERMEDIATE: 4, ASSOCIATE_SENIOR: 5, FULL_SENIOR: 5 })),
  passedAssessments,
  clause(
    '乡村任教或支教条件',
    months('乡村任教或支教时间', from(rural), { of: ({ row }) => row.period, atLeast: ruralMonths }),
  ),
  clause('能力条件', months('班主任工作时间', from(classes), { of: ({ row }) => row.period, atLeast: classMonths })),
  clause(
    '业绩与教研科研条件',
    anyOf(
      '论文或荣誉（其一）',
      // 未正式发表请填写无
      count('正式发表的论文', from(papers, { where: ({ row }) => row.journal !== '无' }), paperCount, '篇'),
      count('市级及以上荣誉', from(honours, { where: ({ row }) => HIGH.includes(row.level) }), honourCount),
    ),
  ),
];
