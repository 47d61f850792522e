import type { Core } from '../context.ts';
import { notFound } from '../errors.ts';
import type { Entity } from '@zhicheng/series-kit';
import type { CellError } from '@zhicheng/spreadsheets';

/** Rows of one file. */
export const MAX_IMPORT_ROWS = 5000;

export interface ImportRow {
  readonly id: string;
  readonly owner_id: string;
  readonly entity: string;
  readonly mode: ImportMode;
  readonly file_id: string | null;
  readonly file_name: string;
  readonly created_at: Date;
  readonly begun_at: Date | null;
  readonly finished_at: Date | null;
  readonly cancelled_at: Date | null;
  readonly total: number | null;
  readonly checked: number;
  readonly stored: number;
  readonly bad: number;
  readonly alike: number;
  readonly problem: string | null;
}

/** 只导入正确的行, 全部正确才导入. */
export const IMPORT_MODES = ['good', 'all'] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

/** What is wrong with a cell, or with the row as a whole where the column is ''. */
export type Wrong = Omit<CellError, 'row'>;

/** A row that is not taken, as it stood in the file. */
export interface WrongRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly errors: readonly Wrong[];
}

/** NOT_FOUND for lists that are not filled from a workbook. */
export function importableEntity(core: Core, code: string): Entity {
  const entity = core.series.findEntity(code);
  if (!entity?.importable) throw notFound('导入');
  return entity;
}
