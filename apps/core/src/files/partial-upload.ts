import { transaction, type Transaction } from '@zhicheng/database';
import { overSize, type ByteSource } from '@zhicheng/storage';
import type { z } from 'zod';
import type { Actor, Core } from '../context.ts';
import { invalid, issue, notFound } from '../errors.ts';
import { acceptFile, uploadSlot, type AcceptedDto } from './accept-file.ts';
import { fileDto, PartialUpload, StoredFile } from './model.ts';
import { UPLOAD_ALLOWANCE, withinAllowance, type UploadAllowance } from './upload-allowance.ts';

interface Part {
  readonly core: Core;
  readonly actor: Actor;
  /** Name of the upload on the way; made by the server. */
  readonly id: string;
}

/**
 * A file that is to come in parts. Size and slot are held against the same rules as a whole file, before the first
 * byte. INVALID or REFUSED with a sentence for the user.
 */
export async function beginPartialUpload({
  core,
  actor,
  id,
  bytes,
  slot,
  allowance = UPLOAD_ALLOWANCE,
}: Part & {
  readonly bytes: number;
  readonly slot: z.infer<typeof uploadSlot>;
  readonly allowance?: UploadAllowance;
}): Promise<void> {
  const known = uploadSlot.safeParse(slot);
  if (!known.success || !(bytes > 0)) throw invalid([issue('slot', '没有上传。请刷新页面后重试。', { path: 'file' })]);
  const refusal = overSize(known.data, bytes);
  if (refusal) throw invalid([issue(refusal.code, refusal.message, { path: 'file' })]);
  await withinAllowance({ db: core.db, actor, allowance }, async () => {
    await PartialUpload.query(core.db).insert({ id, owner_id: actor.accountId, bytes });
  });
}

const own = (trx: Transaction | Core['db'], { actor, id }: Pick<Part, 'actor' | 'id'>) =>
  PartialUpload.query(trx).findOne({ id, owner_id: actor.accountId });

/** NOT_FOUND for an upload of somebody else, and for none. */
export async function assertOwnPartialUpload({ core, actor, id }: Part): Promise<void> {
  if (!(await own(core.db, { actor, id }))) throw notFound('文件');
}

/** The upload was given up, or its content refused. */
export async function endPartialUpload({ core, actor, id }: Part): Promise<void> {
  await PartialUpload.query(core.db).where({ id, owner_id: actor.accountId }).whereNull('file_id').delete();
}

/**
 * All parts are here: the file is taken as a whole one is (`acceptFile`). Asked again, because the answer was lost on
 * the way, it answers the same file.
 */
export const finishPartialUpload = ({
  core,
  actor,
  id,
  ...file
}: Part & {
  readonly source: () => ByteSource;
  readonly name: string;
  readonly slot: z.infer<typeof uploadSlot>;
  readonly photo?: boolean;
}): Promise<AcceptedDto> =>
  transaction(core.db, async (trx) => {
    const row = await own(trx, { actor, id }).forUpdate();
    if (!row) throw notFound('文件');
    const done = row.file_id ? await StoredFile.query(trx).findById(row.file_id) : undefined;
    if (done) return fileDto(done);
    const taken = await acceptFile({
      core,
      actor,
      ...file,
      source: file.source(),
      declaredBytes: Number(row.bytes),
    });
    await row.$query(trx).patch({ file_id: taken.id });
    return taken;
  });
