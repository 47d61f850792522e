import type { Line } from '../figure.ts';
import { quantile, rounded } from '../timing.ts';
import { KINDS, type Kind, type Outcome, type Rates, type Sample } from './load.ts';
import type { Played } from './stage.ts';

/** A second of the deadline hour. Of four page reads one is a whole document, the others are data alone. */
export const NOMINAL: Readonly<Record<'submit' | 'autosave' | 'document' | 'data', number>> = {
  ...{ submit: 100, autosave: 400, document: 100, data: 300 },
};
export const SLOWEST_MS = 500;

export const ratesAt = (share: number): Rates =>
  Object.fromEntries(Object.entries(NOMINAL).map(([kind, rate]) => [kind, rate * share]));

export const SHED: readonly number[] = [429, 503];
const taken = (status: number) => status >= 200 && status < 400;

const inWindow = (samples: readonly Sample[], [from, to]: Window) =>
  samples.filter(([, planned]) => planned >= from && planned < to);
/** ms from the beginning of a piece */
export type Window = readonly [from: number, to: number];
export const ALWAYS: Window = [0, Infinity];

/** How one kind fared: whatever was not taken in counts as never answered in `p99OfAll`. */
export interface Fared {
  readonly asked: number;
  readonly taken: number;
  readonly shed: number;
  readonly failed: number;
  /** Of those that were taken in. */
  readonly p50: number;
  readonly p99: number;
  readonly p99OfAll: number;
}

export function faredOf(samples: readonly Sample[], kind: Kind | undefined, window: Window = ALWAYS): Fared {
  const own = inWindow(samples, window).filter(([index]) => kind === undefined || KINDS[index] === kind);
  const times = own.flatMap(([, , ms, status]) => (taken(status) ? [ms] : []));
  const shed = own.filter(([, , , status]) => SHED.includes(status)).length;
  return {
    ...{ asked: own.length, taken: times.length, shed, failed: own.length - times.length - shed },
    ...{ p50: quantile(times, 0.5), p99: quantile(times, 0.99) },
    p99OfAll: quantile(
      own.map(([, , ms, status]) => (taken(status) ? ms : Infinity)),
      0.99,
    ),
  };
}

/** Kinds of which something was asked. */
export const kindsIn = (samples: readonly Sample[]): Kind[] =>
  KINDS.filter((_, index) => samples.some(([kind]) => kind === index));

/** Every kind is answered in time, but for one in a hundred, and nothing was left unsent. */
export const holds = ({ samples, unsent }: Outcome, window: Window): boolean =>
  kindsIn(samples).every((kind) => faredOf(samples, kind, window).p99OfAll <= SLOWEST_MS) &&
  Object.values(unsent).every((count) => count === 0);

export const ms = (value: number): string => (Number.isFinite(value) ? `${rounded(value)} ms` : 'none');

/** 'submit 12/120/300 ms': median, 99th percentile of the taken, of each kind. */
export const faredText = (samples: readonly Sample[], window: Window): string =>
  kindsIn(samples)
    .map((kind) => {
      const { p50, p99, shed, failed } = faredOf(samples, kind, window);
      const lost = `${shed > 0 ? `, ${shed} shed` : ''}${failed > 0 ? `, ${failed} failed` : ''}`;
      return `${kind} ${rounded(p50)} and ${rounded(p99)}${lost}`;
    })
    .join('; ');

/** Shares of two cores' time: 'web 61 %, worker 4 % …' of one core each. */
export const usedText = ({ used, ms: took }: Played): string =>
  Object.entries(used)
    .map(([part, time]) => `${part} ${rounded((time * 100) / took)} %`)
    .join(', ');

/** A line that nothing is promised of. */
export const plain = (what: string, value: number, unit: string, spread = ''): Line => ({
  ...{ what, value, unit, spread, goal: '', held: null },
});
