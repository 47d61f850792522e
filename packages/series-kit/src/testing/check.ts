import type { Entity } from '../entity.ts';
import type { Fields } from '../field.ts';
import { entriesLinkedBy } from '../walk.ts';
import { dossierOf, type Sample } from '../sample.ts';
import type { DossierData } from '../dossier.ts';
import { DECLARATION_KINDS, type Series } from '../series.ts';
import { exampleRow } from './example.ts';

/** One thing that holds for every valid series. */
export interface Check {
  readonly name: string;
  /** One line per thing that is wrong; [] where all is well. */
  complaints(): readonly string[] | Promise<readonly string[]>;
}

export const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
export const NAME = /^[a-z][A-Za-z0-9]*$/;
/** What must never be shown to anybody. */
export const HOLES = /undefined|null|\[object|NaN/;

export const complainIf = (wrong: boolean, complaint: string): string[] => (wrong ? [complaint] : []);

/** The values that stand more than once. */
export const repeated = (values: readonly string[]): string[] =>
  values.filter((value, index) => values.indexOf(value) !== index);

export const namesNot = (fields: Fields, names: readonly string[]): string[] =>
  names.filter((name) => fields[name] === undefined);

/** Entries that the samples link to, so that rules which follow links find something. */
const linkedBySamples = (library: readonly Entity[]) =>
  Object.fromEntries(
    library.flatMap((e) =>
      entriesLinkedBy(e, e.sample).map(({ entity, entry }) => [
        entry,
        { entity: entity.code, version: entity.version, data: entity.sample },
      ]),
    ),
  );

/** A dossier with this many rows, all of them the samples, wherever rows may be picked. */
export function dossierWith(series: Series, rows: number, { filled = false, ...more }: Filling = {}): DossierData {
  const picks = series.sections.flatMap((section) =>
    section.kind === 'pick'
      ? [
          [
            section.code,
            Array.from({ length: rows }, () => (filled ? { extra: exampleRow(section.extras ?? {}) } : {})),
          ],
        ]
      : [],
  );
  const forms = series.sections.flatMap((section) =>
    section.kind === 'pick' || !filled ? [] : [[section.code, exampleRow(section.fields)]],
  );
  return dossierOf(series, {
    picks: Object.fromEntries(picks),
    forms: Object.fromEntries(forms),
    entries: linkedBySamples(series.library),
    ...more,
  });
}

type Filling = Sample & { readonly filled?: boolean };

/** Every level and kind in which somebody may declare. */
export const situationsOf = (series: Series) =>
  series.levels.flatMap(({ code }) => DECLARATION_KINDS.map((kind) => ({ level: code, kind })));
