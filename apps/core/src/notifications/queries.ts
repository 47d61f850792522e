import type { Database } from '@zhicheng/database';
import type { Actor } from '../context.ts';

export interface NotificationDto {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly link: string | null;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

interface NotificationRow {
  id: string;
  kind: string;
  text: string;
  link: string | null;
  created_at: Date;
  read_at: Date | null;
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
  const query = db<NotificationRow & { account_id: string }>('notification')
    .where({ account_id: actor.accountId })
    .orderBy('id', 'desc')
    .limit(size);
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

/** How many messages the account has not read; counted no further than 100. */
export async function unreadCount({ db, accountId }: { db: Database; accountId: string }): Promise<number> {
  const unread = db('notification').select('id').where({ account_id: accountId, read_at: null }).limit(UNREAD_SHOWN);
  const [counted] = await db.from(unread.as('unread')).count<{ count: number }[]>('id as count');
  return counted?.count ?? 0;
}
