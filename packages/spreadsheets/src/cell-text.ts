import { isDate } from '@zhicheng/series-kit';
import type { CellKind } from './column.ts';

const FULL_WIDTH = /[０-９Ａ-Ｚａ-ｚ．－／＋]/g;
/** Byte order marks, joiners and the other characters nobody sees. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]/g;

/**
 * What a person meant by a cell's text: full-width digits and letters become plain ones, unseen characters go, any
 * blank is one space. Chinese punctuation stays.
 */
export const plainText = (text: string): string => (PLAIN.test(text) ? text : cleaned(text));

/** Nothing in it that could be anything else: most cells. */
const PLAIN = /^[!-~\u4e00-\u9fff、。，；：]*$/;

const cleaned = (text: string): string =>
  text
    .replace(FULL_WIDTH, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(INVISIBLE, '')
    .replace(/[ \t\u00a0\u3000]+/g, ' ')
    .replace(/\r\n?/g, '\n')
    .trim();

/** As plain text, and without what marks a required column or only breaks the line. */
export const headingKey = (text: string): string =>
  plainText(text)
    .normalize('NFKC')
    .replace(/[\s*:]/g, '');

const two = (part: string) => part.padStart(2, '0');

/** Days since 30 December 1899, as spreadsheets count; only where a date is asked for. */
const fromSerial = (days: number): string =>
  new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);

/** 2024/1/31, 2024.1.31, 2024年1月31日, 20240131 and serial numbers as 2024-01-31; anything else as it is. */
export function isoDate(text: string): string {
  const parts =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (parts) {
    const [, year = '', month = '', day = ''] = parts;
    const iso = `${year}-${two(month)}-${two(day)}`;
    return isDate(iso) ? iso : text;
  }
  return /^[2-6]\d{4}(\.\d+)?$/.test(text) ? fromSerial(Math.floor(Number(text))) : text;
}

const BY_KIND: Record<CellKind, (text: string) => string> = {
  text: (text) => text,
  date: isoDate,
  year: (text) => /^(\d{4})(?:年|-\d{1,2}-\d{1,2})?$/.exec(text)?.[1] ?? text,
  number: (text) => (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text),
};

/** Plain text in the form that the column's kind has. */
export const cellText = (text: string, kind: CellKind = 'text'): string => BY_KIND[kind](plainText(text));
