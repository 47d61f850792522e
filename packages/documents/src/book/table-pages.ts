import { BOTTOM, heightOf, SHEET, TOP, type Line, type Sheets } from './pages.ts';

/** A cell in its place: columns `column` to `column + span`, lines `from` to `to` (inclusive). */
export type TableCell = {
  readonly column: number;
  readonly span: number;
  readonly from: number;
  readonly to: number;
  readonly lines: readonly Line[];
  /** at the foot of the cell: signatures */
  readonly foot?: readonly Line[];
  readonly image?: string;
  /** stands at the side of other lines: written again on the next page */
  readonly label?: boolean;
  readonly atTop?: boolean;
};
export type TableRow = { readonly least: number; readonly head?: boolean };
/** Widths in points. */
export type TableShape = {
  readonly widths: readonly number[];
  readonly rows: readonly TableRow[];
  readonly cells: readonly TableCell[];
};

export const CELL_PADDING = 4;
const ROOM = TOP - BOTTOM - 2;

const contentHeight = ({ lines, foot = [] }: TableCell) => heightOf(lines) + heightOf(foot) + 2 * CELL_PADDING;

/** Heights of the lines: a cell over several lines stretches the last of them. */
const rowHeights = ({ rows, cells }: TableShape): number[] => {
  const heights = rows.map(({ least }) => least);
  for (const cell of [...cells].sort((a, b) => a.to - a.from - (b.to - b.from))) {
    const has = heights.slice(cell.from, cell.to + 1).reduce((sum, height) => sum + height, 0);
    const wants = contentHeight(cell);
    if (wants > has) heights[cell.to] = (heights[cell.to] ?? 0) + wants - has;
  }
  return heights;
};

/** The lines of a cell in parts that fit on a page. */
const cut = (lines: readonly Line[], room: number): Line[][] => {
  const parts: Line[][] = [[]];
  let left = room;
  for (const line of lines) {
    const height = heightOf([line]);
    if (height > left) {
      parts.push([]);
      left = room;
    }
    parts.at(-1)?.push(line);
    left -= height;
  }
  return parts;
};

/** A line higher than a page becomes several, its cells continued. Done until every line fits. */
const splitHigh = (shape: TableShape): TableShape => {
  const heights = rowHeights(shape);
  const row = heights.findIndex((height, at) => {
    const highest = Math.max(...shape.cells.filter(({ from, to }) => from === at && to === at).map(contentHeight), 0);
    return height > ROOM * 0.75 && highest > ROOM * 0.75;
  });
  if (row < 0) return shape;
  const room = ROOM * 0.55;
  const partsOf = new Map(
    shape.cells.filter(({ from, to }) => from === row && to === row).map((cell) => [cell, cut(cell.lines, room)]),
  );
  const count = Math.max(...[...partsOf.values()].map(({ length }) => length));
  if (count < 2) return shape;
  const cells = shape.cells.flatMap((cell): TableCell[] => {
    const parts = partsOf.get(cell);
    const moved = {
      ...cell,
      from: cell.from > row ? cell.from + count - 1 : cell.from,
      to: cell.to >= row ? cell.to + count - 1 : cell.to,
    };
    if (!parts || cell.label) return [moved];
    return Array.from({ length: count }, (_, at) => ({
      ...cell,
      ...{ from: row + at, to: row + at, lines: parts[at] ?? [], atTop: true },
      foot: at === count - 1 ? (cell.foot ?? []) : [],
    }));
  });
  const rows = shape.rows.flatMap((each, at) =>
    at === row ? Array.from({ length: count }, () => ({ ...each, least: 16 })) : [each],
  );
  return splitHigh({ ...shape, rows, cells });
};

/** Lines joined by cells that reach down stay on one page where they fit on one. */
const bandsOf = ({ rows, cells }: TableShape): number[][] => {
  const bands: number[][] = [];
  let end = -1;
  rows.forEach((_, at) => {
    if (at > end) bands.push([]);
    end = Math.max(end, at, ...cells.filter(({ from }) => from === at).map(({ to }) => to));
    bands.at(-1)?.push(at);
  });
  return bands;
};

/** Draws a table line by line, with the head again on every page. */
export const drawTable = (sheets: Sheets, given: TableShape): void => {
  const shape = splitHigh(given);
  const heights = rowHeights(shape);
  const heightOfRows = (rows: readonly number[]) => rows.reduce((sum, at) => sum + (heights[at] ?? 0), 0);
  const head = shape.rows.flatMap(({ head: isHead }, at) => (isHead ? [at] : []));
  let waiting: number[] = [];
  const flush = () => {
    drawRows(sheets, shape, heights, waiting);
    waiting = [];
  };
  const place = (rows: readonly number[]) => {
    if (sheets.y - heightOfRows([...waiting, ...rows]) < BOTTOM) {
      const onlyHead = waiting.every((at) => head.includes(at));
      if (onlyHead) waiting = [];
      else flush();
      if (sheets.y < TOP) sheets.turn();
      if (!rows.some((at) => head.includes(at))) waiting = [...head];
    }
    waiting.push(...rows);
  };
  for (const band of bandsOf(shape)) {
    if (heightOfRows(band) <= ROOM - heightOfRows(head)) place(band);
    else for (const row of band) place([row]);
  }
  flush();
};

const drawRows = (sheets: Sheets, shape: TableShape, heights: readonly number[], rows: readonly number[]): void => {
  const tops = new Map<number, number>();
  let y = sheets.y;
  for (const row of rows) {
    tops.set(row, y);
    y -= heights[row] ?? 0;
  }
  const edges = shape.widths.reduce<number[]>((all, width) => [...all, (all.at(-1) ?? 0) + width], [SHEET.margin]);
  for (const cell of shape.cells) {
    const own = rows.filter((row) => row >= cell.from && row <= cell.to);
    const [first] = own;
    const top = first === undefined ? undefined : tops.get(first);
    if (top === undefined) continue;
    const height = own.reduce((sum, row) => sum + (heights[row] ?? 0), 0);
    const left = edges[cell.column] ?? SHEET.margin;
    const width = (edges[cell.column + cell.span] ?? left) - left;
    sheets.box(left, top, width, height);
    if (first === cell.from || cell.label) drawContent(sheets, cell, left, top, width, height);
  }
  sheets.y = y;
};

const drawContent = (
  sheets: Sheets,
  cell: TableCell,
  left: number,
  top: number,
  width: number,
  height: number,
): void => {
  const picture = cell.image === undefined ? undefined : sheets.pictures.get(cell.image);
  if (picture) {
    const scale = Math.min((width - 4) / picture.width, (height - 4) / picture.height);
    const [wide, high] = [picture.width * scale, picture.height * scale];
    sheets.page.drawImage(picture, {
      x: left + (width - wide) / 2,
      y: top - (height + high) / 2,
      width: wide,
      height: high,
    });
    return;
  }
  const inner = width - 2 * CELL_PADDING;
  const { foot = [] } = cell;
  const down = cell.atTop || foot.length > 0 ? CELL_PADDING : Math.max(0, (height - heightOf(cell.lines)) / 2);
  sheets.write(cell.lines, left + CELL_PADDING, top - down, inner);
  sheets.write(foot, left + CELL_PADDING, top - height + CELL_PADDING + heightOf(foot), inner);
};
