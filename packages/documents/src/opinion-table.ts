import type { Block } from '@zhicheng/series-kit';
import { fixedTable, verticalText } from './grid-table.ts';
import { cell, inOrder, paragraph, row, type ParagraphStyle } from './ooxml.ts';
import { cleanText, paragraphsOf, runsOf } from './text-runs.ts';
import { cm, FACES, FIRST_LINE, NO_BORDER, SIZES, type Room } from './typography.ts';

export type OpinionBlock = Extract<Block, { type: 'opinion' }>;

const LABEL_WIDTH = cm(1.3);

/** Official seals measure up to 4.5 cm; the form keeps at least 4 cm free for one (rules-and-forms.md 2.2). */
const SEAL_ROOM = cm(4.2);

const BODY = { face: FACES.fangSong, size: SIZES.body } as const;

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

/** A line at the right; `room`: characters that are kept free behind it, for spaces at the end of a line count for nothing. */
type AtRight = { readonly text: string; readonly room: number };

const roomAtRight = (line: string, spaces = 0): AtRight => {
  const text = line.trimEnd();
  return { text, room: spaces + [...line].length - [...text].length };
};

const atRight = ({ text, room }: AtRight) =>
  paragraph(runsOf(text, BODY), {
    align: 'right',
    indent: { right: cm(0.8) + room * SIZES.body * 10 },
    spacing: { before: 120 },
  });

const linesOf = (lines: readonly string[], kind: LineKind) =>
  lines.map((line) => cleanText(line).trim()).filter((line) => line !== '' && kindOf(line) === kind);

/**
 * An opinion as it is read: the words, then the facts that are neither name nor seal nor date (是否占用职数：是); who
 * signs, and the seal with the date beneath it, as on every stamped paper.
 */
export const opinionWords = ({ text, lines }: OpinionBlock): { words: string[]; closing: AtRight[] } => {
  const signers = linesOf(lines, 'signer').map(signerText).join('　　');
  return {
    words: [text, ...linesOf(lines, 'other')],
    closing: [
      ...(signers ? [roomAtRight(signers)] : []),
      ...linesOf(lines, 'seal').map((line) => roomAtRight(sealText(line), 3)),
      ...linesOf(lines, 'date').map((line) => roomAtRight(dateText(line))),
    ],
  };
};

const BODY_MARGINS = { top: 100, bottom: 100, left: 160, right: 160 } as const;
const OPEN_BELOW = { bottom: NO_BORDER } as const;
const OPEN_ABOVE = { top: NO_BORDER } as const;
const WORDS: ParagraphStyle = { indent: FIRST_LINE, keepNext: true };
const LABEL: ParagraphStyle = { align: 'center', keepNext: true };
const BOLD = { bold: true } as const;

const bodyCell = (content: string, part: 'text' | 'closing', { width }: Room) =>
  cell(content, {
    width: width - LABEL_WIDTH,
    align: part === 'text' ? 'top' : 'bottom',
    margins: BODY_MARGINS,
    borders: part === 'text' ? OPEN_BELOW : OPEN_ABOVE,
  });

const labelCell = (label: string) =>
  cell(paragraphsOf(verticalText(label), BOLD, LABEL), {
    width: LABEL_WIDTH,
    merge: 'restart',
    align: 'center',
  });
const labelRest = cell(paragraph(''), { width: LABEL_WIDTH, merge: 'continue', align: 'center' });

/** Two lines without a rule between them: the words at the top, the signatures at the foot of the room for the seal. */
const opinionRows = (opinion: OpinionBlock, room: Room): string => {
  const { words, closing } = opinionWords(opinion);
  const text = inOrder(words, (line) => paragraphsOf(line, BODY, WORDS));
  // A cell ends with a paragraph.
  const signed = inOrder(closing, atRight) || paragraph('');
  return (
    row(labelCell(opinion.label) + bodyCell(text, 'text', room), { least: cm(1.2) }) +
    row(labelRest + bodyCell(signed, 'closing', room), { cantSplit: true, least: SEAL_ROOM })
  );
};

/**
 * Opinions that follow each other share one table. An opinion not yet given stays blank, not 无: it is written by hand
 * on the printed form.
 */
export const opinionTable = (opinions: readonly OpinionBlock[], room: Room): string =>
  fixedTable(
    inOrder(opinions, (opinion) => opinionRows(opinion, room)),
    [LABEL_WIDTH, room.width - LABEL_WIDTH],
  );
