import type { Actor, Core } from '../context.ts';

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
  const query = core.db('notification').where({ account_id: actor.accountId, read_at: null });
  if (ids) query.whereIn('id', [...ids]);
  return { marked: await query.update({ read_at: core.db.raw('zc_now()') }) };
}
