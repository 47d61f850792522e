import type { Cell, CellValue, Row, Worksheet } from 'exceljs';
import { cellText, headingKey } from './cell-text.ts';
import { DEFAULT_MAX_ROWS, type CellError, type SheetColumn } from './column.ts';
import { openWorkbook } from './open-workbook.ts';
import { noRows, SheetRefused, tooManyRows, wrongTemplate } from './refusal.ts';

/** A row of the file: its number as the program shows it, and one text per column asked for, '' where empty. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly string[];
}
export type TableRead =
  | { readonly ok: true; readonly rows: readonly TableRow[]; readonly errors: readonly CellError[] }
  | { readonly ok: false; readonly message: string };

/** Titles, notes and headings above the data. */
const ROWS_ABOVE = 15;

const SIGNIFICANT = 15;
const numberText = (value: number): string => String(Number(value.toPrecision(SIGNIFICANT)));

/** What the reader of the sheet sees in a cell; `wrong` where that is nothing one could import. */
function seen(value: CellValue): { text: string; wrong?: string } {
  if (value === null || value === undefined) return { text: '' };
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) >= 10 ** SIGNIFICANT
      ? { text: String(value), wrong: '数字太长，后几位已经丢失。请把单元格格式改为“文本”后重新填写。' }
      : { text: numberText(value) };
  if (typeof value === 'boolean') return { text: value ? '是' : '否' };
  if (value instanceof Date) return { text: Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10) };
  if (typeof value === 'string') return { text: value };
  if ('richText' in value) return { text: value.richText.map(({ text }) => text).join('') };
  if ('error' in value) return { text: '', wrong: `单元格显示 ${value.error}，请更正。` };
  if ('text' in value) return seen(value.text as CellValue);
  if ('result' in value && value.result !== undefined) return seen(value.result as CellValue);
  return { text: '', wrong: '公式没有结果。请复制后“粘贴为数值”再上传。' };
}

const isBlank = (cell: Cell): boolean => seen(cell.value).text.trim() === '';

/** Column numbers by the place of their heading in `columns`; undefined where the row has no such heading. */
function headingsIn(row: Row, columns: readonly SheetColumn[]): (number | undefined)[] {
  const at = new Map<string, number>();
  row.eachCell((cell, number) => {
    const key = headingKey(seen(cell.value).text);
    if (key && !at.has(key)) at.set(key, number);
  });
  return columns.map(({ header }) => at.get(headingKey(header)));
}

interface Found {
  readonly sheet: Worksheet;
  readonly headingRow: number;
  readonly places: readonly (number | undefined)[];
}
const known = (found: Found | undefined): number => found?.places.filter((place) => place !== undefined).length ?? 0;

/** The row that has most of the headings; of headings merged over several rows the lowest. */
function findHeadings(sheets: readonly Worksheet[], columns: readonly SheetColumn[]): Found | undefined {
  let best: Found | undefined;
  for (const sheet of sheets) {
    if (best && known(best) === columns.length) break;
    for (let number = 1; number <= Math.min(ROWS_ABOVE, sheet.rowCount); number += 1) {
      const found = { sheet, headingRow: number, places: headingsIn(sheet.getRow(number), columns) };
      if (known(found) > 0 && known(found) >= known(best)) best = found;
    }
  }
  return best;
}

function readRow(row: Row, { places }: Found, columns: readonly SheetColumn[], errors: CellError[]): string[] {
  return columns.map(({ header, kind }, index) => {
    const place = places[index];
    if (place === undefined) return '';
    const { text, wrong } = seen(row.getCell(place).value);
    if (wrong) errors.push({ row: row.number, column: header, message: wrong });
    return cellText(text, kind);
  });
}

/**
 * The table of a workbook whose headings are `columns`, in whatever order and with whatever else around them; from
 * Excel, WPS or LibreOffice. Blank rows are passed over. Cells that show nothing usable are in `errors`, with '' or
 * what is left of them in the row.
 * @returns a refusal in words for a wrong template, too many rows, or what is no workbook
 */
export async function readTable({
  bytes,
  columns,
  maxRows = DEFAULT_MAX_ROWS,
}: {
  bytes: Uint8Array;
  columns: readonly SheetColumn[];
  maxRows?: number;
}): Promise<TableRead> {
  try {
    const { sheets, tooMany } = await openWorkbook(bytes, maxRows + ROWS_ABOVE);
    const found = findHeadings(sheets, columns);
    const missing = columns.filter((column, index) => column.required && found?.places[index] === undefined);
    if (!found || missing.length > 0) throw wrongTemplate((found ? missing : columns).map(({ header }) => header));
    const errors: CellError[] = [];
    const rows: TableRow[] = [];
    found.sheet.eachRow((row) => {
      if (row.number <= found.headingRow) return;
      if (found.places.every((place) => place === undefined || isWhollyBlank(row, place))) return;
      rows.push({ row: row.number, cells: readRow(row, found, columns, errors) });
    });
    if (tooMany || rows.length > maxRows) throw tooManyRows(maxRows);
    if (rows.length === 0) throw noRows();
    return { ok: true, rows, errors };
  } catch (error) {
    if (error instanceof SheetRefused) return { ok: false, message: error.message };
    throw error;
  }
}

/** A formula without a result shows nothing but is not nothing. */
const isWhollyBlank = (row: Row, place: number): boolean =>
  isBlank(row.getCell(place)) && seen(row.getCell(place).value).wrong === undefined;
