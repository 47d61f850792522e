import { AlignmentType, HeightRule, Paragraph, TableCell, TableRow, VerticalAlign, WidthType, type Table } from 'docx';
import type { Block } from '@zhicheng/series-kit';
import { fixedTable, verticalText } from './grid-table.ts';
import { cleanText, paragraphsOf, runsOf } from './text-runs.ts';
import { cm, FACES, FIRST_LINE, NO_BORDER, SIZES, type Room } from './typography.ts';

export type OpinionBlock = Extract<Block, { type: 'opinion' }>;

const LABEL_WIDTH = cm(1.3);

/** Official seals measure up to 4.5 cm; the form keeps at least 4 cm free for one (rules-and-forms.md 2.2). */
const SEAL_ROOM = cm(4.2);

const BODY = { font: FACES.fangSong, size: SIZES.body } as const;

type LineKind = 'signer' | 'seal' | 'date' | 'other';

const kindOf = (line: string): LineKind => {
  if (/^[（(]?[^：:]*(公章|印章|盖章)[）)]?$/.test(line)) return 'seal';
  if (/年\s*月\s*日|\d{4}\s*(年|-)\s*\d{1,2}\s*(月|-)/.test(line) && !/[：:]/.test(line)) return 'date';
  return /^[^：:]*(人|签字|签名|主任|委员|专家|领导)\s*([（(]签[名字][）)])?\s*([：:]|$)/.test(line)
    ? 'signer'
    : 'other';
};

/** `经办人` leaves room to sign; `经办人：示例三` is printed as it is. */
const signerText = (line: string) => (/[：:]/.test(line) ? line : `${line}：${'　'.repeat(6)}`);
const sealText = (line: string) => (/^[（(]/.test(line) ? line : `（${line}）`);
const dateText = (line: string) =>
  /\d/.test(line) ? line : `${'　'.repeat(3)}年${'　'.repeat(2)}月${'　'.repeat(2)}日`;

/** Room to the right is an indent: spaces at the end of a line count for nothing. */
const atRight = (text: string, spaces = 0) => {
  const trimmed = text.trimEnd();
  const room = (spaces + [...text].length - [...trimmed].length) * SIZES.body * 10;
  return new Paragraph({
    alignment: AlignmentType.RIGHT,
    indent: { right: cm(0.8) + room },
    spacing: { before: 120 },
    children: runsOf(trimmed, BODY),
  });
};

const linesOf = (lines: readonly string[], kind: LineKind) =>
  lines.map((line) => cleanText(line).trim()).filter((line) => line !== '' && kindOf(line) === kind);

/** Who signs, then the seal with the date beneath it, as on every stamped paper. */
const closing = (lines: readonly string[]): Paragraph[] => {
  const of = (kind: LineKind) => linesOf(lines, kind);
  const signers = of('signer').map(signerText).join('　　');
  return [
    ...(signers ? [atRight(signers)] : []),
    ...of('seal').map((line) => atRight(sealText(line), 3)),
    ...of('date').map((line) => atRight(dateText(line))),
  ];
};

const bodyCell = (children: readonly Paragraph[], part: 'text' | 'closing', { width }: Room) =>
  new TableCell({
    width: { size: width - LABEL_WIDTH, type: WidthType.DXA },
    verticalAlign: part === 'text' ? VerticalAlign.TOP : VerticalAlign.BOTTOM,
    margins: { top: 100, bottom: 100, left: 160, right: 160 },
    borders: part === 'text' ? { bottom: NO_BORDER } : { top: NO_BORDER },
    children,
  });

const labelCell = (label: string) =>
  new TableCell({
    rowSpan: 2,
    width: { size: LABEL_WIDTH, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    children: paragraphsOf(verticalText(label), { bold: true }, { alignment: AlignmentType.CENTER }),
  });

/** The words, then the facts that are neither name nor seal nor date (是否占用职数：是). */
const words = ({ text, lines }: OpinionBlock): Paragraph[] => [
  ...paragraphsOf(text, BODY, { indent: FIRST_LINE }),
  ...linesOf(lines, 'other').flatMap((line) => paragraphsOf(line, BODY, { indent: FIRST_LINE })),
];

/** Two lines without a rule between them: the words at the top, the signatures at the foot of the room for the seal. */
const opinionRows = (opinion: OpinionBlock, room: Room): TableRow[] => [
  new TableRow({
    keepNext: true,
    height: { value: cm(1.2), rule: HeightRule.ATLEAST },
    children: [labelCell(opinion.label), bodyCell(words(opinion), 'text', room)],
  }),
  new TableRow({
    cantSplit: true,
    height: { value: SEAL_ROOM, rule: HeightRule.ATLEAST },
    children: [bodyCell(closing(opinion.lines), 'closing', room)],
  }),
];

/**
 * Opinions that follow each other share one table. An opinion not yet given stays blank, not 无: it is written by hand
 * on the printed form.
 */
export const opinionTable = (opinions: readonly OpinionBlock[], room: Room): Table =>
  fixedTable(
    opinions.flatMap((opinion) => opinionRows(opinion, room)),
    [LABEL_WIDTH, room.width - LABEL_WIDTH],
  );
