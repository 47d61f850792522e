import {
  count,
  elapsed,
  from,
  rule,
  threshold,
  type Dossier,
  type LevelCode,
  type Threshold,
} from '@zhicheng/series-kit';
import { assessments, heldTitles } from './personal-sections.ts';

export const UNVERIFIED = '未核实';

/** A number by level; nothing is asked of levels that are not named. */
export const byLevel = (
  code: string,
  label: string,
  wanted: Partial<Record<LevelCode, number>> = {},
  basis = UNVERIFIED,
): Threshold =>
  threshold(
    code,
    label,
    0,
    Object.entries(wanted).map(([level, value]) => ({ when: { level: level as LevelCode }, value })),
    basis,
  );

/** 未正式发表请填写无 (AH-13.06). */
export const isPublished = ({ row }: { readonly row: { readonly journal: string } }): boolean => row.journal !== '无';

/** Every declaration carries a photo: the review form and the certificate print it (AH-19.19, AH-28). */
export const photo = rule('电子照片', { section: 'profile', field: 'photo' }, ({ applicant, preview }) =>
  preview
    ? undefined
    : applicant.photo
      ? { state: 'met', detail: '已上传' }
      : { state: 'open', detail: '请上传电子照片' },
);

/** Day on which the latest of the present titles was obtained. */
export const grantedOn = (dossier: Dossier): string | undefined =>
  (dossier.form(heldTitles).titles ?? [])
    .map((held) => held.grantedOn)
    .sort()
    .at(-1);

/** 任现职年限 by level; exceptional and transfer declarations are not held to it. */
export const tenure = (years: Partial<Record<LevelCode, number>>) =>
  elapsed(
    '任现职年限',
    { section: heldTitles.code, field: 'titles' },
    {
      since: grantedOn,
      years: threshold(
        'tenure-years',
        '任现职年限',
        0,
        [
          ...Object.entries(years).map(([level, value]) => ({ when: { level: level as LevelCode }, value })),
          { when: { kind: ['EXCEPTIONAL', 'TRANSFER'] as const }, value: 0 },
        ],
        UNVERIFIED,
      ),
    },
  );

const PASSED = ['EXCELLENT', 'QUALIFIED'];

/** What the real grade says where 合格/不合格 has not been asked yet: a grade between the two says nothing. */
const passes = (code: string): boolean | undefined =>
  PASSED.includes(code) ? true : code === 'UNQUALIFIED' ? false : undefined;

/** Annual assessments passed in the years before the plan's reference date. */
export const passedAssessments = count(
  '近年年度考核合格',
  from(assessments, {
    where: ({ row, extra }, { preview }) => {
      if (extra.result !== undefined) return extra.result === '合格';
      return preview ? passes(row.grade.code) : undefined;
    },
    within: {
      at: ({ row }) => `${row.year}-12-31`,
      years: threshold('assessment-years', '年度考核统计年数', 5, [], UNVERIFIED),
    },
  }),
  threshold('passed-assessments', '年度考核合格次数', 1, [], UNVERIFIED),
  '次',
);
