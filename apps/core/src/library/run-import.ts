import { transaction, type Transaction } from '@zhicheng/database';
import { enqueue } from '@zhicheng/jobs';
import type { Entity } from '@zhicheng/series-kit';
import { readTable } from '@zhicheng/spreadsheets';
import type { Actor, Core } from '../context.ts';
import { releaseUses } from '../files/file-uses.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { notify } from '../notifications/notify.ts';
import { checkRows, type CheckedRows } from './check-import.ts';
import { MAX_IMPORT_ROWS, type ImportRow } from './import-model.ts';
import { importColumns } from './import-template.ts';
import { dayOf } from './parse-entry.ts';
import { IMPORT_ATTEMPTS, IMPORT_USE, RUN_IMPORT } from './start-import.ts';
import { againstLibrary, insertEntries, lockLibrary, storeWrong } from './store-import.ts';

const FAILED = '系统没有完成这次导入，没有保存任何一行。请重新导入；仍不行，请联系客服热线。';

/**
 * 导入 (AH-14.03): reads, checks and stores. Entries, counts, ledger and message are one transaction, so that a
 * worker that dies leaves nothing half done; what was finished once is not done again.
 */
export async function runImport({ core, id, attempt }: { core: Core; id: string; attempt: number }): Promise<void> {
  const row = await begin(core, id);
  if (!row) return;
  try {
    await work(core, row);
  } catch (error) {
    if (attempt < IMPORT_ATTEMPTS) throw error;
    console.error(`import ${id}`, error);
    await giveUp(core, row, FAILED);
  }
}

/** The import, unless it is done or was cancelled; from now on it cannot be cancelled. */
async function begin(core: Core, id: string): Promise<ImportRow | undefined> {
  const [row] = await core
    .db('library_import')
    .where({ id })
    .whereNull('finished_at')
    .whereNull('cancelled_at')
    .update({
      ...{ checked: 0, stored: 0, total: null },
      begun_at: core.db.raw('coalesce(begun_at, clock_timestamp())'),
      touched_at: core.db.raw('clock_timestamp()'),
    })
    .returning<ImportRow[]>('*');
  return row;
}

/** Seen by the page at once, whatever becomes of the transaction that stores the rows. */
const tell = (core: Core, id: string, patch: Partial<ImportRow>): Promise<void> =>
  core
    .db('library_import')
    .where({ id })
    .whereNull('finished_at')
    .update({ ...patch, touched_at: core.db.raw('clock_timestamp()') })
    .then(() => undefined);

async function bytesOf(core: Core, { file_id }: ImportRow): Promise<Buffer> {
  const file = await core.db('file').where({ id: file_id }).first('hash');
  const chunks: Buffer[] = [];
  for await (const chunk of await core.store.read(file.hash)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function work(core: Core, row: ImportRow): Promise<void> {
  const { db } = core;
  const entity = core.series.entity(row.entity);
  const columns = await importColumns(db, entity);
  const table = await readTable({ bytes: await bytesOf(core, row), columns, maxRows: MAX_IMPORT_ROWS });
  if (!table.ok) return giveUp(core, row, table.message);
  await tell(core, row.id, { total: table.rows.length });
  const today = await transaction(db, dayOf);
  const checked = await checkRows({
    ...{ db, entity, today, rows: table.rows, errors: table.errors },
    tell: (n) => tell(core, row.id, { checked: n }),
  });
  const total = checked.good.length + checked.wrong.length;
  if (total === 0) return giveUp(core, row, '文件里只有示例，没有数据。请在表头下面填写后再上传。');
  await tell(core, row.id, { total, checked: total });
  await transaction(db, (trx) => take(core, trx, row, entity, checked));
}

/** Locks out a second run of the same import: the later one finds it finished. */
async function take(core: Core, trx: Transaction, row: ImportRow, entity: Entity, checked: CheckedRows): Promise<void> {
  const { id, owner_id: ownerId, mode } = row;
  await lockLibrary(trx, ownerId, entity);
  if (!(await trx('library_import').where({ id }).whereNull('finished_at').first('id'))) return;
  const { good, wrong, alike } = await againstLibrary(trx, ownerId, entity, checked);
  const rows = mode === 'all' && wrong.length > 0 ? [] : good;
  const actor = ownerOf(row);
  await insertEntries({
    ...{ trx, actor, entity, rows, importId: id },
    tell: (stored) => tell(core, id, { stored }),
  });
  await storeWrong(trx, id, wrong);
  const counts = { total: good.length + wrong.length, stored: rows.length, bad: wrong.length };
  await trx('library_import')
    .where({ id })
    .update({
      ...counts,
      checked: counts.total,
      alike: rows.length > 0 ? alike : 0,
      finished_at: trx.raw('clock_timestamp()'),
    });
  await appendEvent(trx, {
    subjectKind: 'libraryImport',
    subjectId: id,
    action: 'import',
    actor,
    data: { entity: entity.code, mode, ...counts },
  });
  await told(trx, row, `${entity.label}导入完成：${outcome(mode, counts)}`);
}

function outcome(mode: ImportRow['mode'], { stored, bad }: { stored: number; bad: number }): string {
  if (bad === 0) return `成功 ${stored} 条，失败 0 条。`;
  if (mode === 'all') return `有 ${bad} 行需要更正，选择了“全部正确才导入”，所以一行也没有导入。`;
  return `成功 ${stored} 条，失败 ${bad} 条。请下载更正文件，改好后再导入。`;
}

const ownerOf = ({ owner_id }: ImportRow): Actor => ({
  accountId: owner_id,
  assignmentId: '',
  role: 'applicant',
  organisationId: null,
  name: '',
});

const told = (trx: Transaction, { id, owner_id, entity }: ImportRow, text: string) =>
  notify({ trx, accountId: owner_id, kind: 'imported', text, link: `/library/${entity}/imports/${id}` });

/** Nothing was stored, and the reason stays with the import. */
const giveUp = (core: Core, row: ImportRow, problem: string): Promise<void> =>
  transaction(core.db, async (trx) => {
    const done = await trx('library_import')
      .where({ id: row.id })
      .whereNull('finished_at')
      .update({ problem, stored: 0, finished_at: trx.raw('clock_timestamp()') });
    if (done > 0) await told(trx, row, `${core.series.entity(row.entity).label}没有导入：${problem}`);
  });

/** Takes up imports that showed no sign of life for a minute: their worker died. Two at once do no harm. */
export async function resumeImports({ core }: { core: Core }): Promise<void> {
  const stale = await core
    .db('library_import')
    .whereNull('finished_at')
    .whereNull('cancelled_at')
    .whereNotNull('begun_at')
    .whereRaw(`touched_at < clock_timestamp() - interval '1 minute'`)
    .select('id');
  for (const { id } of stale) await enqueue(core.db, RUN_IMPORT, { importId: id }, { jobKey: `import ${id}` });
}

const KEPT_DAYS = 30;

/**
 * Gives up what was uploaded a month ago, and the rows that were not taken: they hold what people wrote of others.
 * The counts stay. A job runs it; twice does no harm.
 */
export const sweepImports = (core: Core): Promise<void> =>
  transaction(core.db, async (trx) => {
    const old: { id: string }[] = await trx('library_import')
      .whereNotNull('file_id')
      .whereRaw('created_at < zc_now() - make_interval(days => ?)', [KEPT_DAYS])
      .update({ file_id: null })
      .returning('id');
    const ids = old.map(({ id }) => id);
    await trx('library_import_row').whereIn('import_id', ids).delete();
    await releaseUses({ trx, subjectKind: IMPORT_USE, subjectIds: ids });
  });
