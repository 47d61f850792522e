import type { Dossier } from './dossier.ts';
import type { Entity } from './entity.ts';
import { headingOf, show, type Field, type Fields, type Raw, type Row } from './field.ts';
import type { Picked, PickSection, Section } from './section.ts';
import type { PlannedSection } from './template.ts';

/**
 * `reveal`: text holds the masked value; a printer that may know the secret prints it instead (DOCX only).
 * `image`: file id. `rows` and `span` count grid lines and columns. `vertical`: one character per line.
 */
export type Cell =
  | string
  | {
      readonly text: string;
      readonly span?: number;
      readonly rows?: number;
      readonly bold?: boolean;
      readonly align?: 'left' | 'center';
      readonly vertical?: boolean;
      readonly reveal?: 'idNumber';
      readonly image?: string;
      readonly minHeightCm?: number;
    };
type Line = { readonly label: string; readonly value: string };
type Cells = readonly (readonly Cell[])[];

/** A review form is a list of blocks: `documents` prints it, the portal previews it, tests compare it. */
export type Block =
  | {
      readonly type: 'cover';
      readonly mark?: string;
      readonly title: string;
      readonly lines: readonly Line[];
      readonly foot?: string;
    }
  /** `align`: signatures and dates of a letter stand to the right. */
  | { readonly type: 'title' | 'heading' | 'paragraph' | 'note'; readonly text: string; readonly align?: 'right' }
  /** `widths`: relative shares per column. */
  | { readonly type: 'grid'; readonly rows: Cells; readonly widths?: readonly number[] }
  | {
      readonly type: 'table';
      readonly head: readonly string[];
      readonly rows: Cells;
      readonly widths?: readonly number[];
    }
  /** Label vertical at the side; lines e.g. 经办人, 负责人, 公章, 年 月 日. */
  | { readonly type: 'opinion'; readonly label: string; readonly text: string; readonly lines: readonly string[] }
  | { readonly type: 'pageBreak' };

const NONE = '无';

/** First page; `mark` stands in the top right corner. An empty value stays an empty line: covers are filled by hand. */
export const cover = (part: Omit<Extract<Block, { type: 'cover' }>, 'type'>): Block => ({ type: 'cover', ...part });
export const title = (text: string): Block => ({ type: 'title', text });
export const heading = (text: string): Block => ({ type: 'heading', text });
/** Small print: filling instructions, sources. */
export const note = (text: string): Block => ({ type: 'note', text });
/** An empty answer is printed as 无, never as a hole. */
export const paragraph = (text: string): Block => ({ type: 'paragraph', text: text || NONE });
/** Who signs, and when, below a letter. */
export const atRight = (text: string): Block => ({ type: 'paragraph', text, align: 'right' });
export const grid = (rows: Cells, widths?: readonly number[]): Block => ({ type: 'grid', rows, widths });
export const table = (head: readonly string[], rows: Cells, widths?: readonly number[]): Block => ({
  type: 'table',
  head,
  rows: rows.length > 0 ? rows : [[{ text: NONE, span: head.length, align: 'center' }]],
  widths,
});
/** Box for what an office says, with room for its seal. */
export const opinion = (label: string, text: string, lines: readonly string[]): Block => ({
  type: 'opinion',
  label,
  text,
  lines,
});
export const pageBreak: Block = { type: 'pageBreak' };

const cells = (fields: Fields, names: readonly string[], row: Raw): string[] =>
  names.map((name) => (fields[name] ? show(fields[name], row[name]) : ''));
const labels = (fields: Fields, names: readonly string[]): string[] =>
  names.map((name) => (fields[name] ? headingOf(fields[name]) : name));

/** Rows of plain fields as a table, e.g. the sub-rows of a `rows` answer. */
export const rowsTable = <F extends Fields>(
  fields: F,
  rows: readonly Partial<Row<F>>[],
  columns: readonly (keyof F & string)[] = Object.keys(fields),
): Block =>
  table(
    labels(fields, columns),
    rows.map((row) => cells(fields, columns, row)),
  );

const isFiles = (field: Field): boolean => field.shape.kind === 'files';

/** The columns of the library's list, but for files, which paper has no room for. */
const listed = <F extends Fields>({ columns, fields }: Entity<F>): (keyof F & string)[] =>
  columns.filter((name): name is keyof F & string => {
    const field: Field | undefined = fields[name];
    return field !== undefined && !isFiles(field);
  });
const extrasOf = <P extends Fields>(extras: P | undefined): (keyof P & string)[] => Object.keys(extras ?? {});

/**
 * Head and cells from the same fields the form was made of. Columns are those of the library's list unless said: then
 * a column added to the entity stands on the form as well.
 */
export const listing = <F extends Fields, P extends Fields>(
  section: PickSection<F, P>,
  picks: readonly Picked<F, P>[],
  columns: readonly (keyof F & string)[] = listed(section.entity),
  extras: readonly (keyof P & string)[] = extrasOf(section.extras),
): Block => {
  const said: Fields = section.extras ?? {};
  return table(
    [...labels(section.entity.fields, columns), ...labels(said, extras)],
    picks.map(({ row, extra }) => [...cells(section.entity.fields, columns, row), ...cells(said, extras, extra)]),
  );
};

/** Label and value side by side, `perLine` pairs to a line; the last value takes what is left of its line. */
export function pairs<F extends Fields>(
  fields: F,
  row: Partial<Row<F>>,
  { perLine = 2, only = Object.keys(fields) }: { perLine?: number; only?: readonly (keyof F & string)[] } = {},
): Block {
  return grid(
    pairLines(
      only.flatMap((name) => (fields[name] ? [[headingOf(fields[name]), show(fields[name], row[name])] as const] : [])),
      perLine,
    ),
  );
}

/** The lines of a grid of pairs, for grids that need more than `pairs` gives. */
export function pairLines(all: readonly (readonly [string, Cell])[], perLine: number): Cell[][] {
  const lines = Array.from({ length: Math.ceil(all.length / perLine) }, (_, i) =>
    all.slice(i * perLine, (i + 1) * perLine),
  );
  return lines.map((line) => {
    const left = (perLine - line.length) * 2;
    return line.flatMap(([label, value], index): Cell[] => {
      const cell = typeof value === 'string' ? { text: value } : value;
      return [label, index === line.length - 1 && left > 0 ? { ...cell, span: (cell.span ?? 1) + left } : value];
    });
  });
}

const formBlocks = ({ fields, section }: PlannedSection, row: Raw): Block[] => {
  if (section.kind === 'attachments')
    return [
      table(
        ['材料名称', '附件'],
        Object.entries(fields).map(([name, field]) => [field.label, show(field, row[name]) || NONE]),
      ),
    ];
  const nested = Object.entries(fields).filter(([, { shape }]) => shape.kind === 'rows');
  const flat = Object.fromEntries(Object.entries(fields).filter(([, { shape }]) => shape.kind !== 'rows'));
  return [
    ...(Object.keys(flat).length > 0 ? [pairs(flat, row)] : []),
    ...nested.flatMap(([name, field]) =>
      field.shape.kind === 'rows' ? [note(field.label), rowsTable(field.shape.fields, rawRows(row[name]))] : [],
    ),
  ];
};

const rawRows = (value: unknown): Raw[] => (Array.isArray(value) ? (value as Raw[]) : []);

const generic = (dossier: Dossier, planned: PlannedSection): Block[] => {
  const section: Section = planned.section;
  if (section.kind !== 'pick') return formBlocks(planned, dossier.form(section));
  return [listing(section, dossier.picks(section))];
};

/** Sections the series did not print itself, i.e. those the plan added as data; attachment lists stay out unless added. */
export const remaining = (dossier: Dossier, printed: readonly { readonly code: string }[]): Block[] =>
  dossier.sections
    .filter(({ section }) => !printed.some((p) => p.code === section.code))
    .flatMap((planned) => [heading(planned.label), ...generic(dossier, planned)]);

/** Mark in the top right corner of the cover. */
export const categoryMark = ({ situation }: Pick<Dossier, 'situation'>): string | undefined =>
  ({ REGULAR: undefined, EXCEPTIONAL: '破格', TRANSFER: '转评' })[situation.kind];
