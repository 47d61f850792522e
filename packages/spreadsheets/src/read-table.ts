import { textIn, wrongIn } from './cell.ts';
import { cellText, headingKey } from './cell-text.ts';
import { DEFAULT_MAX_ROWS, type CellError, type SheetColumn } from './column.ts';
import { openWorkbook } from './open-workbook.ts';
import { noRows, SheetRefused, tooManyRows, wrongTemplate } from './refusal.ts';
import type { SheetRow, SheetRows } from './sheet-rows.ts';

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

/** Column numbers by the place of their heading in `columns`; undefined where the row has no such heading. */
function headingsIn({ cells }: SheetRow, columns: readonly SheetColumn[]): (number | undefined)[] {
  const at = new Map<string, number>();
  cells.forEach((cell, number) => {
    const key = headingKey(textIn(cell));
    if (key && !at.has(key)) at.set(key, number);
  });
  return columns.map(({ header }) => at.get(headingKey(header)));
}

interface Found {
  readonly sheet: SheetRows;
  readonly headingRow: number;
  readonly places: readonly (number | undefined)[];
}
const known = (found: Found | undefined): number => found?.places.filter((place) => place !== undefined).length ?? 0;

/** The row that has most of the headings; of headings merged over several rows the lowest. */
async function findHeadings(
  sheets: readonly (() => Promise<SheetRows>)[],
  columns: readonly SheetColumn[],
): Promise<Found | undefined> {
  let best: Found | undefined;
  for (const read of sheets) {
    if (best && known(best) === columns.length) break;
    const sheet = await read();
    for (const row of sheet.rows) {
      if (row.number > ROWS_ABOVE) break;
      const found = { sheet, headingRow: row.number, places: headingsIn(row, columns) };
      if (known(found) > 0 && known(found) >= known(best)) best = found;
    }
  }
  return best;
}

function readRow(
  { number, cells }: SheetRow,
  { places }: Found,
  columns: readonly SheetColumn[],
  errors: CellError[],
): string[] {
  return columns.map(({ header, kind }, index) => {
    const place = places[index];
    if (place === undefined) return '';
    const wrong = wrongIn(cells[place]);
    if (wrong) errors.push({ row: number, column: header, message: wrong });
    return cellText(textIn(cells[place]), kind);
  });
}

/** A formula without a result shows nothing but is not nothing. */
const isBlankRow = ({ cells }: SheetRow, { places }: Found): boolean =>
  places.every((place) => place === undefined || (textIn(cells[place]).trim() === '' && !wrongIn(cells[place])));

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
    const found = await findHeadings(await openWorkbook(bytes, maxRows + ROWS_ABOVE), columns);
    const missing = columns.filter((column, index) => column.required && found?.places[index] === undefined);
    if (!found || missing.length > 0) throw wrongTemplate((found ? missing : columns).map(({ header }) => header));
    const errors: CellError[] = [];
    const rows: TableRow[] = [];
    for (const row of found.sheet.rows)
      if (row.number > found.headingRow && !isBlankRow(row, found))
        rows.push({ row: row.number, cells: readRow(row, found, columns, errors) });
    if (found.sheet.tooMany || rows.length > maxRows) throw tooManyRows(maxRows);
    if (rows.length === 0) throw noRows();
    return { ok: true, rows, errors };
  } catch (error) {
    if (error instanceof SheetRefused) return { ok: false, message: error.message };
    throw error;
  }
}
