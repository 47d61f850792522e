import { addYears } from './calendar.ts';
import type { Mend } from './criterion.ts';
import type { Dossier } from './dossier.ts';
import type { Fields } from './field.ts';
import type { Picked, PickSection } from './section.ts';
import type { Amount, Threshold } from './threshold.ts';

type Found<R> = {
  readonly sure: readonly R[];
  readonly maybe: readonly R[];
  readonly outside: number;
  readonly note: string;
};

/** Picked rows of one section, narrowed. Everything that counts, counts from a source. */
export interface Source<R> {
  readonly mend: readonly Mend[];
  readonly thresholds: readonly Threshold[];
  find(dossier: Dossier): Found<R>;
}

type Narrow<R> = {
  /** `undefined` = not answered yet, the row may still count. */
  where?(pick: R, dossier: Dossier): boolean | undefined;
  readonly within?: {
    /** The date that has to lie in the window; null = there is none, the row does not count; undefined = not known yet. */
    at(pick: R): string | null | undefined;
    readonly years?: Amount;
    after?(dossier: Dossier): string | undefined;
  };
};

export const numbersIn = (...amounts: (Amount | undefined)[]): Threshold[] =>
  amounts.filter((a): a is Threshold => typeof a === 'object');

const latest = (...dates: string[]): string => dates.sort().at(-1) ?? '';

export function from<F extends Fields, P extends Fields>(
  section: PickSection<F, P>,
  { where, within }: Narrow<Picked<F, P>> = {},
): Source<Picked<F, P>> {
  return {
    mend: [{ section: section.code, entity: section.entity.code }],
    thresholds: numbersIn(within?.years),
    find(dossier) {
      const { asOf } = dossier.plan;
      const years = within?.years === undefined ? 0 : dossier.amount(within.years);
      const start = latest(years > 0 ? addYears(asOf, -years) : '', within?.after?.(dossier) ?? '');
      const sure: Picked<F, P>[] = [];
      const maybe: Picked<F, P>[] = [];
      let outside = 0;
      for (const pick of dossier.picks(section)) {
        const wanted = where ? where(pick, dossier) : true;
        if (wanted === false) continue;
        const at = within ? within.at(pick) : start;
        if (at === null || (at !== undefined && (at < start || (within && at > asOf)))) outside += 1;
        else (wanted === undefined || at === undefined ? maybe : sure).push(pick);
      }
      const window = start ? `在${start}至${asOf}之间` : `早于${asOf}`;
      return { sure, maybe, outside, note: outside > 0 ? `（另有${outside}条不${window}）` : '' };
    },
  };
}

/** Two sections counted together; either place mends it. */
export const either = <A, B>(a: Source<A>, b: Source<B>): Source<A | B> => ({
  mend: [...a.mend, ...b.mend],
  thresholds: [...a.thresholds, ...b.thresholds],
  find(dossier) {
    const [x, y] = [a.find(dossier), b.find(dossier)];
    return {
      sure: [...x.sure, ...y.sure],
      maybe: [...x.maybe, ...y.maybe],
      outside: x.outside + y.outside,
      note: x.note + y.note,
    };
  },
});
