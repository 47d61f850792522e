import type { Block } from '@zhicheng/series-kit';
import { columnWidths, layoutGrid, lineHeight, mayBreak, widthOf } from './grid-layout.ts';
import type { CellContent, GridLayout, PlacedCell } from './grid-layout.ts';
import { cell, inOrder, paragraph, row, table, type ParagraphStyle, type RunStyle } from './ooxml.ts';
import { drawing, PORTRAIT, type Picture } from './picture.ts';
import { cleanText, paragraphsOf, textUnits } from './text-runs.ts';
import { BORDER, CELL_MARGINS, type Room } from './typography.ts';

/** What the printer knows and the blocks do not: the sheet, the person's secrets, the pictures behind file ids. */
export type PrintKnowledge = {
  readonly room: Room;
  readonly idNumber: string | undefined;
  readonly pictures: ReadonlyMap<string, Picture & { readonly relation: string }>;
  /** numbers the drawings of one document */
  readonly nextDrawing: () => number;
};

type Align = 'left' | 'center';

const textOf = (content: CellContent, { idNumber }: PrintKnowledge) =>
  content.reveal === 'idNumber' ? (idNumber ?? content.text) : content.text;

/** One character per line (基/本/情/况). Spaces would show as holes. */
export const verticalText = (text: string): string => [...cleanText(text).replace(/\s/g, '')].join('\n');

const BOLD: RunStyle = { bold: true };
const LOOSE: Record<Align, ParagraphStyle> = { left: { align: 'left' }, center: { align: 'center' } };
const KEPT: Record<Align, ParagraphStyle> = {
  left: { align: 'left', keepNext: true },
  center: { align: 'center', keepNext: true },
};

type Setting = { readonly align: Align; readonly keepNext: boolean };

const contentOf = (placed: PlacedCell, width: number, { align, keepNext }: Setting, knowledge: PrintKnowledge) => {
  const content = placed.cell;
  const picture = content.image === undefined ? undefined : knowledge.pictures.get(content.image);
  if (picture) {
    const box = {
      width: Math.min(width - CELL_MARGINS.left - CELL_MARGINS.right, PORTRAIT.width),
      height: PORTRAIT.height,
    };
    const run = drawing(picture, box, '照片', picture.relation, knowledge.nextDrawing());
    return paragraph(run, LOOSE.center);
  }
  const text = textOf(content, knowledge);
  const style = (keepNext ? KEPT : LOOSE)[content.vertical ? 'center' : align];
  return paragraphsOf(content.vertical ? verticalText(text) : text, content.bold ? BOLD : undefined, style);
};

type LineOptions = {
  readonly header?: boolean;
  readonly leastCm: number;
  readonly alignOf: (placed: PlacedCell) => Align;
};

/** What each line takes up of cells that began above it. */
type Below = { readonly column: number; readonly span: number; readonly width: number; left: number };

const lineCells = (
  line: readonly PlacedCell[],
  below: Below[],
  widths: readonly number[],
  { header = false, alignOf }: LineOptions,
  knowledge: PrintKnowledge,
): string => {
  const own = line.map((placed) => {
    const width = widthOf(placed, widths);
    const setting = { align: placed.cell.align ?? alignOf(placed), keepNext: header };
    const xml = cell(contentOf(placed, width, setting, knowledge), {
      width,
      span: placed.span,
      merge: placed.rows > 1 ? 'restart' : undefined,
      align: 'center',
    });
    return { column: placed.column, xml };
  });
  const reaching = below.splice(0).map((each) => {
    if (each.left > 1) below.push({ ...each, left: each.left - 1 });
    const { column, span, width } = each;
    return { column, xml: cell(paragraph(''), { width, span, merge: 'continue', align: 'center' }) };
  });
  for (const { column, span, rows, ...rest } of line)
    if (rows > 1) below.push({ column, span, width: widthOf({ ...rest, column, span, rows }, widths), left: rows - 1 });
  const cells = reaching.length === 0 ? own : [...own, ...reaching].sort((a, b) => a.column - b.column);
  return inOrder(cells, ({ xml }) => xml);
};

/** A table over the whole text width. */
export const fixedTable = (rows: string, widths: readonly number[]): string =>
  table(rows, { widths, border: BORDER, margins: CELL_MARGINS });

const tableOf = (
  { lines }: GridLayout,
  widths: readonly number[],
  optionsOf: (index: number) => LineOptions,
  knowledge: PrintKnowledge,
): string => {
  const below: Below[] = [];
  const rows = inOrder(lines, (line, index) => {
    const options = optionsOf(index);
    return row(lineCells(line, below, widths, options, knowledge), {
      cantSplit: !mayBreak(line, widths, knowledge.room),
      header: options.header,
      least: lineHeight(line, options.leastCm),
    });
  });
  return fixedTable(rows, widths);
};

const SHORT = 16;

/** A form of labels and values: short entries stand in the middle of their cell. */
export const gridTable = (block: Extract<Block, { type: 'grid' }>, knowledge: PrintKnowledge): string => {
  const layout = layoutGrid(block.rows);
  const alignOf = ({ cell: content }: PlacedCell): Align => (textUnits(content.text) <= SHORT ? 'center' : 'left');
  return tableOf(
    layout,
    columnWidths(layout, knowledge.room, block.widths),
    () => ({ leastCm: 0.8, alignOf }),
    knowledge,
  );
};

/** Columns with a long entry are set left as a whole: a ragged middle is hard to read down. */
const leftColumns = ({ lines }: GridLayout): ReadonlySet<number> => {
  const left = new Set<number>();
  for (const line of lines)
    for (const { cell: content, span, column } of line)
      if (span === 1 && !left.has(column) && textUnits(content.text) > SHORT) left.add(column);
  return left;
};

/** The lines of a list, the first of them its head; without rows it says 无 (AH-25.07). */
export const layoutList = (block: Extract<Block, { type: 'table' }>): GridLayout => {
  const head = block.head.map((text) => ({ text, bold: true, align: 'center' as const }));
  const none = [{ text: '无', span: Math.max(1, head.length), align: 'center' as const }];
  return layoutGrid([head, ...(block.rows.length > 0 ? block.rows : [none])]);
};

/** A list under a head that is repeated on every page. */
export const listTable = (block: Extract<Block, { type: 'table' }>, knowledge: PrintKnowledge): string => {
  const layout = layoutList(block);
  const left = leftColumns({ ...layout, lines: layout.lines.slice(1) });
  const alignOf = ({ column }: PlacedCell): Align => (left.has(column) ? 'left' : 'center');
  // A head alone at the foot of a page heads nothing: its lines keep with the next.
  const optionsOf = (index: number) => ({ header: index === 0, leastCm: 0.7, alignOf });
  return tableOf(layout, columnWidths(layout, knowledge.room, block.widths), optionsOf, knowledge);
};
