import {
  allOf,
  anyOf,
  count,
  elapsed,
  from,
  matches,
  months,
  type Criterion,
  type Dossier,
  type Level,
  type LevelCode,
  type Match,
  LEVEL_CODES,
} from '@zhicheng/series-kit';
import { byLevel } from './criteria.ts';
import { educations, experiences, heldTitles } from './personal-sections.ts';

/** The five levels, each with the series' own name for it. */
export const fiveLevels = (...labels: readonly [string, string, string, string, string]): Level[] =>
  LEVEL_CODES.map((code, index) => ({ code, label: labels[index] ?? code }));

/** A criterion that is asked in some situations only; in others it does not exist. */
export const onlyWhen = (when: Match, criterion: Criterion): Criterion => ({
  ...criterion,
  evaluate: (dossier, path) => (matches(when, dossier.situation) ? criterion.evaluate(dossier, path) : undefined),
});

/** Codes of GB/T 4658 (学历) and GB/T 6864 (学位): each step holds those above it too. */
const DEGREES = {
  doctor: { label: '博士', educations: ['11'], degrees: ['2'] },
  master: { label: '硕士及以上', educations: ['11', '14'], degrees: ['2', '3'] },
  bachelor: { label: '本科及以上', educations: ['11', '14', '17', '21', '28'], degrees: ['2', '3', '4'] },
  college: { label: '大专及以上', educations: ['11', '14', '17', '21', '28', '31'], degrees: ['2', '3', '4'] },
  secondary: {
    label: '中专及以上',
    educations: ['11', '14', '17', '21', '28', '31', '41', '44', '47'],
    degrees: ['2', '3', '4'],
  },
} as const;
export type DegreeStep = keyof typeof DEGREES;

/**
 * Day on which the title of the level below was obtained, the first of them: years in a level add up over series.
 * Undefined where none is entered.
 */
export const grantedBelow = (dossier: Dossier): string | undefined => {
  const below = LEVEL_CODES[LEVEL_CODES.indexOf(dossier.situation.level) + 1];
  return (dossier.form(heldTitles).titles ?? [])
    .filter(({ level }) => level.code === below)
    .map((held) => held.grantedOn)
    .sort()[0];
};

/** What was done since then, until the plan's reference date; both days count. */
export const sinceTitle = <P>(at: (pick: P) => string | null) => ({ at, after: grantedBelow });

type Years = Partial<Record<LevelCode, number>>;
/** Years in the level below, and where there is no level below, months of work; `when`: open to some only. */
export type Ladder = Partial<
  Record<DegreeStep, { readonly years?: Years; readonly practice?: Years; readonly when?: Match }>
>;

function branch(
  step: DegreeStep,
  { years, practice, when }: NonNullable<Ladder[DegreeStep]>,
  basis?: string,
): Criterion {
  const { label, educations: codes, degrees } = DEGREES[step];
  const holds = (of: readonly string[], code: string | undefined): boolean => code !== undefined && of.includes(code);
  const level = Object.keys({ ...years, ...practice }) as LevelCode[];
  return onlyWhen(
    { level, ...when },
    allOf(
      `${label}学历（学位）和年限`,
      count(
        `${label}学历或学位`,
        from(educations, { where: ({ row }) => holds(codes, row.education.code) || holds(degrees, row.degree?.code) }),
        1,
      ),
      elapsed(
        '取得下一级职称年限',
        { section: heldTitles.code, field: 'titles' },
        { since: grantedBelow, years: byLevel(`years-${step}`, `${label}：取得下一级职称年限`, years, basis) },
      ),
      months('工作经历', from(experiences), {
        of: ({ row }) => row.period,
        atLeast: byLevel(`practice-${step}`, `${label}：工作月数`, practice, basis),
      }),
    ),
  );
}

/** 学历资历 by degree, one way is enough; exceptional and transfer declarations are not held to it. */
export const qualification = (ladder: Ladder, basis?: string): Criterion =>
  onlyWhen(
    { kind: 'REGULAR' },
    anyOf(
      '学历与资历（其一）',
      ...Object.entries(ladder).map(([step, wanted]) => branch(step as DegreeStep, wanted, basis)),
    ),
  );
