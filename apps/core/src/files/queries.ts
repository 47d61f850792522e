import type { Database, Transaction } from '@zhicheng/database';
import type { Actor } from '../context.ts';
import { notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { StoredFile, type FileRow } from './model.ts';

/**
 * A file that the actor may read: the own one, one used by a subject of which the actor is the applicant, or one used
 * by a subject that stands or stood before the actor's organisation. A draft's files have no process, hence no auditor.
 * NOT_FOUND otherwise, whether it exists or not.
 */
export async function readableFile(db: Database | Transaction, actor: Actor, id: string): Promise<FileRow> {
  if (!isId(id)) throw notFound('文件');
  const row = await StoredFile.query(db).findOne({ id }).whereRaw(`(owner_id = :me or ${USED_BEFORE_ME})`, {
    me: actor.accountId,
    organisation: actor.organisationId,
    role: actor.role,
  });
  if (!row) throw notFound('文件');
  return row.toJSON();
}

const USED_BEFORE_ME = `exists (
  select 1 from file_use u join process p on p.kind = u.subject_kind and p.subject_id = u.subject_id
  where u.file_id = file.id and (p.applicant_id = :me or exists (
    select 1 from step s where s.process_id = p.id and s.organisation_id = :organisation and s.node = :role)))`;

/** Those of the ids that are files of the actor; locked against the sweep until the transaction ends. */
export async function ownFileIds({
  trx,
  actor,
  ids,
}: {
  trx: Transaction;
  actor: Pick<Actor, 'accountId'>;
  ids: readonly string[];
}): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await StoredFile.query(trx)
    .where({ owner_id: actor.accountId })
    .whereIn('id', ids)
    .orderBy('id')
    .forKeyShare()
    .select('id');
  return rows.map(({ id }) => id);
}
