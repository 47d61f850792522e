import { z } from 'zod';
import { transaction, type Transaction } from '@zhicheng/database';
import { acceptUpload, FILE_TYPES, type AcceptedFile, type ByteSource } from '@zhicheng/storage';
import type { Actor, Core } from '../context.ts';
import { invalid, issue } from '../errors.ts';
import { fileDto, StoredFile, type FileDto } from './model.ts';
import { UPLOAD_ALLOWANCE, withinAllowance, type UploadAllowance } from './upload-allowance.ts';

export type { FileDto };

/** A file just taken, and the same one if the person uploaded it before. */
export interface AcceptedDto extends FileDto {
  readonly earlier?: { readonly id: string; readonly name: string; readonly bytes: number; readonly at: Date };
}

/** No slot of any form asks for more than 30 MB (AH-12.14). */
const MAX_SLOT_MB = 30;

/** What the control said it takes; checked here because it comes from a browser. */
export const uploadSlot = z.object({
  types: z.array(z.enum(FILE_TYPES)).min(1),
  maxMB: z.number().positive().max(MAX_SLOT_MB),
});

export interface AcceptFile {
  readonly core: Core;
  readonly actor: Actor;
  readonly source: ByteSource;
  /** Name on the user's machine. */
  readonly name: string;
  readonly slot: z.infer<typeof uploadSlot>;
  /** A portrait, kept as a jpg of at most 2000 pixels a side. */
  readonly photo?: boolean;
  /** Size as the browser says; a body that ends before it is refused as interrupted. */
  readonly declaredBytes?: number;
  /** Of files not used yet; as everywhere unless a test says otherwise. */
  readonly allowance?: UploadAllowance;
}

/**
 * Takes one uploaded file and gives it to the actor. The slot is checked again where the file is used (`checkOwn`):
 * here it decides what may be stored at all, there whether it fits the field.
 * INVALID with a sentence for the user when type, size or content is refused, REFUSED when too much lies unused already;
 * nothing is stored then (AH-04.09).
 */
export async function acceptFile({
  core,
  actor,
  source,
  name,
  slot,
  photo,
  declaredBytes,
  allowance = UPLOAD_ALLOWANCE,
}: AcceptFile): Promise<AcceptedDto> {
  const known = uploadSlot.safeParse(slot);
  if (!known.success) throw invalid([issue('slot', '没有上传。请刷新页面后重试。', { path: 'file' })]);
  return withinAllowance({ db: core.db, actor, allowance }, async () => {
    const outcome = await acceptUpload(core.store, source, {
      name,
      slot: known.data,
      declaredBytes,
      ...(photo && { image: 'photo' }),
    });
    if (!outcome.ok) throw invalid([issue(outcome.code, outcome.message, { path: 'file' })]);
    return keep(core, actor, outcome.file);
  });
}

/** The lock keeps the sweep from removing a blob between the moment it was stored and the row that needs it. */
async function keep(core: Core, actor: Actor, file: AcceptedFile): Promise<AcceptedDto> {
  return transaction(core.db, async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`blob:${file.hash}`]);
    if (!(await core.store.exists(file.hash)))
      throw invalid([issue('interrupted', '没有上传。请重试。', { path: 'file' })]);
    const earlier = await earlierOf(trx, actor, file);
    const row = await StoredFile.query(trx)
      .insert({
        owner_id: actor.accountId,
        name: file.name,
        type: file.type,
        bytes: file.bytes,
        hash: file.hash,
        original_hash: file.originalHash,
        width: file.width ?? null,
        height: file.height ?? null,
      })
      .returning('*');
    return { ...fileDto(row), ...(earlier && { earlier }) };
  });
}

/** The same bytes, kept in the same way, of the same person; what others have is nobody's business. */
async function earlierOf(trx: Transaction, actor: Actor, file: AcceptedFile): Promise<AcceptedDto['earlier']> {
  const row = await StoredFile.query(trx)
    .where({ owner_id: actor.accountId, original_hash: file.originalHash, hash: file.hash })
    .orderBy('created_at', 'desc')
    .first();
  return row && { id: row.id, name: row.name, bytes: Number(row.bytes), at: row.created_at };
}
