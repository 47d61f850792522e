import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { importableEntity, type ImportMode, type ImportRow, type WrongRow } from './import-model.ts';
import { correctionsOf } from './import-template.ts';
import { seesEntity } from './menu-queries.ts';

export type ImportPhase = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

export interface ImportDto {
  readonly id: string;
  readonly entity: string;
  readonly fileName: string;
  readonly mode: ImportMode;
  readonly phase: ImportPhase;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  /** Rows of the file, null before it was opened; then how far the job is, and what came of it. */
  readonly total: number | null;
  readonly checked: number;
  readonly stored: number;
  readonly bad: number;
  /** Stored rows that are like others; hinders nothing. */
  readonly alike: number;
  /** Why nothing came of it. */
  readonly problem: string | null;
  /** The rows that were not taken can still be looked at. */
  readonly kept: boolean;
}

const phaseOf = (row: ImportRow): ImportPhase => {
  if (row.cancelled_at) return 'cancelled';
  if (row.finished_at) return row.problem === null ? 'done' : 'failed';
  return row.begun_at ? 'running' : 'queued';
};

const dtoOf = (row: ImportRow): ImportDto => ({
  id: row.id,
  entity: row.entity,
  fileName: row.file_name,
  mode: row.mode,
  phase: phaseOf(row),
  startedAt: row.created_at,
  finishedAt: row.finished_at,
  total: row.total,
  checked: row.checked,
  stored: row.stored,
  bad: row.bad,
  alike: row.alike,
  problem: row.problem,
  kept: row.file_id !== null,
});

type Asked = { core: Core; actor: Actor };
type Paged = { page: number; size: number };

/** One's own imports into one list, latest first. NOT_FOUND for a list that the person does not have. */
export async function listImports({
  core,
  actor,
  entity,
  page,
  size,
}: Asked & Paged & { entity: string }): Promise<{ rows: ImportDto[]; total: number }> {
  if (!(await seesEntity(core, core.db, actor.accountId, importableEntity(core, entity)))) throw notFound('导入');
  const own = () => core.db<ImportRow>('library_import').where({ owner_id: actor.accountId, entity });
  const found = await own().count<{ total: string }[]>('* as total');
  const rows: ImportRow[] = await own()
    .orderBy('id', 'desc')
    .limit(size)
    .offset((page - 1) * size);
  return { rows: rows.map(dtoOf), total: Number(found[0]?.total ?? 0) };
}

async function ownImport({ core, actor }: Asked, id: string): Promise<ImportRow> {
  const row = await core.db<ImportRow>('library_import').where({ id, owner_id: actor.accountId }).first();
  if (!row) throw notFound('导入');
  return row;
}

export interface ImportView extends ImportDto {
  /** One page of the rows that were not taken. */
  readonly wrong: readonly Pick<WrongRow, 'row' | 'errors'>[];
}

/** How far an import is and what it found. NOT_FOUND for somebody else's. Two queries. */
export async function viewImport({ core, actor, id, page, size }: Asked & Paged & { id: string }): Promise<ImportView> {
  const row = await ownImport({ core, actor }, id);
  const wrong: Pick<WrongRow, 'row' | 'errors'>[] = await core
    .db('library_import_row')
    .where({ import_id: id })
    .orderBy('row')
    .limit(size)
    .offset((page - 1) * size)
    .select('row', 'errors');
  return { ...dtoOf(row), wrong };
}

/** The rows of one's own import that were not taken, as XLSX. NOT_FOUND for somebody else's. */
export async function importCorrections({
  core,
  actor,
  id,
}: Asked & { id: string }): Promise<{ name: string; bytes: Buffer }> {
  const row = await ownImport({ core, actor }, id);
  const entity = core.series.entity(row.entity);
  const wrong: WrongRow[] = await core
    .db('library_import_row')
    .where({ import_id: id })
    .orderBy('row')
    .select('row', 'cells', 'errors');
  return { name: `${entity.label}更正`, bytes: await correctionsOf(core.db, entity, wrong) };
}
