import type { Cell } from '@zhicheng/series-kit';
import { lineUnits, textUnits } from './text-runs.ts';
import { CELL_MARGINS, cm, SIZES, type Room } from './typography.ts';

export type CellContent = Exclude<Cell, string>;
/** A cell in its place: first column, and how many columns and rows it really takes. */
export type PlacedCell = {
  readonly cell: CellContent;
  readonly column: number;
  readonly span: number;
  readonly rows: number;
};
export type GridLayout = { readonly columns: number; readonly lines: readonly (readonly PlacedCell[])[] };

type Rows = readonly (readonly Cell[])[];

/** Width of one Chinese character in a cell, in twips. */
const CHARACTER = SIZES.cell * 10;

const contentOf = (cell: Cell): CellContent => (typeof cell === 'string' ? { text: cell } : cell);

/** Puts the cells of one line into the columns that cells reaching down from above have left free. */
const placeLine = (cells: readonly Cell[], taken: number[], rowsLeft: number): PlacedCell[] => {
  const placed: PlacedCell[] = [];
  let column = 0;
  for (const each of cells) {
    const cell = contentOf(each);
    while ((taken[column] ?? 0) > 0) column += 1;
    const wanted = Math.max(1, cell.span ?? 1);
    let span = 1;
    while (span < wanted && (taken[column + span] ?? 0) === 0) span += 1;
    const rows = Math.min(Math.max(1, cell.rows ?? 1), rowsLeft);
    placed.push({ cell, column, span, rows });
    for (let at = column; at < column + span; at++) taken[at] = rows;
    column += span;
  }
  return placed;
};

const nextLine = (taken: number[]) => taken.forEach((left, column) => (taken[column] = Math.max(0, left - 1)));

/** A line that is too short gives what is left to its last cell, so that no grid has a ragged edge. */
const fillLine = (placed: PlacedCell[], columns: number, taken: number[]): PlacedCell[] => {
  const last = placed.at(-1);
  const end = last ? last.column + last.span : 0;
  if (last && last.rows === 1 && taken.slice(end).every((left) => left === 0) && end < columns) {
    return [...placed.slice(0, -1), { ...last, span: columns - last.column }];
  }
  const filler: PlacedCell[] = [];
  for (let column = 0; column < columns; column++) {
    if ((taken[column] ?? 0) === 0) filler.push({ cell: { text: '' }, column, span: 1, rows: 1 });
  }
  return [...placed, ...filler].sort((a, b) => a.column - b.column);
};

/** Which column every cell stands in, as spans over columns and lines demand; total for any input. */
export const layoutGrid = (rows: Rows): GridLayout => {
  const taken: number[] = [];
  const lines = rows.map((cells, index) => {
    const placed = placeLine(cells, taken, rows.length - index);
    const state = [...taken];
    nextLine(taken);
    return { placed, state };
  });
  const columns = Math.max(1, taken.length);
  return {
    columns,
    lines: lines.map(({ placed, state }) =>
      fillLine(
        placed,
        columns,
        Array.from({ length: columns }, (_, column) => state[column] ?? 0),
      ),
    ),
  };
};

const cellUnits = ({ text, vertical, image }: CellContent) => (image ? 8 : vertical ? 1 : textUnits(text));

/** Long texts get more room, but by far not in proportion. */
const weightOf = (units: number) => Math.min(26, units <= 10 ? units : 10 + 1.5 * Math.sqrt(units - 10));

/** Dates, periods and numbers shall not be torn apart (2026-09-/01), nor words of up to four characters. */
const leastUnits = (cell: CellContent, units: number) => {
  if (units <= 4 || cell.image) return units;
  const words = cell.text.match(/[\d-]+ 至 (?:[\d-]+|今)|[\x21-\x7e]+/g) ?? [];
  return Math.max(4, ...words.map((word) => Math.min(word.includes('至') ? 13 : 9, lineUnits(word))));
};

/** Room beside the text: cell margins, and a little more, since fonts differ. */
const PADDING = (CELL_MARGINS.left + CELL_MARGINS.right) / CHARACTER + 0.3;

/** Shares by what stands in the columns, for grids whose author gave none. */
const sharesByContent = ({ columns, lines }: GridLayout, roomWidth: number): number[] => {
  const most = Array.from({ length: columns }, () => ({ least: 1, units: 0 }));
  for (const line of lines) {
    for (const { cell, column, span } of line) {
      const own = span === 1 ? most[column] : undefined;
      if (!own) continue;
      const units = cellUnits(cell);
      own.least = Math.max(own.least, leastUnits(cell, units));
      own.units = Math.max(own.units, units);
    }
  }
  const wishes = most.map(({ least, units }) => ({
    least: least + PADDING,
    wished: Math.max(least, weightOf(units)) + PADDING,
  }));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const room = roomWidth / CHARACTER - sum(wishes.map(({ least }) => least));
  const wanted = sum(wishes.map(({ least, wished }) => wished - least));
  if (room <= 0) return wishes.map(({ least }) => least);
  if (wanted <= room) return wishes.map(({ wished }) => wished);
  return wishes.map(({ least, wished }) => least + ((wished - least) * room) / wanted);
};

/** Column widths in twips; their sum is the width of the text area to the twip. */
export const columnWidths = (layout: GridLayout, { width: roomWidth }: Room, widths?: readonly number[]): number[] => {
  const usable = widths?.length === layout.columns && widths.every((share) => share > 0);
  const shares = usable ? widths : sharesByContent(layout, roomWidth);
  const sum = shares.reduce((total, share) => total + share, 0);
  let before = 0;
  let edge = 0;
  return shares.map((share) => {
    before += share;
    const next = Math.round((before / sum) * roomWidth);
    const width = next - edge;
    edge = next;
    return width;
  });
};

export const widthOf = ({ column, span }: PlacedCell, widths: readonly number[]): number =>
  widths.slice(column, column + span).reduce((sum, width) => sum + width, 0);

/** A portrait's place, also while there is none: the person glues one in. */
const PHOTO_CM = 4.2;

/** Least height of a line in twips. A cell over several lines asks its share of each. */
export const lineHeight = (line: readonly PlacedCell[], leastCm: number): number =>
  Math.max(cm(leastCm), ...line.map(({ cell, rows }) => cm((cell.minHeightCm ?? (cell.image ? PHOTO_CM : 0)) / rows)));

/**
 * Whether a line may be broken over two pages. Lines do not break (portal.md 8), except those that fill most of a page:
 * kept whole, they would leave most of the page before them empty.
 */
export const mayBreak = (line: readonly PlacedCell[], widths: readonly number[], { height }: Room): boolean => {
  const mostLines = (height * 0.6) / (CHARACTER * 1.3);
  return line.some((placed) => {
    // Not even one character a line would fill it.
    if (placed.cell.text.length < mostLines) return false;
    const units = (widthOf(placed, widths) - CELL_MARGINS.left - CELL_MARGINS.right) / CHARACTER;
    const printed = placed.cell.text.split('\n').map((each) => Math.max(1, Math.ceil(lineUnits(each) / units)));
    return printed.reduce((sum, count) => sum + count, 0) > mostLines;
  });
};
