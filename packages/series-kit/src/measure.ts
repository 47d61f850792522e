import { fullYears, mergeRanges, monthsIn, type DateRange } from './calendar.ts';
import type { Criterion, Mend, State, Verdict } from './criterion.ts';
import type { Dossier } from './dossier.ts';
import { numbersIn, type Source } from './source.ts';
import type { Amount, Threshold } from './threshold.ts';

type Measured = { readonly have: number; readonly possible: number; readonly note: string };
type Leaf = {
  label: string;
  unit: string;
  atLeast: Amount;
  mend: readonly Mend[];
  thresholds: readonly Threshold[];
  measure(dossier: Dossier): Measured;
};

const tidy = (n: number): number => Math.round(n * 100) / 100;

function leaf({ label, unit, atLeast, mend, thresholds, measure }: Leaf): Criterion {
  return {
    label,
    thresholds: [...numbersIn(atLeast), ...thresholds],
    evaluate(dossier, path = label): Verdict | undefined {
      const need = dossier.amount(atLeast);
      if (need <= 0) return undefined;
      const { have, possible, note } = measure(dossier);
      const state: State = have >= need ? 'met' : possible >= need ? 'open' : 'unmet';
      const gap =
        state === 'met' ? '' : state === 'open' ? '，信息补全后方可认定' : `，还差${tidy(need - have)}${unit}`;
      const detail = `需${need}${unit}，已有${tidy(have)}${unit}${gap}${note}`;
      return { path, state, label, detail, have: tidy(have), need, mend, parts: [] };
    },
  };
}

const total = <R>(rows: readonly R[], of: (row: R) => number): number => rows.reduce((sum, row) => sum + of(row), 0);

export function sum<R>(
  label: string,
  source: Source<R>,
  { of, atLeast, unit }: { of(row: R): number; atLeast: Amount; unit: string },
): Criterion {
  return leaf({
    label,
    unit,
    atLeast,
    mend: source.mend,
    thresholds: source.thresholds,
    measure(dossier) {
      const { sure, maybe, note } = source.find(dossier);
      return { have: total(sure, of), possible: total([...sure, ...maybe], of), note };
    },
  });
}

export const count = <R>(label: string, source: Source<R>, atLeast: Amount, unit = '项'): Criterion =>
  sum(label, source, { of: () => 1, atLeast, unit });

/** Mean over the last full calendar years; a year without a row counts as zero and is named. */
export function yearly<R>(
  label: string,
  source: Source<R>,
  rule: { year(row: R): number; of(row: R): number; years: Amount; atLeast: Amount; unit: string },
): Criterion {
  return leaf({
    label,
    unit: rule.unit,
    atLeast: rule.atLeast,
    mend: source.mend,
    thresholds: [...source.thresholds, ...numbersIn(rule.years)],
    measure(dossier) {
      const years = Math.max(1, dossier.amount(rule.years));
      const last = Number(dossier.plan.asOf.slice(0, 4)) - 1;
      const span = Array.from({ length: years }, (_, i) => last - years + 1 + i);
      const { sure, maybe } = source.find(dossier);
      const within = (rows: readonly R[]) => rows.filter((row) => span.includes(rule.year(row)));
      const mean = (rows: readonly R[]) => total(within(rows), rule.of) / years;
      const missing = span.filter((year) => !sure.some((row) => rule.year(row) === year));
      return {
        have: mean(sure),
        possible: mean([...sure, ...maybe]),
        note: missing.length > 0 ? `（缺${missing.join('、')}年）` : '',
      };
    },
  });
}

/** Cumulative months; overlapping periods count once. A leftover day is a thirtieth of a month. */
export function months<R>(
  label: string,
  source: Source<R>,
  { of, atLeast }: { of(row: R): DateRange; atLeast: Amount },
): Criterion {
  return leaf({
    label,
    unit: '个月',
    atLeast,
    mend: source.mend,
    thresholds: source.thresholds,
    measure(dossier) {
      const { sure, maybe, note } = source.find(dossier);
      const merged = (rows: readonly R[]) =>
        total(mergeRanges(rows.map(of), dossier.plan.asOf), ({ from: start, to }) => monthsIn(start, to));
      return { have: merged(sure), possible: merged([...sure, ...maybe]), note };
    },
  });
}

/** Full years between a date of the dossier (取得现资格) and the plan's reference date. */
export const elapsed = (
  label: string,
  mend: Mend,
  { since, years }: { since(dossier: Dossier): string | undefined; years: Amount },
): Criterion =>
  leaf({
    label,
    unit: '年',
    atLeast: years,
    mend: [mend],
    thresholds: [],
    measure(dossier) {
      const start = since(dossier);
      return start === undefined
        ? // A preview has no forms: a date that is asked there is unknown, not missing.
          { have: 0, possible: dossier.preview ? Infinity : 0, note: '（未填写起算日期）' }
        : { have: Math.max(0, fullYears(start, dossier.plan.asOf)), possible: 0, note: `（自${start}起）` };
    },
  });
