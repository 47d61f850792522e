import type { Database } from '@zhicheng/database';
import type { Actor } from '../context.ts';
import { issue, refused } from '../errors.ts';
import { DRAFT_USE } from './file-uses.ts';
import { PartialUpload, StoredFile } from './model.ts';

/** What an account may have uploaded and not yet saved anywhere; the sweep removes such files after a day. */
export interface UploadAllowance {
  readonly files: number;
  readonly bytes: number;
}
export const UPLOAD_ALLOWANCE: UploadAllowance = { files: 500, bytes: 2 * 1024 ** 3 };

/** More than a slot takes; each lies in a temporary file until it is whole. */
const MOST_AT_ONCE = 30;
const underWay = new Map<string, number>();

/**
 * Runs an upload where the account has room for one, so that nobody fills the disk with files that nothing uses.
 * REFUSED otherwise. Uploads at once are counted per process: that bounds by how much they overshoot.
 */
export async function withinAllowance<T>(
  { db, actor, allowance }: { db: Database; actor: Pick<Actor, 'accountId'>; allowance: UploadAllowance },
  upload: () => Promise<T>,
): Promise<T> {
  const { accountId } = actor;
  const others = underWay.get(accountId) ?? 0;
  if (others >= MOST_AT_ONCE)
    throw refused([issue('busy', '没有上传。请等正在上传的文件传完再试。', { path: 'file' })]);
  underWay.set(accountId, others + 1);
  try {
    const unused = await unusedOf(db, accountId);
    if (unused.files + others >= allowance.files || unused.bytes >= allowance.bytes)
      throw refused([
        issue('allowance', '没有上传。上传后没有保存的文件太多，请先保存已填写的内容；不用的文件一天后自动清除。', {
          path: 'file',
        }),
      ]);
    return await upload();
  } finally {
    const left = (underWay.get(accountId) ?? 1) - 1;
    if (left > 0) underWay.set(accountId, left);
    else underWay.delete(accountId);
  }
}

/** 31 days: what is older the sweeps have removed, or it is in use. Text that is not saved yet is no use in this sense. */
async function unusedOf(db: Database, accountId: string): Promise<{ files: number; bytes: number }> {
  const row = await StoredFile.query(db)
    .where({ owner_id: accountId })
    .whereRaw(`created_at > zc_now() - interval '31 days'`)
    .whereRaw('not exists (select 1 from file_use u where u.file_id = file.id and u.subject_kind <> ?)', [DRAFT_USE])
    .select(StoredFile.raw('count(*)::int as files'), StoredFile.raw('coalesce(sum(bytes), 0)::float8 as total'))
    .first()
    .castTo<{ files: number; total: number } | undefined>();
  const coming = await PartialUpload.query(db)
    .where({ owner_id: accountId })
    .whereNull('file_id')
    .whereRaw(`created_at > zc_now() - interval '1 day'`)
    .select(PartialUpload.raw('count(*)::int as files'), PartialUpload.raw('coalesce(sum(bytes), 0)::float8 as total'))
    .first()
    .castTo<{ files: number; total: number } | undefined>();
  return {
    files: (row?.files ?? 0) + (coming?.files ?? 0),
    bytes: (row?.total ?? 0) + (coming?.total ?? 0),
  };
}
