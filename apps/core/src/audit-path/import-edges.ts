import { transaction } from '@zhicheng/database';
import { enqueue } from '@zhicheng/jobs';
import { readTable } from '@zhicheng/spreadsheets';
import type { Actor, Core } from '../context.ts';
import { forbidden, invalid, issue, notFound, refused } from '../errors.ts';
import { recordUse } from '../files/file-uses.ts';
import { once } from '../idempotency.ts';
import { ACCEPTING, isAccepting } from './accepting-fields.ts';
import type { CheckedRow } from './check-rows.ts';
import { keptRegions } from './edge-scope.ts';
import { lockTree } from './edges.ts';
import { seriesCodes } from './import-columns.ts';
import { ownerOf, sheetOf, takeRow, type ImportKey } from './import-sheets.ts';
import { mustAccept } from './save-accepting-body.ts';

export const READ_EDGE_IMPORT = 'read-edge-import';

export interface ImportRow {
  readonly id: string;
  readonly account_id: string;
  readonly assignment_id: string;
  readonly file_id: string;
  readonly file_name: string;
  readonly configuration: ImportKey;
  readonly levels: string[] | null;
  readonly modes: string[] | null;
  readonly created_at: Date;
  readonly total: number | null;
  readonly done: number;
  readonly rows: readonly CheckedRow[];
  readonly read_at: Date | null;
  readonly problem: string | null;
  readonly taken_at: Date | null;
  readonly taken: number | null;
}

/**
 * 导入: hands a workbook of one's own to the job that checks it. NOT_FOUND for somebody else's file, INVALID for
 * accepting bodies without a way of acquisition.
 */
export async function startEdgeImport({
  core,
  actor,
  fileId,
  configuration,
  levels,
  modes,
  idempotencyKey,
}: {
  core: Core;
  actor: Actor;
  fileId: string;
  configuration: ImportKey;
  levels: readonly string[] | null;
  modes: readonly string[] | null;
  idempotencyKey: string;
}): Promise<{ id: string }> {
  if (configuration === ACCEPTING) mustAccept(core);
  if (configuration === ACCEPTING && !(modes && modes.length > 0 && modes.every(isAccepting)))
    throw invalid([issue('blank', '请选择取得方式。', { path: 'modes' })]);
  return transaction(core.db, (trx) =>
    once({
      trx,
      actor,
      key: idempotencyKey,
      action: 'startEdgeImport',
      run: async () => {
        const file = await trx('file').where({ id: fileId, owner_id: actor.accountId, type: 'xlsx' }).first('name');
        if (!file) throw notFound('文件');
        const [{ id }] = await trx('edge_import')
          .insert({
            account_id: actor.accountId,
            assignment_id: actor.assignmentId,
            file_id: fileId,
            file_name: file.name,
            configuration,
            levels,
            modes,
          })
          .returning('id');
        await recordUse({ trx, fileIds: [fileId], subjectKind: 'edgeImport', subjectId: id });
        await enqueue(trx, READ_EDGE_IMPORT, { importId: id });
        return { id };
      },
    }),
  );
}

async function bytesOf(core: Core, fileId: string): Promise<Buffer> {
  const file = await core.db('file').where({ id: fileId }).first('hash');
  const chunks: Buffer[] = [];
  for await (const chunk of await core.store.read(file.hash)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** As whom the sender acts; NOT_FOUND when the assignment has ended meanwhile. */
async function senderOf(core: Core, row: ImportRow): Promise<Actor> {
  const assignment = await core.db('assignment').where({ id: row.assignment_id }).whereNull('valid_to').first();
  if (!assignment) throw forbidden();
  const { role, organisation_id: organisationId } = assignment;
  return { accountId: row.account_id, assignmentId: row.assignment_id, role, organisationId, name: '' };
}

const TELL_EVERY = 25;

/** The job behind 导入: reads and checks every row, changes nothing in the tree. Doing it twice is doing it once. */
export async function readEdgeImport({ core, importId }: { core: Core; importId: string }): Promise<void> {
  const row: ImportRow | undefined = await core.db('edge_import').where({ id: importId }).first();
  if (!row || row.read_at) return;
  const write = (patch: object) => core.db('edge_import').where({ id: importId }).whereNull('read_at').update(patch);
  const { columns, check } = sheetOf(row.configuration);
  const table = await readTable({ bytes: await bytesOf(core, row.file_id), columns });
  if (!table.ok) {
    await write({ problem: table.message, read_at: core.db.raw('zc_now()') });
    return;
  }
  await write({ total: table.rows.length });
  const regions = await keptRegions({ core, db: core.db, actor: await senderOf(core, row) });
  const series = await seriesCodes(core);
  const seen = new Map<string, number>();
  const checked: CheckedRow[] = [];
  for (const line of table.rows) {
    const found = await transaction(core.db, (trx) =>
      check(line, { trx, regions, series, levels: row.levels, modes: row.modes }, seen),
    );
    const unread = table.errors.filter((error) => error.row === line.row);
    checked.push(unread.length === 0 ? found : { ...found, edge: null, errors: [...unread, ...found.errors] });
    if (checked.length % TELL_EVERY === 0) await write({ done: checked.length });
  }
  await write({ done: checked.length, rows: JSON.stringify(checked), read_at: core.db.raw('zc_now()') });
}

/**
 * 提交 (HN-31.04): enters the good rows of an import that was read; `allOrNothing` refuses while there is a wrong one.
 * Taking twice takes once. NOT_FOUND for somebody else's import, REFUSED when nothing can be taken or the tree, the
 * bodies or the sender's rights have changed since.
 */
export async function takeEdgeImport({
  core,
  actor,
  id,
  allOrNothing,
}: {
  core: Core;
  actor: Actor;
  id: string;
  allOrNothing: boolean;
}): Promise<{ taken: number }> {
  return transaction(core.db, async (trx) => {
    await lockTree(trx);
    const row: ImportRow | undefined = await trx('edge_import')
      .where({ id, account_id: actor.accountId })
      .forUpdate()
      .first();
    if (!row) throw notFound('导入');
    if (row.taken_at) return { taken: row.taken ?? 0 };
    if (!row.read_at) throw refused([issue('reading', '文件还在检查，请稍候。')]);
    const bad = row.rows.filter(({ errors }) => errors.length > 0).length;
    if (allOrNothing && bad > 0)
      throw refused([
        issue('wrongRows', `有 ${bad} 行有错误，选择了“全部正确才导入”，所以一行也没有导入。请更正后重新上传。`),
      ]);
    const good = row.rows.filter((line) => ownerOf(line) !== null);
    if (good.length === 0) throw refused([issue('nothing', '没有可以导入的行，请更正后重新上传。')]);
    const regions = await keptRegions({ core, db: trx, actor });
    let taken = 0;
    for (const line of good.toSorted((a, b) => (ownerOf(a) ?? '').localeCompare(ownerOf(b) ?? ''))) {
      const outcome = await takeRow(trx, actor, line, { regions });
      if (typeof outcome === 'object')
        throw refused([issue('changed', `第 ${line.row} 行检查后情况有变：${outcome.message}请重新上传。`)]);
      if (outcome) taken += 1;
    }
    await trx('edge_import')
      .where({ id })
      .update({ taken_at: trx.raw('zc_now()'), taken });
    return { taken };
  });
}
