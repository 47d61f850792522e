import { amountOf, type LevelCode, type Threshold, type ThresholdRow } from '@zhicheng/series-kit';

const situation = (level: LevelCode) => ({ level, specialty: '', kind: 'REGULAR' as const });

/** What the series says for a level when nothing else is known of the person. */
export const standardAt = (threshold: Threshold, level: LevelCode): number => amountOf(threshold, situation(level), {});

/** Rows that speak of a level or of everybody; others (by specialty, kind, category) the editor leaves alone. */
const plain = ({ when = {} }: ThresholdRow): boolean => Object.keys(when).every((key) => key === 'level');

/** What the plan says for a level; undefined where it says nothing. */
export const overrideAt = (rows: readonly ThresholdRow[] = [], level: LevelCode): number | undefined =>
  rows.filter(plain).findLast(({ when }) => [when?.level ?? level].flat().includes(level))?.value;

/** The plan's rows with another amount for one level; undefined takes the plan's word back. */
export function withOverride(
  rows: readonly ThresholdRow[] = [],
  levels: readonly LevelCode[],
  level: LevelCode,
  value: number | undefined,
): ThresholdRow[] {
  const amounts = levels.flatMap((one): ThresholdRow[] => {
    const amount = one === level ? value : overrideAt(rows, one);
    return amount === undefined ? [] : [{ when: { level: one }, value: amount }];
  });
  return [...amounts, ...rows.filter((row) => !plain(row))];
}
