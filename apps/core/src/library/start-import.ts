import { transaction } from '@zhicheng/database';
import { enqueue } from '@zhicheng/jobs';
import type { Actor, Core } from '../context.ts';
import { conflict, issue, notFound, refused } from '../errors.ts';
import { recordUse, releaseUses } from '../files/file-uses.ts';
import { once } from '../idempotency.ts';
import { importableEntity, type ImportMode, type ImportRow } from './import-model.ts';
import { seesEntity } from './menu-queries.ts';

export const RUN_IMPORT = 'run-library-import';
/** Then a person is told that it did not work. */
export const IMPORT_ATTEMPTS = 3;
/** The subject for which the workbook is kept; only its owner may open it. */
export const IMPORT_USE = 'libraryImport';
const MOST_WAITING = 3;

/**
 * 导入 (AH-14.03): hands a workbook of one's own to the job that checks it and stores its rows. NOT_FOUND for a list
 * that is not imported and for somebody else's file; REFUSED while too many imports of the person wait.
 */
export const startImport = ({
  core,
  actor,
  entity: code,
  fileId,
  mode,
  idempotencyKey,
}: {
  core: Core;
  actor: Actor;
  entity: string;
  fileId: string;
  mode: ImportMode;
  idempotencyKey: string;
}): Promise<{ id: string }> => {
  const entity = importableEntity(core, code);
  const ownerId = actor.accountId;
  return transaction(core.db, (trx) =>
    once({
      ...{ trx, actor, key: idempotencyKey, action: `startImport ${code}` },
      run: async () => {
        if (!(await seesEntity(core, trx, ownerId, entity))) throw notFound('导入');
        const file = await trx('file').where({ id: fileId, owner_id: ownerId, type: 'xlsx' }).first('name');
        if (!file) throw notFound('文件');
        const waiting = await trx<ImportRow>('library_import')
          .where({ owner_id: ownerId })
          .whereNull('finished_at')
          .whereNull('cancelled_at')
          .select('id');
        if (waiting.length >= MOST_WAITING)
          throw refused([issue('waiting', `已有 ${waiting.length} 次导入还没有完成，请等它们完成后再导入。`)]);
        const [{ id }] = await trx('library_import')
          .insert({ owner_id: ownerId, entity: code, mode, file_id: fileId, file_name: file.name })
          .returning('id');
        await recordUse({ trx, fileIds: [fileId], subjectKind: IMPORT_USE, subjectId: id });
        await enqueue(trx, RUN_IMPORT, { importId: id }, { maxAttempts: IMPORT_ATTEMPTS, queue: `import ${ownerId}` });
        return { id };
      },
    }),
  );
};

/** 取消 of an import that has not begun. CONFLICT when it has; NOT_FOUND for somebody else's. */
export const cancelImport = ({ core, actor, id }: { core: Core; actor: Actor; id: string }): Promise<void> =>
  transaction(core.db, async (trx) => {
    const row = await trx<ImportRow>('library_import').where({ id, owner_id: actor.accountId }).forUpdate().first();
    if (!row) throw notFound('导入');
    if (row.cancelled_at) return;
    if (row.begun_at || row.finished_at) throw conflict('导入已经开始，不能取消。');
    await trx('library_import')
      .where({ id })
      .update({ cancelled_at: trx.raw('clock_timestamp()') });
    await releaseUses({ trx, subjectKind: IMPORT_USE, subjectIds: [id] });
  });
