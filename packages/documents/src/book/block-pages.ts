import type { Block } from '@zhicheng/series-kit';
import { groupBlocks, type Group } from '../block-parts.ts';
import { columnWidths, layoutGrid, lineHeight, widthOf, type GridLayout } from '../grid-layout.ts';
import { layoutList, verticalText } from '../grid-table.ts';
import { opinionWords, type OpinionBlock } from '../opinion-table.ts';
import { textUnits } from '../text-runs.ts';
import { PORTRAIT_ROOM, SIZES } from '../typography.ts';
import { printable } from './faces.ts';
import { heightOf, SHEET, TEXT_WIDTH, TOP, type Line, type Sheets } from './pages.ts';
import { INK, wrap } from './pen.ts';
import { CELL_PADDING, drawTable, type TableCell, type TableShape } from './table-pages.ts';

type Knowledge = { readonly idNumber: string | undefined };
const points = (halves: number) => halves / 2;
const CELL = points(SIZES.cell);
const BODY = points(SIZES.body);

const linesOf = (sheets: Sheets, text: string, size: number, width: number, style: Partial<Line> = {}): Line[] => {
  const { align = 'left', indent = 0 } = style;
  return wrap(sheets.faces, printable(text), size, width, indent).map((line, at) => ({
    ...{ text: line, size, align },
    // Only the first line stands in.
    indent: at === 0 || align === 'right' ? indent : 0,
  }));
};

const write = (sheets: Sheets, lines: readonly Line[]): void => {
  for (const line of lines) {
    sheets.need(heightOf([line]));
    sheets.write([line], SHEET.margin, sheets.y, TEXT_WIDTH);
    sheets.y -= heightOf([line]);
  }
};

type Text = Extract<Block, { type: 'title' | 'heading' | 'paragraph' | 'note' }>;

const drawText = (sheets: Sheets, { type, text }: Text): void => {
  const words = type === 'paragraph' && text.trim() === '' ? '无' : text;
  const size = points(SIZES[type === 'paragraph' ? 'body' : type]);
  // A heading keeps with what it heads.
  if (type === 'heading' || type === 'title') sheets.need(size * 5);
  if (sheets.y < TOP) sheets.y -= type === 'note' ? 2 : 8;
  const align = type === 'title' ? 'center' : 'left';
  for (const paragraph of words.split('\n'))
    write(sheets, linesOf(sheets, paragraph, size, TEXT_WIDTH, { align, indent: type === 'paragraph' ? 2 * size : 0 }));
  sheets.y -= 5;
};

const cellsOf = (
  sheets: Sheets,
  { lines }: GridLayout,
  widths: readonly number[],
  { idNumber }: Knowledge,
  isShort: (column: number, text: string) => boolean,
): TableCell[] =>
  lines.flatMap((line, from) =>
    line.map((placed): TableCell => {
      const { cell, column, span, rows } = placed;
      const text = cell.reveal === 'idNumber' ? (idNumber ?? cell.text) : cell.text;
      const width = widthOf(placed, widths) - 2 * CELL_PADDING;
      const align = cell.align ?? (cell.vertical || isShort(column, cell.text) ? 'center' : 'left');
      const words = linesOf(sheets, cell.vertical ? verticalText(text) : text, CELL, width, { align });
      return {
        ...{ column, span, from, to: from + rows - 1, lines: words },
        ...(cell.image !== undefined && { image: cell.image }),
        ...(cell.vertical && { label: true }),
      };
    }),
  );

const SHORT = 16;

const drawGrid = (sheets: Sheets, block: Extract<Block, { type: 'grid' | 'table' }>, knowledge: Knowledge): void => {
  const list = block.type === 'table';
  const layout = list ? layoutList(block) : layoutGrid(block.rows);
  const widths = columnWidths(layout, PORTRAIT_ROOM, block.widths).map((width) => width / 20);
  const long = new Set(
    layout.lines
      .slice(1)
      .flat()
      .filter(({ cell, span }) => span === 1 && textUnits(cell.text) > SHORT)
      .map(({ column }) => column),
  );
  const isShort = (column: number, text: string) => (list ? !long.has(column) : textUnits(text) <= SHORT);
  const shape: TableShape = {
    widths,
    rows: layout.lines.map((line, at) => ({
      least: lineHeight(line, list ? 0.7 : 0.8) / 20,
      head: list && at === 0,
    })),
    cells: cellsOf(sheets, layout, widths, knowledge, isShort),
  };
  drawTable(sheets, shape);
};

const CM = 28.35;

const drawOpinions = (sheets: Sheets, opinions: readonly OpinionBlock[]): void => {
  const label = 1.3 * CM;
  const width = TEXT_WIDTH - label - 2 * CELL_PADDING;
  const cells = opinions.flatMap((opinion, at): TableCell[] => {
    const { words, closing } = opinionWords(opinion);
    return [
      {
        ...{ column: 0, span: 1, from: at, to: at, label: true },
        lines: linesOf(sheets, verticalText(opinion.label), CELL, label, { align: 'center' }),
      },
      {
        ...{ column: 1, span: 1, from: at, to: at, atTop: true },
        lines: words.flatMap((line) => linesOf(sheets, line, BODY, width, { indent: 2 * BODY })),
        foot: closing.flatMap(({ text, room }) => {
          const indent = 0.8 * CM + room * BODY;
          return linesOf(sheets, text, BODY, width - indent, { align: 'right' }).map((line) => ({ ...line, indent }));
        }),
      },
    ];
  });
  drawTable(sheets, { widths: [label, TEXT_WIDTH - label], rows: opinions.map(() => ({ least: 5.4 * CM })), cells });
};

const drawCover = (sheets: Sheets, { mark, title, lines, foot }: Extract<Block, { type: 'cover' }>): void => {
  if (mark) {
    const words = linesOf(sheets, mark, points(SIZES.mark), 3.2 * CM, { align: 'center' });
    const left = SHEET.width - SHEET.margin - 3.2 * CM;
    sheets.box(left, TOP, 3.2 * CM, 1.1 * CM);
    sheets.write(words, left, TOP - (1.1 * CM - heightOf(words)) / 2, 3.2 * CM);
  }
  sheets.y = TOP - 4.2 * CM;
  write(sheets, linesOf(sheets, title, points(SIZES.cover), TEXT_WIDTH, { align: 'center' }));
  sheets.y -= 1.4 * CM;
  const size = points(SIZES.coverLine);
  const [name, value] = [4.6 * CM, 9.4 * CM];
  const left = (SHEET.width - name - value) / 2;
  for (const line of lines) {
    const said = linesOf(sheets, line.value, size, value - 8, { align: 'center' });
    const height = Math.max(1.15 * CM, heightOf(said) + 8);
    const down = height - heightOf(said) - 3;
    sheets.write(linesOf(sheets, line.label, size, name, {}), left, sheets.y - height + 3 + size * 1.45, name);
    sheets.write(said, left + name, sheets.y - down, value);
    const y = sheets.y - height;
    sheets.page.drawLine({
      start: { x: left + name, y },
      end: { x: left + name + value, y },
      thickness: 0.7,
      color: INK,
    });
    sheets.y = y;
  }
  if (foot) {
    const words = linesOf(sheets, foot, size, TEXT_WIDTH, { align: 'center' });
    sheets.write(words, SHEET.margin, SHEET.margin + 2.4 * CM + heightOf(words), TEXT_WIDTH);
  }
};

const draw = (sheets: Sheets, group: Group, knowledge: Knowledge): void => {
  if (group.type === 'cover') return drawCover(sheets, group);
  if (group.type === 'opinions') return drawOpinions(sheets, group.opinions);
  if (group.type === 'grid' || group.type === 'table') return drawGrid(sheets, group, knowledge);
  drawText(sheets, group);
};

/** Lays a form out on the sheets, in the words and order of the DOCX. Begins where the sheets stand. */
export const drawBlocks = (sheets: Sheets, blocks: readonly Block[], knowledge: Knowledge): void => {
  groupBlocks(blocks)
    .filter(({ group }) => group.type !== 'grid' || group.rows.length > 0)
    .forEach(({ group, onNewPage }, at) => {
      if (onNewPage) sheets.turn();
      else if (at > 0 && group.type !== 'title' && sheets.y < TOP) sheets.y -= 4;
      draw(sheets, group, knowledge);
    });
};
