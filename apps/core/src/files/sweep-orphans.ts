import { transaction } from '@zhicheng/database';
import type { Core } from '../context.ts';
import { PartialUpload, StoredFile, type FileRow } from './model.ts';

const BATCH = 200;

/**
 * Removes files that nothing uses a day after they came: uploads of forms that were never saved. A blob goes when no
 * other row has it. A crash between row and blob leaves an unnamed blob behind, never a row without its blob.
 * @returns how many files went
 */
export async function sweepOrphanFiles({ core, hours = 24 }: { core: Core; hours?: number }): Promise<number> {
  let swept = 0;
  await PartialUpload.query(core.db)
    .whereRaw('created_at < zc_now() - make_interval(hours => ?)', [2 * hours])
    .delete();
  for (;;) {
    const gone = await removeRows(core, hours);
    const hashes = gone.flatMap(({ hash, thumb_hash }) => (thumb_hash ? [hash, thumb_hash] : [hash]));
    for (const hash of new Set(hashes)) await removeBlob(core, hash);
    swept += gone.length;
    if (gone.length < BATCH) return swept;
  }
}

/** Two statements: the second sees what was committed while the first waited for its locks. */
const removeRows = (core: Core, hours: number): Promise<Pick<FileRow, 'id' | 'hash' | 'thumb_hash'>[]> =>
  transaction(core.db, async (trx) => {
    const old = await trx<FileRow>('file as f')
      .whereRaw('f.created_at < zc_now() - make_interval(hours => ?)', [hours])
      .whereRaw(UNUSED)
      .orderBy('f.id')
      .limit(BATCH)
      .forUpdate()
      .skipLocked()
      .select<{ id: string }[]>('f.id');
    if (old.length === 0) return [];
    return trx<FileRow>('file as f')
      .whereIn(
        'f.id',
        old.map(({ id }) => id),
      )
      .whereRaw(UNUSED)
      .delete()
      .returning(['id', 'hash', 'thumb_hash']);
  });

const UNUSED = `not exists (select 1 from file_use u where u.file_id = f.id)
  and not exists (select 1 from person p where p.photo_file_id = f.id)
  and not exists (select 1 from declaration d where d.photo_file_id = f.id)`;

/** The lock is the one an upload of the same bytes takes. */
const removeBlob = (core: Core, hash: string): Promise<void> =>
  transaction(core.db, async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`blob:${hash}`]);
    const needed = await StoredFile.query(trx).where({ hash }).orWhere({ thumb_hash: hash }).first();
    if (!needed) await core.store.delete(hash);
  });
