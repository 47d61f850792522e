import type { Transaction } from '@zhicheng/database';
import { FileUse } from './model.ts';

export interface FileUses {
  readonly trx: Transaction;
  readonly fileIds: readonly string[];
  /** A kind of process lets its auditors and its applicant read the file; any other kind only keeps it. */
  readonly subjectKind: string;
  readonly subjectId: string;
}

/** Kept for a text that is not saved yet. No process is of this kind, so nobody else may read the file for it. */
export const DRAFT_USE = 'autosave';

/** Says that a subject uses these files, besides what it already uses. Unused files are swept after a day. */
export async function recordUse({ trx, fileIds, subjectKind, subjectId }: FileUses): Promise<void> {
  if (fileIds.length === 0) return;
  await FileUse.query(trx)
    .insert([...new Set(fileIds)].map((id) => ({ file_id: id, subject_kind: subjectKind, subject_id: subjectId })))
    .onConflict()
    .ignore();
}

/** These subjects use nothing any more. */
export async function releaseUses({
  trx,
  subjectKind,
  subjectIds,
}: Pick<FileUses, 'trx' | 'subjectKind'> & { readonly subjectIds: readonly string[] }): Promise<void> {
  if (subjectIds.length > 0)
    await FileUse.query(trx).where({ subject_kind: subjectKind }).whereIn('subject_id', subjectIds).delete();
}

/** The same, instead of what the subject used so far: for drafts, whose files come and go. */
export async function replaceUse(uses: FileUses): Promise<void> {
  const { trx, fileIds, subjectKind, subjectId } = uses;
  await FileUse.query(trx)
    .where({ subject_kind: subjectKind, subject_id: subjectId })
    .whereNotIn('file_id', fileIds)
    .delete();
  await recordUse(uses);
}
