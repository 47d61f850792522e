import { StringDecoder } from 'node:string_decoder';
import { tooLarge } from './refusal.ts';
import type { Part } from './zip-parts.ts';

const MEGABYTE = 1024 * 1024;
/** A sheet of a million formatted empty rows inflates to about 200 MB; it is read in passing, never held. */
const MAX_SHEET = 400 * MEGABYTE;
const MAX_KEPT = 24 * MEGABYTE;
const MAX_ROW = 2 * MEGABYTE;
const MAX_TAIL = 2 * MEGABYTE;
/** Merged areas larger than this hold no table. */
const MAX_MERGED_CELLS = 5000;
const MAX_MERGES = 2000;

export interface SlimSheet {
  readonly xml: string;
  /** More rows with content than were asked for. */
  readonly tooMany: boolean;
}

const ROW = /<row[\s>/]/g;
const CONTENT = /<(?:v|t|is|f)[\s>/]/;

interface Scan {
  readonly rows: string[];
  kept: number;
  rest: string;
}

/** Moves complete rows from `rest` into `rows`, those with content only. */
function takeRows(scan: Scan, max: number): void {
  let at = 0;
  for (;;) {
    ROW.lastIndex = at;
    const start = ROW.exec(scan.rest)?.index;
    if (start === undefined) break;
    const opened = scan.rest.indexOf('>', start);
    if (opened < 0) break;
    const empty = scan.rest[opened - 1] === '/';
    const end = empty ? opened + 1 : scan.rest.indexOf('</row>', opened) + 6;
    if (end < 6) break;
    const row = empty ? '' : scan.rest.slice(start, end);
    if (CONTENT.test(row)) {
      scan.kept += row.length;
      if (scan.kept > MAX_KEPT) throw tooLarge();
      scan.rows.push(row);
    }
    at = end;
    if (scan.rows.length > max) break;
  }
  scan.rest = scan.rest.slice(at);
}

const columnNumber = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

/** Merges of a size that tables have: filling a merged area visits each of its cells. */
function modestMerges(tail: string): string {
  const refs = [...tail.matchAll(/<mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g)].filter(
    ([, left = '', top, right = '', bottom]) =>
      (columnNumber(right) - columnNumber(left) + 1) * (Number(bottom) - Number(top) + 1) <= MAX_MERGED_CELLS,
  );
  const cells = refs.slice(0, MAX_MERGES).map(([, l, t, r, b]) => `<mergeCell ref="${l}${t}:${r}${b}"/>`);
  return cells.length === 0 ? '' : `<mergeCells count="${cells.length}">${cells.join('')}</mergeCells>`;
}

/**
 * A worksheet reduced to its rows with content and its merges, read as a stream: memory stays bounded whatever the
 * file claims. Formats, validations and pictures are left behind.
 */
export async function slimSheet(part: Part, maxRows: number): Promise<SlimSheet> {
  const decoder = new StringDecoder('utf8');
  const scan: Scan = { rows: [], kept: 0, rest: '' };
  let tail: string | null = null;
  for await (const chunk of part.chunks(MAX_SHEET)) {
    const text = decoder.write(chunk);
    if (tail !== null) {
      if (tail.length < MAX_TAIL) tail += text;
      continue;
    }
    scan.rest += text;
    takeRows(scan, maxRows);
    if (scan.rows.length > maxRows) break;
    const closed = scan.rest.indexOf('</sheetData>');
    if (closed >= 0) tail = scan.rest.slice(closed);
    else if (scan.rest.length > MAX_ROW) throw tooLarge();
  }
  const rows = scan.rows.join('');
  return {
    xml:
      '<?xml version="1.0" encoding="UTF-8"?>' +
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
      `<sheetData>${rows}</sheetData>${modestMerges(tail ?? '')}</worksheet>`,
    tooMany: scan.rows.length > maxRows,
  };
}
