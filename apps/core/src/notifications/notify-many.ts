import type { Transaction } from '@zhicheng/database';
import { enqueueMany } from '@zhicheng/jobs';
import type { Notice } from './notify.ts';

/** Name of the job that sends several messages on. */
export const DELIVER_NOTIFICATIONS = 'deliver-notifications';

/** Sent on by one job: so many that what they cost the queue does not count, so few that none waits long. */
const SENT_TOGETHER = 25;

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
  const ids = stored.map(({ id }) => id);
  const starts = ids.flatMap((_, index) => (index % SENT_TOGETHER === 0 ? [index] : []));
  await enqueueMany(
    trx,
    DELIVER_NOTIFICATIONS,
    starts.map((start) => ({ notificationIds: ids.slice(start, start + SENT_TOGETHER) })),
  );
}
