import type { Transaction } from '@zhicheng/database';
import type { Actor } from '../context.ts';
import { hashEvent } from './append-event.ts';

/**
 * Begins the chains of many new subjects at once, each as `appendEvent` would begin it. The subjects must have no
 * event yet; the key of the ledger refuses one that has.
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
  const rows = subjectIds.map((subjectId) => {
    const event = {
      subject_kind: subjectKind,
      subject_id: subjectId,
      seq: 1,
      at,
      account_id: actor.accountId,
      organisation_id: actor.organisationId,
      action,
      data,
    };
    return { ...event, previous_hash: '', hash: hashEvent('', event) };
  });
  await trx.raw(
    `insert into ledger_event
       (subject_kind, subject_id, seq, at, account_id, organisation_id, action, data, previous_hash, hash)
     select * from jsonb_to_recordset(?::jsonb) as event (subject_kind text, subject_id uuid, seq integer,
       at timestamptz, account_id uuid, organisation_id uuid, action text, data jsonb, previous_hash text, hash text)`,
    [JSON.stringify(rows)],
  );
}
