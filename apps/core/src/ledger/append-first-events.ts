import type { Transaction } from '@zhicheng/database';
import type { Actor } from '../context.ts';
import { canonicalJson } from './canonical-json.ts';

/**
 * Begins the chains of many new subjects at once, each as `appendEvent` would begin it; the database takes their hashes. The
 * subjects must have no event yet; the key of the ledger refuses one that has.
 */
export async function appendFirstEvents(
  trx: Transaction,
  {
    subjectKind,
    subjectIds,
    action,
    actor,
    data,
  }: {
    readonly subjectKind: string;
    readonly subjectIds: readonly string[];
    readonly action: string;
    readonly actor: Pick<Actor, 'accountId' | 'organisationId'>;
    readonly data: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const at = new Date();
  const { accountId, organisationId } = actor;
  const [before, after] = aroundSubject({
    ...{ subject_kind: subjectKind, subject_id: SUBJECT, seq: 1, at },
    ...{ account_id: accountId, organisation_id: organisationId, action, data },
  });
  await trx.raw(
    `insert into ledger_event
       (subject_kind, subject_id, seq, at, account_id, organisation_id, action, data, previous_hash, hash)
     select :subjectKind, id, 1, :at::timestamptz, :accountId::uuid, :organisationId::uuid, :action, :data::jsonb, '',
       encode(sha256(convert_to(:before::text || id || :after::text, 'UTF8')), 'hex')
     from unnest(:subjectIds::uuid[]) as subject (id)`,
    { subjectKind, subjectIds, at, accountId, organisationId, action, data: JSON.stringify(data), before, after },
  );
}

/** Stands in no event: no uuid has letters like these. */
const SUBJECT = '<subject>';

/** What `hashEvent` takes of an event, on both sides of the subject's id: of many alike, only that differs. */
function aroundSubject(event: Readonly<Record<string, unknown>>): readonly [string, string] {
  const [before, after, ...more] = canonicalJson(event).split(SUBJECT);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`${SUBJECT} stands elsewhere, too`);
  return [before, after];
}
