export { cellText, isoDate, plainText } from './cell-text.ts';
export { DEFAULT_MAX_ROWS, type CellError, type CellKind, type SheetColumn } from './column.ts';
export { entityColumns } from './entity-columns.ts';
export { readTable, type TableRead, type TableRow } from './read-table.ts';
export { correctionsXlsx, tableXlsx, templateXlsx } from './on-demand.ts';
export type { TableInput, TemplateInput, WrongRow } from './write-workbook.ts';
