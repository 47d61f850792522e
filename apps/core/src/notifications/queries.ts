import type { Database } from '@zhicheng/database';
import type { Actor } from '../context.ts';
import type { OutgoingMessage } from './delivery-channel.ts';
import { Notification } from './model.ts';

export interface NotificationDto {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly link: string | null;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

const UNREAD_SHOWN = 100;

/** Messages of the actor's account, newest first; `before` is the id of the last one already seen (keyset paging). */
export async function listNotifications({
  db,
  actor,
  before,
  size,
}: {
  db: Database;
  actor: Pick<Actor, 'accountId'>;
  before?: string;
  size: number;
}): Promise<NotificationDto[]> {
  const query = Notification.query(db).where({ account_id: actor.accountId }).orderBy('id', 'desc').limit(size);
  // Public ids are time-ordered, and the page boundary stays put while new messages arrive.
  if (before) void query.andWhere('id', '<', before);
  const rows = await query;
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    text: row.text,
    link: row.link,
    createdAt: row.created_at,
    readAt: row.read_at,
  }));
}

/** How many messages the account that `account.id` stands for has not read, as a column of a larger query. */
export const UNREAD = `(select count(*)::int from (
  select from notification where account_id = account.id and read_at is null limit ${UNREAD_SHOWN}) as unread)`;

/** How many messages the account has not read; counted no further than 100. */
export async function unreadCount({ db, accountId }: { db: Database; accountId: string }): Promise<number> {
  const row = await db('account')
    .where({ id: accountId })
    .first<{ count: number } | undefined>(db.raw(`${UNREAD} as count`));
  return row?.count ?? 0;
}

/** A message as it is to leave the platform; null when there is none of that id. Scope is the job's business. */
export async function outgoingMessage({ db, id }: { db: Database; id: string }): Promise<OutgoingMessage | null> {
  const row = await db('notification')
    .join('account', 'account.id', 'notification.account_id')
    .leftJoin('person', 'person.account_id', 'account.id')
    .where('notification.id', id)
    .first<OutgoingRow | undefined>(
      'notification.id',
      'notification.kind',
      'notification.text',
      'notification.link',
      'account.id as accountId',
      'account.display_name as name',
      'person.mobile',
    );
  if (!row) return null;
  const { accountId, name, mobile, ...message } = row;
  return { ...message, recipient: { accountId, name, mobile } };
}

type OutgoingRow = Omit<OutgoingMessage, 'recipient'> & OutgoingMessage['recipient'];
