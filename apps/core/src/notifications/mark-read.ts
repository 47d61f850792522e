import { raw } from '@zhicheng/database';
import type { Actor, Core } from '../context.ts';
import { Notification } from './model.ts';

/** Marks messages of the actor's account as read, all of them when no ids are given. Others' ids change nothing. */
export async function markRead({
  core,
  actor,
  ids,
}: {
  core: Core;
  actor: Pick<Actor, 'accountId'>;
  ids?: readonly string[];
}): Promise<{ marked: number }> {
  const query = Notification.query(core.db).where({ account_id: actor.accountId, read_at: null });
  if (ids) void query.whereIn('id', ids);
  return { marked: await query.patch({ read_at: raw('zc_now()') }) };
}
