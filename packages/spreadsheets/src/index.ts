export { cellText, isoDate, plainText } from './cell-text.ts';
export { DEFAULT_MAX_ROWS, type CellError, type CellKind, type SheetColumn } from './column.ts';
export { entityColumns } from './entity-columns.ts';
export { readTable, type TableRead, type TableRow } from './read-table.ts';
export {
  correctionsXlsx,
  ERROR_HEADER,
  tableXlsx,
  templateXlsx,
  type TableInput,
  type TemplateInput,
  type WrongRow,
} from './write-workbook.ts';
