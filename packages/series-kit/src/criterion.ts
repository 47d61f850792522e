import type { Dossier } from './dossier.ts';
import type { Threshold } from './threshold.ts';

/** `open`: cannot be judged yet – an answer is missing, or this is a preview. It never counts as met. */
export type State = 'met' | 'unmet' | 'open';

/** Where to mend it; the portal turns it into a link to the section, or to the library in a preview. */
export type Mend = {
  readonly section?: string;
  readonly entity?: string;
  readonly field?: string;
  readonly entry?: string;
};

export interface Verdict {
  /**
   * Names this verdict for keys, tests and statistics; the same for the same rule in every dossier:
   * `sections/trainings/extra/result/<entry>`, `criteria/乡村任教或支教`. A criterion's segment is its label, which is
   * unique among its siblings.
   */
  readonly path: string;
  readonly state: State;
  /** What is asked. */
  readonly label: string;
  /** What there is and what is missing. */
  readonly detail: string;
  readonly have?: number;
  readonly need?: number;
  readonly clause?: string;
  /** Several where several places would do. */
  readonly mend: readonly Mend[];
  /** Set on a choice: this many of `parts` suffice. */
  readonly choose?: number;
  readonly parts: readonly Verdict[];
}

/** A rule as a value. `evaluate` answers undefined if it does not apply in this situation. */
export interface Criterion {
  readonly label: string;
  readonly thresholds: readonly Threshold[];
  /** `path` is the verdict's own; without it the label stands alone. */
  evaluate(dossier: Dossier, path?: string): Verdict | undefined;
}

const group = (
  label: string,
  criteria: readonly Criterion[],
  judge: (path: string, parts: readonly Verdict[]) => Verdict,
): Criterion => {
  const labels = criteria.map((c) => c.label);
  const twice = labels.find((l, i) => labels.indexOf(l) !== i);
  if (twice !== undefined) throw new Error(`${label}: two criteria are called ${twice}`);
  return {
    label,
    thresholds: criteria.flatMap((c) => c.thresholds),
    evaluate(dossier, path = label) {
      const parts = criteria.flatMap((c) => c.evaluate(dossier, `${path}/${c.label}`) ?? []);
      return parts.length > 0 ? judge(path, parts) : undefined;
    },
  };
};

/** k of m, in three values: enough surely met / could still be enough / cannot be. */
export function judgeK(path: string, label: string, k: number, parts: readonly Verdict[]): Verdict {
  const met = parts.filter((p) => p.state === 'met').length;
  const open = parts.filter((p) => p.state === 'open').length;
  const need = Math.min(k, parts.length);
  const state: State = met >= need ? 'met' : met + open >= need ? 'open' : 'unmet';
  return {
    path,
    state,
    label,
    detail: state === 'met' ? `已满足${met}项` : `需满足${need}项，已满足${met}项`,
    have: met,
    need,
    mend: [],
    choose: need < parts.length ? need : undefined,
    parts,
  };
}

/**
 * At least k of the criteria that apply. Where fewer than k apply in a situation, all of those are asked; asking for
 * more than are listed is a mistake of the author and refused.
 */
export const kOf = (k: number, label: string, ...criteria: Criterion[]): Criterion => {
  if (k < 1 || k > criteria.length) throw new Error(`${label}: ${k} of ${criteria.length} criteria cannot be asked`);
  return group(label, criteria, (path, parts) => judgeK(path, label, k, parts));
};
export const anyOf = (label: string, ...criteria: Criterion[]): Criterion => kOf(1, label, ...criteria);
export const allOf = (label: string, ...criteria: Criterion[]): Criterion => kOf(criteria.length, label, ...criteria);

/** Cites the rule, e.g. clause('皖人社发〔2018〕5号 第九条', …). */
export const clause = (text: string, criterion: Criterion): Criterion => ({
  ...criterion,
  evaluate(dossier, path) {
    const verdict = criterion.evaluate(dossier, path);
    return verdict && { ...verdict, clause: text };
  },
});

/** The readiness list. A choice stays one item with its branches: nobody has to mend all of them. */
export function gaps(verdict: Verdict): Verdict[] {
  if (verdict.state === 'met') return [];
  return verdict.parts.length === 0 || verdict.choose !== undefined ? [verdict] : verdict.parts.flatMap(gaps);
}
