import type { Province } from './province.ts';

/** A line of the table. */
export interface Line {
  readonly what: string;
  /** Median, or what `unit` says. */
  readonly value: number;
  readonly unit: string;
  /** How far the measurements lie apart, in words: p5..p95 unless the line says otherwise. */
  readonly spread: string;
  readonly goal: string;
  /** null: nothing is promised. */
  readonly held: boolean | null;
}

/** What figures are measured on. */
export interface Ground {
  readonly large: Province;
  readonly small: Province;
  /** Measurements of each arm; figures that take long divide it. */
  readonly repetitions: number;
  /** Of figures with a load: the share of the nominal one; found by trying where it is not given. */
  readonly rate: number | undefined;
  /** Of `drift`: how long. */
  readonly minutes: number;
  /** Of figures with a load: web processes. */
  readonly webs: number;
}

/** Something that is measured, by a name of its own: `npm run bench -- <name>`. */
export interface Figure {
  readonly name: string;
  readonly title: string;
  measure(ground: Ground): Promise<readonly Line[]>;
}
