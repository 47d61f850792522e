import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fontkit from '@pdf-lib/fontkit';
import type { PDFDocument, PDFFont } from '@cantoo/pdf-lib';
import subsetFont from 'subset-font';
import { cleanText } from '../text-runs.ts';

/**
 * A font comes in a hundred parts, each with the characters of some ranges; a book needs a few of each. What the first
 * lacks is looked for in the next: rare characters of names, such as 㛃 in that of Hong Kong and 𠮷 in that of Japan.
 */
const FONTS = ['noto-serif-sc', 'noto-serif-hk', 'noto-serif-jp'] as const;
const folderOf = (font: string): string =>
  dirname(createRequire(import.meta.url).resolve(`@fontsource-variable/${font}/package.json`));
const REGULAR = 400;

/** One glyph for each character, whatever stands beside it: the widths that the lines were broken by are those printed. */
const PLAIN = { calt: false, liga: false, clig: false, rlig: false, ccmp: false, locl: false, kern: false };

/** `part`: its file. */
type Range = { readonly from: number; readonly to: number; readonly part: string };

const readRanges = (font: string): Range[] => {
  const folder = folderOf(font);
  const parts = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as Record<string, string>;
  const fileOf = (part: string) => join(folder, 'files', `${font}-${part.replace(/[[\]]/g, '')}-wght-normal.woff2`);
  return Object.entries(parts).flatMap(([part, text]) =>
    text.split(',').map((range) => {
      const [from = NaN, to = from] = range
        .trim()
        .replace(/^U\+/, '')
        .split('-')
        .map((code) => parseInt(code, 16));
      return { from, to, part: fileOf(part) };
    }),
  );
};

const ranges = new Map<string, readonly Range[]>();
const rangesOf = (font: string): readonly Range[] => {
  const read = ranges.get(font) ?? readRanges(font);
  ranges.set(font, read);
  return read;
};

/** The ranges of a font name characters that it has not; of the rare ones the file itself is asked. */
const characters = new Map<string, ReadonlySet<number>>();
const charactersOf = (part: string): ReadonlySet<number> => {
  const read = characters.get(part) ?? new Set(fontkit.create(readFileSync(part)).characterSet);
  characters.set(part, read);
  return read;
};

const partOf = (char: string): string | undefined => {
  const code = char.codePointAt(0) ?? 0;
  for (const font of FONTS) {
    const range = rangesOf(font).find(({ from, to }) => code >= from && code <= to);
    if (range && (font === FONTS[0] || charactersOf(range.part).has(code))) return range.part;
  }
  return undefined;
};

const known = new Map<string, boolean>();
const isKnown = (char: string): boolean => {
  const told = known.get(char) ?? partOf(char) !== undefined;
  known.set(char, told);
  return told;
};

const SPACES = /[\u00a0\u2000-\u200a\u202f\u205f]/g;
const INVISIBLE = /[\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f]/g;

/** What the fonts can draw. A character that they all lack is named by its code, so that nothing is lost in silence. */
export const printable = (text: string): string =>
  [...cleanText(text).replace(SPACES, ' ').replace(INVISIBLE, '')]
    .map((char) => {
      if (char === '\n' || char === ' ' || char === '　' || isKnown(char)) return char;
      return `〔U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}〕`;
    })
    .join('');

/** Characters that every book has, whatever stands in it. */
const ALWAYS = [...Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)), ...'第页共无〔〕：（）'].join(
  '',
);

export type Faces = {
  /** in points */
  readonly widthOf: (text: string, size: number) => number;
  /** undefined for a space */
  readonly fontOf: (char: string) => PDFFont | undefined;
};

/** Puts the characters of the texts into the document: only those, so that a book stays small. */
export const embedFaces = async (document: PDFDocument, texts: Iterable<string>): Promise<Faces> => {
  const wanted = new Map<string, Set<string>>();
  const seen = new Set<string>();
  for (const text of [ALWAYS, ...texts])
    for (const char of printable(text)) {
      if (seen.has(char)) continue;
      seen.add(char);
      const part = partOf(char);
      if (part !== undefined) wanted.set(part, (wanted.get(part) ?? new Set()).add(char));
    }
  document.registerFontkit(fontkit);
  const fonts = new Map<string, PDFFont>();
  const widths = new Map<string, number>();
  for (const [part, chars] of wanted) {
    const few = await subsetFont(await readFile(part), [...chars].join(''), {
      targetFormat: 'truetype',
      variationAxes: { wght: REGULAR },
    });
    const font = await document.embedFont(few, { subset: false, features: PLAIN });
    for (const char of chars) {
      fonts.set(char, font);
      widths.set(char, font.widthOfTextAtSize(char, 1));
    }
  }
  const widthOfChar = (char: string) => widths.get(char) ?? (char === '　' ? 1 : 0.3);
  return {
    widthOf: (text, size) => [...text].reduce((sum, char) => sum + widthOfChar(char), 0) * size,
    fontOf: (char) => (char === ' ' || char === '　' ? undefined : fonts.get(char)),
  };
};
