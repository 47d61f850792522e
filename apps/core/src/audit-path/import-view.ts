import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
import type { ImportRow } from './import-edges.ts';
import { importWrongRows, type ImportKey } from './import-sheets.ts';

/** Wrong rows shown on the page; all of them are in the file of corrections. */
const SHOWN = 200;

export interface ImportView {
  readonly id: string;
  readonly fileName: string;
  readonly configuration: ImportKey;
  readonly levels: readonly string[] | null;
  readonly modes: readonly string[] | null;
  /** Rows of the file; null before it was opened. */
  readonly total: number | null;
  readonly done: number;
  readonly read: boolean;
  /** Why the file could not be read at all. */
  readonly problem: string | null;
  /** Rows without error, those among them that the tree has already, and rows with one. */
  readonly good: number;
  readonly known: number;
  readonly bad: number;
  readonly wrong: readonly { readonly row: number; readonly column: string; readonly message: string }[];
  readonly taken: number | null;
}

async function ownImport(core: Core, actor: Actor, id: string): Promise<ImportRow> {
  const row: ImportRow | undefined = await core.db('edge_import').where({ id, account_id: actor.accountId }).first();
  if (!row) throw notFound('导入');
  return row;
}

/** How far an import is and what it found. NOT_FOUND for somebody else's. */
export async function viewEdgeImport({
  core,
  actor,
  id,
}: {
  core: Core;
  actor: Actor;
  id: string;
}): Promise<ImportView> {
  const row = await ownImport(core, actor, id);
  const bad = row.rows.filter(({ errors }) => errors.length > 0);
  const good = row.rows.filter(({ errors }) => errors.length === 0);
  return {
    id,
    fileName: row.file_name,
    configuration: row.configuration,
    levels: row.levels,
    modes: row.modes,
    total: row.total,
    done: row.done,
    read: row.read_at !== null,
    problem: row.problem,
    good: good.length,
    known: good.filter(({ known }) => known).length,
    bad: bad.length,
    wrong: bad.flatMap(({ row: line, errors }) => errors.map((error) => ({ row: line, ...error }))).slice(0, SHOWN),
    taken: row.taken_at ? row.taken : null,
  };
}

/** The wrong rows of one's own import as XLSX. */
export async function importCorrections({
  core,
  actor,
  id,
}: {
  core: Core;
  actor: Actor;
  id: string;
}): Promise<Buffer> {
  const row = await ownImport(core, actor, id);
  return importWrongRows(
    row.configuration,
    row.rows.filter(({ errors }) => errors.length > 0),
  );
}
