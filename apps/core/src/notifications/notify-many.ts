import type { Transaction } from '@zhicheng/database';
import { enqueueMany } from '@zhicheng/jobs';
import { DELIVER_NOTIFICATION, type Notice } from './notify.ts';

/** Puts a message into each of these inboxes, as `notify` would one by one, in two statements. */
export async function notifyMany(trx: Transaction, notices: readonly Omit<Notice, 'trx'>[]): Promise<void> {
  if (notices.length === 0) return;
  const rows = notices.map(({ accountId, kind, text, link }) => ({ accountId, kind, text, link: link ?? null }));
  const { rows: stored } = await trx.raw<{ rows: { id: string }[] }>(
    `insert into notification (account_id, kind, text, link)
     select n."accountId", n.kind, n.text, n.link
     from jsonb_to_recordset(?::jsonb) as n ("accountId" uuid, kind text, text text, link text)
     returning id`,
    [JSON.stringify(rows)],
  );
  await enqueueMany(
    trx,
    DELIVER_NOTIFICATION,
    stored.map(({ id }) => ({ notificationId: id })),
  );
}
