import { Paragraph, TextRun, type IParagraphOptions, type IRunOptions } from 'docx';
import { FACES } from './typography.ts';

/**
 * What no XML 1.0 document may contain (one such character makes Word refuse the whole file), and the marks that turn
 * the direction of reading round.
 */
const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text that may stand in a document: line ends are `\n`, no tabs, nothing XML forbids. */
export const cleanText = (text: string): string =>
  text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/\t/g, ' ')
    .replace(FORBIDDEN, '');

/** Runs of one line of clean text; characters beyond the basic plane name the font that has them. */
export const runsOf = (line: string, style: IRunOptions = {}): TextRun[] =>
  line
    .split(/([\u{20000}-\u{3ffff}]+)/u)
    .filter((part) => part !== '')
    .map(
      (text, index, parts) => new TextRun({ ...style, text, ...(isRare(parts[index] ?? '') && { font: FACES.rare }) }),
    );

const isRare = (part: string) => (part.codePointAt(0) ?? 0) >= 0x20000;

/** A paragraph for each line of the text; an empty text is one empty paragraph, as every cell needs one. */
export const paragraphsOf = (text: string, run: IRunOptions = {}, paragraph: IParagraphOptions = {}): Paragraph[] =>
  cleanText(text)
    .split('\n')
    .map((line) => new Paragraph({ ...paragraph, children: runsOf(line, run) }));

/** Width of a line in Chinese characters; Latin letters and digits take about half the room. */
export const lineUnits = (line: string): number =>
  [...line].reduce((sum, char) => sum + ((char.codePointAt(0) ?? 0) < 0x2e80 ? 0.55 : 1), 0);

/** Width of the longest line. */
export const textUnits = (text: string): number => Math.max(0, ...text.split('\n').map(lineUnits));
