import { inOrder, paragraph, run, type ParagraphStyle, type RunStyle } from './ooxml.ts';
import { FACES } from './typography.ts';

/**
 * What no XML 1.0 document may contain (one such character makes Word refuse the whole file), and the marks that turn
 * the direction of reading round.
 */
const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A text without any of these is clean as it stands, which nearly every one is. */
const SUSPICIOUS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]/;

/** Text that may stand in a document: line ends are `\n`, no tabs, nothing XML forbids. */
export const cleanText = (text: string): string =>
  SUSPICIOUS.test(text)
    ? text
        .replace(/\r\n?|\u2028|\u2029/g, '\n')
        .replace(/\t/g, ' ')
        .replace(FORBIDDEN, '')
    : text;

const RARE = /([\u{20000}-\u{3ffff}]+)/u;

const USUAL: RunStyle = {};

/** Runs of one line of clean text; characters beyond the basic plane name the font that has them. */
export const runsOf = (line: string, style: RunStyle = USUAL): string => {
  if (line === '') return '';
  if (!RARE.test(line)) return run(line, style);
  return inOrder(line.split(RARE), (part, index) =>
    part === '' ? '' : run(part, index % 2 === 1 ? { ...style, face: FACES.rare } : style),
  );
};

/** A paragraph for each line of the text; an empty text is one empty paragraph, as every cell needs one. */
export const paragraphsOf = (text: string, style?: RunStyle, lines?: ParagraphStyle): string => {
  const clean = cleanText(text);
  if (!clean.includes('\n')) return paragraph(runsOf(clean, style), lines);
  return inOrder(clean.split('\n'), (line) => paragraph(runsOf(line, style), lines));
};

/** Width of a line in Chinese characters; Latin letters and digits take about half the room. */
export const lineUnits = (line: string): number => {
  let units = 0;
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    // The second half of a surrogate pair has no width of its own.
    if (code < 0xdc00 || code > 0xdfff) units += code < 0x2e80 ? 0.55 : 1;
  }
  return units;
};

/** Width of the longest line. */
export const textUnits = (text: string): number =>
  text.includes('\n') ? Math.max(...text.split('\n').map(lineUnits)) : lineUnits(text);
