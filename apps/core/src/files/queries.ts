import type { Database, Transaction } from '@zhicheng/database';
import type { Actor } from '../context.ts';
import { notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { StoredFile, type FileRow } from './model.ts';

/**
 * A file that the actor may read: the own one, one used by a subject of which the actor is the applicant, or one used
 * by a subject that stands or stood before the actor's organisation, as long as it came before the round that stood
 * there was over: what a later round adds is for who audits that one. A draft's files have no process, hence no auditor.
 * Attachments of published plans are anybody's, signed in or not (AH-16.04); those of a plan in preparation belong to
 * its convening unit and to whoever plans for it.
 * NOT_FOUND otherwise, whether it exists or not.
 */
export async function readableFile(db: Database | Transaction, actor: Actor | null, id: string): Promise<FileRow> {
  if (!isId(id)) throw notFound('文件');
  const readable = actor
    ? `(owner_id = :me or ${[USED_BEFORE_ME, OF_A_REQUEST, OF_AN_EXEMPTION, OF_A_PLAN, OF_MY_PLAN].join(' or ')})`
    : OF_A_PLAN;
  const row = await StoredFile.query(db)
    .findOne({ id })
    .whereRaw(readable, actor ? { me: actor.accountId, organisation: actor.organisationId, role: actor.role } : {});
  if (!row) throw notFound('文件');
  return row.toJSON();
}

const OF_A_PLAN = `exists (select 1 from file_use u where u.file_id = file.id and u.subject_kind = 'publishedPlan')`;
const OF_A_REQUEST = `exists (
  select 1 from file_use u join account_request r on r.id = u.subject_id
  where u.file_id = file.id and u.subject_kind = 'accountRequest'
    and (:role = 'operator' or :role = 'hrss' and r.bureau_id = :organisation))`;
/** The proof of who asks for 免面试: for the convening unit that decides. */
const OF_AN_EXEMPTION = `exists (
  select 1 from file_use u join interview_exemption e on e.id = u.subject_id
  where u.file_id = file.id and u.subject_kind = 'interviewExemption'
    and :role = 'convening' and e.convening_organisation_id = :organisation)`;
const OF_MY_PLAN = `exists (
  select 1 from file_use u join review_plan p on p.id = u.subject_id
  join organisation convening on convening.id = p.convening_organisation_id
  where u.file_id = file.id and u.subject_kind = 'preparedPlan' and (:role = 'operator'
    or :role = 'convening' and p.convening_organisation_id = :organisation
    or :role = 'hrss' and convening.region_code in (with recursive below as (
      select region_code as code from organisation where id = :organisation
      union all select region.code from region join below on region.parent_code = below.code)
      select code from below)))`;

const USED_BEFORE_ME = `exists (
  select 1 from file_use u join process p on p.kind = u.subject_kind and p.subject_id = u.subject_id
  where u.file_id = file.id and (p.applicant_id = :me or exists (
    select 1 from step s where s.process_id = p.id and s.organisation_id = :organisation and s.node = :role
      and (p.ended_at is null or u.since <= p.ended_at))))`;

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
