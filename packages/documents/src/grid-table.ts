import {
  AlignmentType,
  HeightRule,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { Block } from '@zhicheng/series-kit';
import { columnWidths, layoutGrid, lineHeight, mayBreak, widthOf } from './grid-layout.ts';
import type { CellContent, GridLayout, PlacedCell } from './grid-layout.ts';
import { pictureRun, PORTRAIT, type Picture } from './picture.ts';
import { cleanText, paragraphsOf, textUnits } from './text-runs.ts';
import { BORDER, CELL_MARGINS, type Room } from './typography.ts';

/** What the printer knows and the blocks do not: the sheet, the person's secrets, the pictures behind file ids. */
export type PrintKnowledge = {
  readonly room: Room;
  readonly idNumber: string | undefined;
  readonly pictures: ReadonlyMap<string, Picture>;
};

type Align = 'left' | 'center';

export const BORDERS = {
  top: BORDER,
  bottom: BORDER,
  left: BORDER,
  right: BORDER,
  insideHorizontal: BORDER,
  insideVertical: BORDER,
} as const;

const textOf = (cell: CellContent, { idNumber }: PrintKnowledge) =>
  cell.reveal === 'idNumber' ? (idNumber ?? cell.text) : cell.text;

/** One character per line (基/本/情/况). Spaces would show as holes. */
export const verticalText = (text: string): string => [...cleanText(text).replace(/\s/g, '')].join('\n');

const content = (placed: PlacedCell, width: number, align: Align, knowledge: PrintKnowledge): Paragraph[] => {
  const { cell } = placed;
  const picture = cell.image === undefined ? undefined : knowledge.pictures.get(cell.image);
  if (picture) {
    const box = {
      width: Math.min(width - CELL_MARGINS.left - CELL_MARGINS.right, PORTRAIT.width),
      height: PORTRAIT.height,
    };
    return [new Paragraph({ alignment: AlignmentType.CENTER, children: [pictureRun(picture, box, '照片')] })];
  }
  const text = textOf(cell, knowledge);
  const alignment = align === 'center' || cell.vertical ? AlignmentType.CENTER : AlignmentType.LEFT;
  return paragraphsOf(cell.vertical ? verticalText(text) : text, { bold: cell.bold }, { alignment });
};

const tableCell = (placed: PlacedCell, widths: readonly number[], align: Align, knowledge: PrintKnowledge) => {
  const width = widthOf(placed, widths);
  return new TableCell({
    columnSpan: placed.span > 1 ? placed.span : undefined,
    rowSpan: placed.rows > 1 ? placed.rows : undefined,
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    children: content(placed, width, placed.cell.align ?? align, knowledge),
  });
};

type LineOptions = {
  readonly header?: boolean;
  readonly leastCm: number;
  readonly alignOf: (placed: PlacedCell) => Align;
};

const tableRow = (
  line: readonly PlacedCell[],
  widths: readonly number[],
  { header = false, leastCm, alignOf }: LineOptions,
  knowledge: PrintKnowledge,
) =>
  new TableRow({
    cantSplit: !mayBreak(line, widths, knowledge.room),
    tableHeader: header,
    // A head alone at the foot of a page heads nothing.
    keepNext: header,
    height: { value: lineHeight(line, leastCm), rule: HeightRule.ATLEAST },
    children: line.map((placed) => tableCell(placed, widths, alignOf(placed), knowledge)),
  });

/** A table over the whole text width whose columns stay as they are, whatever stands in them. */
export const fixedTable = (rows: readonly TableRow[], widths: readonly number[]): Table =>
  new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    borders: BORDERS,
    margins: CELL_MARGINS,
    rows,
  });

const SHORT = 16;

/** A form of labels and values: short entries stand in the middle of their cell. */
export const gridTable = (block: Extract<Block, { type: 'grid' }>, knowledge: PrintKnowledge): Table => {
  const layout = layoutGrid(block.rows);
  const widths = columnWidths(layout, knowledge.room, block.widths);
  const alignOf = ({ cell }: PlacedCell): Align => (textUnits(cell.text) <= SHORT ? 'center' : 'left');
  return fixedTable(
    layout.lines.map((line) => tableRow(line, widths, { leastCm: 0.8, alignOf }, knowledge)),
    widths,
  );
};

/** Columns with a long entry are set left as a whole: a ragged middle is hard to read down. */
const leftColumns = ({ columns, lines }: GridLayout): ReadonlySet<number> =>
  new Set(
    Array.from({ length: columns }, (_, column) => column).filter((column) =>
      lines.flat().some(({ cell, span, ...at }) => at.column === column && span === 1 && textUnits(cell.text) > SHORT),
    ),
  );

/** A list under a head that is repeated on every page; without rows it says 无 (AH-25.07). */
export const listTable = (block: Extract<Block, { type: 'table' }>, knowledge: PrintKnowledge): Table => {
  const head = block.head.map((text) => ({ text, bold: true, align: 'center' as const }));
  const none = [{ text: '无', span: Math.max(1, head.length), align: 'center' as const }];
  const layout = layoutGrid([head, ...(block.rows.length > 0 ? block.rows : [none])]);
  const widths = columnWidths(layout, knowledge.room, block.widths);
  const left = leftColumns({ ...layout, lines: layout.lines.slice(1) });
  const alignOf = ({ column }: PlacedCell): Align => (left.has(column) ? 'left' : 'center');
  return fixedTable(
    layout.lines.map((line, index) =>
      tableRow(line, widths, { header: index === 0, leastCm: 0.7, alignOf }, knowledge),
    ),
    widths,
  );
};
