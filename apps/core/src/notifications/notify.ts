import type { Transaction } from '@zhicheng/database';
import { enqueue } from '@zhicheng/jobs';
import { Notification } from './model.ts';

/** Name of the job that sends a message on. */
export const DELIVER_NOTIFICATION = 'deliver-notification';

export interface Notice {
  readonly trx: Transaction;
  readonly accountId: string;
  /** What happened, camelCase: the portal picks the icon by it. */
  readonly kind: string;
  /** One or two Chinese sentences: what is the case, what to do. */
  readonly text: string;
  /** Portal path where it can be acted on. */
  readonly link?: string;
}

/** Puts a message into somebody's inbox, in the transaction of what it tells of, and has it sent on once that holds. */
export async function notify({ trx, accountId, kind, text, link }: Notice): Promise<void> {
  const { id } = await Notification.query(trx).insert({ account_id: accountId, kind, text, link: link ?? null });
  await enqueue(trx, DELIVER_NOTIFICATION, { notificationId: id });
}
