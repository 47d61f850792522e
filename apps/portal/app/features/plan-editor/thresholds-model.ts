import {
  amountOf,
  KIND_LABELS,
  type LevelCode,
  type Match,
  type Situation,
  type Threshold,
  type ThresholdRow,
} from '@zhicheng/series-kit';

/** For whom a number is meant, the level apart: {} is everybody. */
export type Case = Omit<Match, 'level'>;
export const EVERYBODY: Case = {};

export const caseOf = ({ when = {} }: ThresholdRow): Case => {
  const { level: _level, ...others } = when;
  return others;
};

/** The same for equal cases, in whatever order and form their keys were written. */
export const caseKey = (one: Case): string =>
  JSON.stringify(
    Object.entries(one)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, [value].flat()])
      .sort(),
  );
const isCase = (one: Case) => (row: ThresholdRow) => caseKey(caseOf(row)) === caseKey(one);

/** Everybody first, then the cases that the series or the plan tells apart, each once; a later one beats an earlier. */
export function casesOf({ rows }: Threshold, plan: readonly ThresholdRow[] = [], more: readonly Case[] = []): Case[] {
  const all = [EVERYBODY, ...[...rows, ...plan].map(caseOf), ...more];
  return [...new Map(all.map((one) => [caseKey(one), one])).values()];
}

const someone = (level: LevelCode, { specialty, kind, institutionCategory }: Case): Situation => ({
  level,
  specialty: [specialty].flat()[0] ?? '',
  kind: [kind].flat()[0] ?? 'REGULAR',
  institutionCategory: [institutionCategory].flat()[0],
});

const atLevel =
  (level: LevelCode) =>
  ({ when = {} }: ThresholdRow): boolean =>
    [when.level ?? level].flat().includes(level);

/** What the plan says for a level and a case; undefined where it says nothing. */
export const overrideAt = (
  rows: readonly ThresholdRow[] = [],
  level: LevelCode,
  one: Case = EVERYBODY,
): number | undefined => rows.filter(isCase(one)).findLast(atLevel(level))?.value;

/**
 * What holds for a level and a case as long as the plan says nothing for just these two: the series' number, or what the
 * plan says for more people, which beats whatever the series tells apart.
 */
export function otherwiseAt(
  threshold: Threshold,
  rows: readonly ThresholdRow[] = [],
  level: LevelCode,
  one: Case = EVERYBODY,
): number {
  const others = rows.filter((row) => !(isCase(one)(row) && atLevel(level)(row)));
  return amountOf(threshold, someone(level, one), { [threshold.code]: others });
}

/** The plan's rows with another amount for one level and case; undefined takes the plan's word back. */
export function withOverride(
  threshold: Threshold,
  rows: readonly ThresholdRow[] = [],
  levels: readonly LevelCode[],
  { level, one = EVERYBODY, value }: { level: LevelCode; one?: Case; value: number | undefined },
): ThresholdRow[] {
  // In the order of the cases, so that what is said of fewer people comes after what is said of all.
  return casesOf(threshold, rows, [one]).flatMap((each) =>
    levels.flatMap((at): ThresholdRow[] => {
      const own = caseKey(each) === caseKey(one) && at === level;
      const amount = own ? value : overrideAt(rows, at, each);
      return amount === undefined ? [] : [{ when: { level: at, ...each }, value: amount }];
    }),
  );
}

const MOST_NAMES = 3;
const listed = (value: string | readonly (string | undefined)[], noun: string): string => {
  const names = [value].flat().filter(Boolean);
  const first = names.slice(0, MOST_NAMES).join('、');
  return names.length > MOST_NAMES ? `${first}等${names.length}个${noun}` : first;
};

/** A case in words: 消化内科，县级医疗机构. */
export function caseText({ specialty, institutionCategory, kind }: Case): string {
  const kinds = [kind ?? []].flat().map((code) => KIND_LABELS[code]);
  return [
    specialty === undefined ? '' : listed(specialty, '专业'),
    institutionCategory === undefined ? '' : listed(institutionCategory, '单位类别'),
    kinds.join('、'),
  ]
    .filter(Boolean)
    .join('，');
}
