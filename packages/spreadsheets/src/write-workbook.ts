import { PassThrough } from 'node:stream';
import ExcelJS from 'exceljs';
import { DEFAULT_MAX_ROWS, type CellError, type SheetColumn } from './column.ts';

export interface TemplateInput {
  /** Stands above the headings. */
  readonly title: string;
  readonly columns: readonly SheetColumn[];
  /** Sentences for the sheet 填写说明, before those of the columns. */
  readonly notes?: readonly string[];
  readonly maxRows?: number;
  /** Stands in grey below the headings and shows how a row is meant; whoever reads the table passes it over. */
  readonly example?: readonly string[];
  /** Rows already filled in. */
  readonly rows?: readonly (readonly string[])[];
}

/** 填表说明 column of a file of rows to correct; ignored when it comes back. */
const ERROR_HEADER = '错误原因';

const HEAD_ROW = 2;
const FROZEN: Partial<ExcelJS.WorksheetView>[] = [{ state: 'frozen', ySplit: HEAD_ROW }];
const headOf = ({ header, required }: SheetColumn) => (required ? `${header}*` : header);
const THIN = { style: 'thin' as const, color: { argb: 'FFBFBFBF' } };
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN };
const widthOf = ({ width, header }: SheetColumn) => width ?? Math.max(12, header.length * 2 + 4);

function writeHead(sheet: ExcelJS.Worksheet, title: string, columns: readonly SheetColumn[]): void {
  // Text, or 007 becomes 7; a date is shown as its note says.
  sheet.columns = columns.map((column) => ({
    width: widthOf(column),
    style: { numFmt: column.kind === 'date' ? 'yyyy-mm-dd' : '@' },
  }));
  sheet.getCell(1, 1).value = title;
  sheet.getCell(1, 1).font = { bold: true, size: 14 };
  if (columns.length > 1) sheet.mergeCells(1, 1, 1, columns.length);
  const head = sheet.getRow(HEAD_ROW);
  head.values = columns.map(headOf);
  head.eachCell((cell) => {
    cell.font = { bold: true };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF5' } };
    cell.border = BORDER;
    cell.alignment = { vertical: 'middle', wrapText: true };
  });
}

const letterOf = (column: number): string =>
  column <= 26
    ? String.fromCharCode(64 + column)
    : letterOf(Math.floor((column - 1) / 26)) + letterOf(((column - 1) % 26) + 1);

/** One rule for a whole column; exceljs has this and its types leave it out. */
type Validated = ExcelJS.Worksheet & {
  readonly dataValidations: { add(range: string, rule: ExcelJS.DataValidation): void };
};

/** Options on a hidden sheet: a list inside the rule itself may have 255 characters only. */
function writeOptions(
  book: ExcelJS.Workbook,
  sheet: ExcelJS.Worksheet,
  { columns, maxRows = DEFAULT_MAX_ROWS }: TemplateInput,
) {
  const lists = columns.flatMap(({ options, header, required }, index) =>
    options && options.length > 0 ? [{ options, header, required, column: index + 1 }] : [],
  );
  if (lists.length === 0) return;
  const hidden = book.addWorksheet('选项', { state: 'hidden' });
  lists.forEach(({ options, header, required, column }, index) => {
    hidden.getColumn(index + 1).values = [header, ...options];
    const letter = letterOf(index + 1);
    const at = letterOf(column);
    (sheet as Validated).dataValidations.add(`${at}${HEAD_ROW + 1}:${at}${HEAD_ROW + maxRows}`, {
      type: 'list',
      allowBlank: !required,
      formulae: [`选项!$${letter}$2:$${letter}$${options.length + 1}`],
      showErrorMessage: true,
      errorTitle: header,
      error: '请从下拉列表中选择。',
    });
  });
}

function writeExample(sheet: ExcelJS.Worksheet, example: readonly string[]): void {
  const row = sheet.addRow([...example]);
  row.eachCell((cell) => {
    cell.font = { italic: true, color: { argb: 'FF7A7A7A' } };
  });
  row.getCell(1).note = '示例，导入时自动跳过';
}

function writeNotes(book: ExcelJS.Workbook, { columns, notes = [] }: TemplateInput): void {
  const sheet = book.addWorksheet('填写说明');
  sheet.columns = [{ width: 28 }, { width: 90 }];
  sheet.addRow(['带 * 的列必填。请不要改动表头。']);
  for (const note of notes) sheet.addRow([note]);
  sheet.addRow([]);
  for (const column of columns)
    sheet.addRow([headOf(column), column.note ?? (column.options ? '从下拉列表中选择' : '')]);
}

/** @returns an XLSX to fill in: headings, drop-downs, text cells, and a sheet of notes */
export async function templateXlsx(input: TemplateInput): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('数据', { views: FROZEN });
  writeHead(sheet, input.title, input.columns);
  if (input.example) writeExample(sheet, input.example);
  for (const row of input.rows ?? []) sheet.addRow([...row]);
  writeOptions(book, sheet, input);
  writeNotes(book, input);
  return Buffer.from(await book.xlsx.writeBuffer());
}

export interface WrongRow {
  readonly cells: readonly string[];
  readonly errors: readonly Omit<CellError, 'row'>[];
}

/**
 * The template with the wrong rows in it, their wrong cells coloured and the reasons in a last column: to be mended
 * and sent again as it is.
 */
export async function correctionsXlsx({
  wrong,
  ...input
}: TemplateInput & { wrong: readonly WrongRow[] }): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('数据', { views: FROZEN });
  const columns = [...input.columns, { header: ERROR_HEADER, width: 60 }];
  writeHead(sheet, input.title, columns);
  for (const { cells, errors } of wrong) {
    const reasons = errors.map(({ column, message }) => (column ? `${column}：${message}` : message)).join('；');
    const row = sheet.addRow([...cells, reasons]);
    row.getCell(columns.length).font = { color: { argb: 'FFB42318' } };
    for (const { column } of errors) {
      const at = input.columns.findIndex(({ header }) => header === column);
      if (at >= 0) row.getCell(at + 1).fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFDE7E4' } };
    }
  }
  writeOptions(book, sheet, input);
  writeNotes(book, input);
  return Buffer.from(await book.xlsx.writeBuffer());
}

export interface TableInput {
  readonly title: string;
  readonly columns: readonly SheetColumn[];
  /** One text per column; texts stay texts, also those that look like formulas. */
  readonly rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>;
}

/** @returns the result of a query as XLSX; rows are written one by one, never held as cells */
export async function tableXlsx({ title, columns, rows }: TableInput): Promise<Buffer> {
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true });
  const sheet = book.addWorksheet('数据', { views: FROZEN });
  writeHead(
    sheet,
    title,
    columns.map((column) => ({ ...column, required: false })),
  );
  sheet.getRow(1).commit();
  sheet.getRow(HEAD_ROW).commit();
  for await (const row of rows) sheet.addRow([...row]).commit();
  sheet.commit();
  await book.commit();
  return Buffer.concat(chunks);
}
