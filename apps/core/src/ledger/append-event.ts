import { createHash } from 'node:crypto';
import type { Transaction } from '@zhicheng/database';
import type { Actor } from '../context.ts';
import { canonicalJson } from './canonical-json.ts';

export interface LedgerEntry {
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly action: string;
  /** null: the system itself. */
  readonly actor: Pick<Actor, 'accountId' | 'organisationId'> | null;
  /** What happened; never an ID number, a vote or typed drafts. */
  readonly data?: Readonly<Record<string, unknown>>;
}

export const hashEvent = (previous: string, event: Readonly<Record<string, unknown>>): string =>
  createHash('sha256').update(previous).update(canonicalJson(event)).digest('hex');

/** Stands for the number of an event, which the database knows. */
export const SEQ = '<seq>';

/**
 * A canonical text on both sides of a marker. The last one counts: names come in their order, so what somebody says in
 * `data` stands before the number and the subject.
 */
export function aroundLast(text: string, marker: string): readonly [string, string] {
  const at = text.lastIndexOf(marker);
  if (at < 0) throw new Error(`${marker} does not stand in the event`);
  return [text.slice(0, at), text.slice(at + marker.length)];
}

/**
 * Adds one event to the chain of its subject, in the caller's transaction and in one statement: the database numbers it and
 * takes its hash. Two writers of one subject are serialised by the lock on the subject's row; without it the key
 * (subject, seq) lets one of them fail.
 */
export async function appendEvent(trx: Transaction, entry: LedgerEntry): Promise<void> {
  const { subjectKind, subjectId, action, actor, data = {} } = entry;
  const { accountId = null, organisationId = null } = actor ?? {};
  const at = new Date();
  const body = canonicalJson({
    ...{ subject_kind: subjectKind, subject_id: subjectId, seq: SEQ, at },
    ...{ account_id: accountId, organisation_id: organisationId, action, data },
  });
  const [before, after] = aroundLast(body, JSON.stringify(SEQ));
  await trx.raw(
    `insert into ledger_event
       (subject_kind, subject_id, seq, at, account_id, organisation_id, action, data, previous_hash, hash)
     select ?, next.subject_id, next.seq, ?, ?, ?, ?, ?, next.previous,
       encode(sha256(convert_to(next.previous || ?::text || next.seq || ?::text, 'UTF8')), 'hex')
     from (
       select subject.id as subject_id, coalesce(head.seq, 0) + 1 as seq, coalesce(head.hash, '') as previous
       from (values (?::uuid)) as subject (id)
         left join lateral (
           select seq, hash from ledger_event where subject_id = subject.id order by seq desc limit 1) head on true
     ) next`,
    [subjectKind, at, accountId, organisationId, action, JSON.stringify(data), before, after, subjectId],
  );
}
