/** What a cell of a column means; decides how dates and numbers typed into it are read. */
export type CellKind = 'text' | 'date' | 'year' | 'number';

/** One column of a workbook, for templates, imports and exports alike. Headings are unique within a table. */
export interface SheetColumn {
  readonly header: string;
  readonly required?: boolean;
  /** text unless said otherwise */
  readonly kind?: CellKind;
  /** Offered as a drop-down. */
  readonly options?: readonly string[];
  /** How to fill it in; stands on the sheet of notes. */
  readonly note?: string;
  /** In characters. */
  readonly width?: number;
}

/** One wrong cell: row as the program shows it, heading of its column, and what is wrong with it. */
export interface CellError {
  readonly row: number;
  /** '' when it concerns the row as a whole. */
  readonly column: string;
  readonly message: string;
}

/** GP.55 */
export const DEFAULT_MAX_ROWS = 1000;
