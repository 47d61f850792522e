import type { Transaction } from '@zhicheng/database';
import { correctionsXlsx, templateXlsx, type CellError, type SheetColumn, type TableRow } from '@zhicheng/spreadsheets';
import type { Actor } from '../context.ts';
import type { ErrorIssue } from '../errors.ts';
import { ACCEPTING, ACCEPTING_TITLE } from './accepting-fields.ts';
import { checkRow, type CheckedRow, type Checking } from './check-rows.ts';
import { CONFIGURATION_KEYS, configurationOf, type ConfigurationKey } from './configuration-fields.ts';
import { ACCEPTING_COLUMNS, ACCEPTING_NOTES, checkBodyRow } from './import-accepting.ts';
import { IMPORT_COLUMNS, IMPORT_NOTES } from './import-columns.ts';
import { insertBody, whyNotBody } from './save-accepting-body.ts';
import { insertEdge, whyNotEdge } from './save-edge.ts';

/** What a workbook may hold: edges of a configuration, or accepting bodies. */
export type ImportKey = ConfigurationKey | typeof ACCEPTING;
export const IMPORT_KEYS = [...CONFIGURATION_KEYS, ACCEPTING] as const;

interface ImportSheet {
  readonly title: string;
  readonly columns: readonly SheetColumn[];
  readonly notes: readonly string[];
  /** Checks one row as the page would check its form; reads only. */
  check(line: TableRow, checking: Checking, seen: Map<string, number>): Promise<CheckedRow>;
}

export const sheetOf = (key: ImportKey): ImportSheet =>
  key === ACCEPTING
    ? { title: ACCEPTING_TITLE, columns: ACCEPTING_COLUMNS, notes: ACCEPTING_NOTES, check: checkBodyRow }
    : { title: configurationOf(key).label, columns: IMPORT_COLUMNS, notes: IMPORT_NOTES, check: checkRow };

/** 下载excel模板 */
export function importTemplate(key: ImportKey): Promise<Buffer> {
  const { title, columns, notes } = sheetOf(key);
  return templateXlsx({ title, columns, notes });
}

/** The wrong rows of an import with the reasons, to be mended and sent again. */
export function importWrongRows(
  key: ImportKey,
  wrong: readonly { cells: readonly string[]; errors: readonly Omit<CellError, 'row'>[] }[],
): Promise<Buffer> {
  const { title, columns, notes } = sheetOf(key);
  return correctionsXlsx({ title, columns, notes, wrong });
}

/** Whose ledger a checked row will be written to; null for a row that cannot be taken. */
export const ownerOf = ({ edge, body }: CheckedRow): string | null =>
  edge?.from.organisationId ?? body?.organisationId ?? null;

/** Takes a checked row over. @returns whether it was new, or what stands in its way by now */
export async function takeRow(
  trx: Transaction,
  actor: Actor,
  { edge, body }: CheckedRow,
  scope: { regions: readonly string[] | null },
): Promise<boolean | ErrorIssue> {
  if (edge) return (await whyNotEdge(trx, edge, scope))[0] ?? (await insertEdge(trx, actor, edge)) !== null;
  if (body) return (await whyNotBody(trx, body, scope))[0] ?? (await insertBody(trx, actor, body)) !== null;
  return false;
}
