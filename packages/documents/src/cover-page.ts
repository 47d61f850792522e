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
import { cleanText, lineUnits, paragraphsOf, runsOf } from './text-runs.ts';
import { BORDER, cm, FACES, NO_BORDERS, SIZES } from './typography.ts';

export type CoverBlock = Extract<Block, { type: 'cover' }>;

const LINE_WIDTHS = [cm(5), cm(9)] as const;
const LINE = { font: FACES.fangSong, size: SIZES.coverLine } as const;

const NO_TABLE_BORDERS = {
  ...NO_BORDERS,
  insideHorizontal: NO_BORDERS.top,
  insideVertical: NO_BORDERS.top,
};

/** The frame in the top right corner (城市基层, 农村, 破格, 转评); its room is kept where there is none. */
const markFrame = (mark: string | undefined): Table =>
  new Table({
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.RIGHT,
    width: { size: cm(3.2), type: WidthType.DXA },
    columnWidths: [cm(3.2)],
    borders: NO_TABLE_BORDERS,
    rows: [
      new TableRow({
        cantSplit: true,
        height: { value: cm(1.1), rule: HeightRule.ATLEAST },
        children: [
          new TableCell({
            width: { size: cm(3.2), type: WidthType.DXA },
            verticalAlign: VerticalAlign.CENTER,
            borders: mark ? { top: BORDER, bottom: BORDER, left: BORDER, right: BORDER } : NO_BORDERS,
            children: paragraphsOf(
              mark ?? '',
              { font: FACES.black, size: SIZES.mark },
              { alignment: AlignmentType.CENTER },
            ),
          }),
        ],
      }),
    ],
  });

const coverLine = ({ label, value }: CoverBlock['lines'][number]): TableRow =>
  new TableRow({
    cantSplit: true,
    height: { value: cm(1.25), rule: HeightRule.ATLEAST },
    children: [
      new TableCell({
        width: { size: LINE_WIDTHS[0], type: WidthType.DXA },
        verticalAlign: VerticalAlign.BOTTOM,
        borders: NO_BORDERS,
        // Labels of two and of six characters end flush, as if typeset by hand.
        children: paragraphsOf(label, LINE, { alignment: AlignmentType.DISTRIBUTE }),
      }),
      new TableCell({
        width: { size: LINE_WIDTHS[1], type: WidthType.DXA },
        verticalAlign: VerticalAlign.BOTTOM,
        borders: { ...NO_BORDERS, bottom: BORDER },
        children: paragraphsOf(value, LINE, { alignment: AlignmentType.CENTER }),
      }),
    ],
  });

const lineTable = (lines: CoverBlock['lines']): Table =>
  new Table({
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    width: { size: LINE_WIDTHS[0] + LINE_WIDTHS[1], type: WidthType.DXA },
    columnWidths: LINE_WIDTHS,
    borders: NO_TABLE_BORDERS,
    margins: { left: 100, right: 100, top: 40, bottom: 20 },
    rows: lines.map(coverLine),
  });

/** Characters that fit beside a label. */
const VALUE_UNITS = 15;

/** Covers with many lines, or long ones, begin higher, so that the cover remains one page. */
const titleDrop = (lines: CoverBlock['lines']) => {
  const printed = lines.reduce((sum, { value }) => sum + Math.max(1, Math.ceil(lineUnits(value) / VALUE_UNITS)), 0);
  return cm(Math.max(0.6, 3.6 - Math.max(0, printed - 7) * 0.8));
};

/** The first page without its foot, which stands in the footer of that page. */
export const coverParts = ({ mark, title, lines }: CoverBlock): (Paragraph | Table)[] => [
  markFrame(mark),
  ...cleanText(title)
    .split('\n')
    .map(
      (line, index) =>
        new Paragraph({
          alignment: AlignmentType.CENTER,
          spacing: { before: index === 0 ? titleDrop(lines) : 120 },
          children: runsOf(line, { font: FACES.title, size: SIZES.cover }),
        }),
    ),
  new Paragraph({ spacing: { before: cm(1.4) }, children: [] }),
  ...(lines.length > 0 ? [lineTable(lines)] : []),
];
