import type { Situation } from './series.ts';

export type Match = { readonly [K in keyof Situation]?: Situation[K] | readonly Situation[K][] };
export type ThresholdRow = { readonly when?: Match; readonly value: number };

/** A number of the criteria: keyed by situation in the series, overridden by the plan, shown in the admin table. */
export interface Threshold {
  readonly code: string;
  readonly label: string;
  /** Where the number comes from; 'unverified' is printed as a hint to the convening unit. */
  readonly basis?: string;
  readonly rows: readonly ThresholdRow[];
}

export type Amount = number | Threshold;

export const threshold = (
  code: string,
  label: string,
  value: number,
  rows: readonly ThresholdRow[] = [],
  basis?: string,
): Threshold => ({
  code,
  label,
  basis,
  rows: [{ value }, ...rows],
});

export function matches(when: Match | undefined, situation: Situation): boolean {
  for (const key in when) {
    const [wanted, value] = [when[key as keyof Situation], situation[key as keyof Situation]];
    if (Array.isArray(wanted) ? !wanted.includes(value) : wanted !== value) return false;
  }
  return true;
}

/**
 * The last matching row wins, and a plan's rows come after the series' own: an override without `when` therefore beats
 * the series' keyed rows too. Show administrators the resulting table, not the override. 0 switches a criterion off.
 */
export function amountOf(
  amount: Amount,
  situation: Situation,
  overrides: Readonly<Record<string, readonly ThresholdRow[]>>,
): number {
  if (typeof amount === 'number') return amount;
  const fits = ({ when }: ThresholdRow): boolean => matches(when, situation);
  return (overrides[amount.code]?.findLast(fits) ?? amount.rows.findLast(fits))?.value ?? 0;
}
