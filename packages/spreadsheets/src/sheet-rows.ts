import { StringDecoder } from 'node:string_decoder';
import { seenCell, type BookContext, type SeenCell } from './cell.ts';
import { broken, tooLarge } from './refusal.ts';
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
/** XFD */
const LAST_COLUMN = 16_384;

/** A row with content: its number as the program shows it, its cells by the number of their column, from 1. */
export interface SheetRow {
  readonly number: number;
  readonly cells: (SeenCell | undefined)[];
}
export interface SheetRows {
  readonly rows: readonly SheetRow[];
  /** More rows with content than were asked for. */
  readonly tooMany: boolean;
}

const ROW = /<(\w+:)?row(?=[\s>/])/g;
const CONTENT = /<(?:\w+:)?(?:v|t|is|f)[\s>/]/;
const CELL = /<(?:\w+:)?c(\s[^>]*?)?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g;
const PLACE = /\sr="([A-Z]{1,3})\d+"/;
const TYPE = /\st="(\w+)"/;
const STYLE = /\ss="(\d+)"/;
const NUMBER = /^<(?:\w+:)?row\s[^>]*?\br="(\d{1,7})"/;

const columnNumber = (letters: string): number => {
  let number = 0;
  for (let at = 0; at < letters.length; at += 1) number = number * 26 + letters.charCodeAt(at) - 64;
  return number;
};

function cellsOf(row: string, context: BookContext): SheetRow['cells'] {
  const cells: SheetRow['cells'] = [];
  let column = 0;
  for (const [, attributes = '', inner] of row.matchAll(CELL)) {
    const letters = PLACE.exec(attributes)?.[1];
    column = letters === undefined ? column + 1 : columnNumber(letters);
    if (inner === undefined || column > LAST_COLUMN) continue;
    const type = TYPE.exec(attributes)?.[1] ?? 'n';
    cells[column] = seenCell(type, Number(STYLE.exec(attributes)?.[1] ?? 0), inner, context);
  }
  return cells;
}

interface Scan {
  readonly context: BookContext;
  readonly rows: SheetRow[];
  kept: number;
  /** Of the last row, with content or without. */
  number: number;
  rest: string;
}

/** Reads the complete rows of `rest`; keeps those with content. */
function takeRows(scan: Scan, max: number): void {
  let at = 0;
  while (scan.rows.length <= max) {
    ROW.lastIndex = at;
    const found = ROW.exec(scan.rest);
    if (!found) break;
    const start = found.index;
    const opened = scan.rest.indexOf('>', start);
    if (opened < 0) break;
    const closing = `</${found[1] ?? ''}row>`;
    const empty = scan.rest[opened - 1] === '/';
    const closed = empty ? opened : scan.rest.indexOf(closing, opened);
    if (closed < 0) break;
    const end = empty ? opened + 1 : closed + closing.length;
    keep(scan, scan.rest.slice(start, end));
    at = end;
  }
  scan.rest = scan.rest.slice(at);
}

function keep(scan: Scan, row: string): void {
  scan.number = Number(NUMBER.exec(row)?.[1] ?? scan.number + 1);
  if (!CONTENT.test(row)) return;
  scan.kept += row.length;
  if (scan.kept > MAX_KEPT) throw tooLarge();
  scan.rows.push({ number: scan.number, cells: cellsOf(row, scan.context) });
}

const MERGE = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g;

/** Cells merged with others say what the first of them says, in the rows that have content of their own. */
function fillMerges(rows: readonly SheetRow[], tail: string): void {
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  let merges = 0;
  for (const [, from = '', top, to = '', bottom] of tail.matchAll(MERGE)) {
    const [left, right, first, last] = [columnNumber(from), columnNumber(to), Number(top), Number(bottom)];
    if ((right - left + 1) * (last - first + 1) > MAX_MERGED_CELLS) continue;
    if ((merges += 1) > MAX_MERGES) break;
    const said = byNumber.get(first)?.cells[left];
    if (said === undefined) continue;
    for (let number = first; number <= last; number += 1) {
      const cells = byNumber.get(number)?.cells;
      if (cells) for (let column = left; column <= right; column += 1) cells[column] = said;
    }
  }
}

const END = /<\/(?:\w+:)?sheetData>|<(?:\w+:)?sheetData\s*\/>/;

/**
 * The rows with content of a worksheet, read as a stream: memory stays bounded whatever the file claims. Formats,
 * validations and pictures are passed over.
 * @throws SheetRefused for a sheet that is too large, or ends before its rows do
 */
export async function sheetRows(part: Part, maxRows: number, context: BookContext): Promise<SheetRows> {
  const decoder = new StringDecoder('utf8');
  const scan: Scan = { context, rows: [], kept: 0, number: 0, rest: '' };
  let tail: string | null = null;
  for await (const chunk of part.chunks(MAX_SHEET)) {
    const text = decoder.write(chunk);
    if (tail !== null) {
      if (tail.length < MAX_TAIL) tail += text;
      continue;
    }
    scan.rest += text;
    takeRows(scan, maxRows);
    if (scan.rows.length > maxRows) return { rows: scan.rows, tooMany: true };
    const closed = END.exec(scan.rest)?.index ?? -1;
    if (closed >= 0) tail = scan.rest.slice(closed);
    else if (scan.rest.length > MAX_ROW) throw tooLarge();
  }
  if (tail === null) throw broken();
  fillMerges(scan.rows, tail);
  return { rows: scan.rows, tooMany: false };
}
