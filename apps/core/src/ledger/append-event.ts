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

/**
 * Adds one event to the chain of its subject, in the caller's transaction. Two writers of one subject are
 * serialised by the lock on the subject's row; without it the key (subject, seq) lets one of them fail.
 */
export async function appendEvent(trx: Transaction, entry: LedgerEntry): Promise<void> {
  const last = await trx('ledger_event').where({ subject_id: entry.subjectId }).orderBy('seq', 'desc').first();
  const seq = Number(last?.seq ?? 0) + 1;
  const previous = String(last?.hash ?? '');
  const at = new Date();
  const event = {
    subject_kind: entry.subjectKind,
    subject_id: entry.subjectId,
    seq,
    at,
    account_id: entry.actor?.accountId ?? null,
    organisation_id: entry.actor?.organisationId ?? null,
    action: entry.action,
    data: entry.data ?? {},
  };
  await trx('ledger_event').insert({
    ...event,
    data: JSON.stringify(event.data),
    previous_hash: previous,
    hash: hashEvent(previous, event),
  });
}
