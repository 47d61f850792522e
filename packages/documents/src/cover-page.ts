import type { Block } from '@zhicheng/series-kit';
import { cell, inOrder, paragraph, row, table, type ParagraphStyle } from './ooxml.ts';
import { cleanText, lineUnits, paragraphsOf, runsOf } from './text-runs.ts';
import { BORDER, cm, FACES, NO_BORDER, NO_BORDERS, SIZES } from './typography.ts';

export type CoverBlock = Extract<Block, { type: 'cover' }>;

const LINE_WIDTHS = [cm(5), cm(9)] as const;
const LINE = { face: FACES.fangSong, size: SIZES.coverLine } as const;

/** The frame in the top right corner (城市基层, 农村, 破格, 转评); its room is kept where there is none. */
const markFrame = (mark: string | undefined): string =>
  table(
    row(
      cell(paragraphsOf(mark ?? '', { face: FACES.black, size: SIZES.mark }, { align: 'center' }), {
        width: cm(3.2),
        align: 'center',
        borders: mark ? { top: BORDER, bottom: BORDER, left: BORDER, right: BORDER } : NO_BORDERS,
      }),
      { cantSplit: true, least: cm(1.1) },
    ),
    { widths: [cm(3.2)], border: NO_BORDER, align: 'right' },
  );

const SPREAD: ParagraphStyle = { align: 'distribute' };
const CENTRED: ParagraphStyle = { align: 'center' };
const UNDERLINED = { ...NO_BORDERS, bottom: BORDER };

const coverLine = ({ label, value }: CoverBlock['lines'][number]): string => {
  // Labels of two and of six characters end flush, as if typeset by hand.
  const name = cell(paragraphsOf(label, LINE, SPREAD), {
    width: LINE_WIDTHS[0],
    align: 'bottom',
    borders: NO_BORDERS,
  });
  const said = cell(paragraphsOf(value, LINE, CENTRED), {
    width: LINE_WIDTHS[1],
    align: 'bottom',
    borders: UNDERLINED,
  });
  return row(name + said, { cantSplit: true, least: cm(1.25) });
};

const lineTable = (lines: CoverBlock['lines']): string =>
  table(inOrder(lines, coverLine), {
    widths: LINE_WIDTHS,
    border: NO_BORDER,
    align: 'center',
    margins: { left: 100, right: 100, top: 40, bottom: 20 },
  });

/** Characters that fit beside a label. */
const VALUE_UNITS = 15;

/** Covers with many lines, or long ones, begin higher, so that the cover remains one page. */
const titleDrop = (lines: CoverBlock['lines']) => {
  const printed = lines.reduce((sum, { value }) => sum + Math.max(1, Math.ceil(lineUnits(value) / VALUE_UNITS)), 0);
  return cm(Math.max(0.6, 3.6 - Math.max(0, printed - 7) * 0.8));
};

/** The first page without its foot, which stands in the footer of that page. */
export const coverParts = ({ mark, title, lines }: CoverBlock): string => {
  const titles = cleanText(title)
    .split('\n')
    .map((line, index) =>
      paragraph(runsOf(line, { face: FACES.title, size: SIZES.cover }), {
        align: 'center',
        spacing: { before: index === 0 ? titleDrop(lines) : 120 },
      }),
    );
  const gap = paragraph('', { spacing: { before: cm(1.4) } });
  return markFrame(mark) + titles.join('') + gap + (lines.length > 0 ? lineTable(lines) : '');
};
