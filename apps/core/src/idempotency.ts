import type { Database, Transaction } from '@zhicheng/database';
import type { Actor } from './context.ts';
import { conflict } from './errors.ts';

/**
 * Runs `run` once per account and key and gives later calls the stored result, so that a double click, a retry or
 * a reload of the form creates nothing twice. Two calls at once: the second waits for the first's commit.
 * `action` names the object as well, or the key of one would answer for another. The result must survive JSON.
 * Throws CONFLICT when the key was used for another action.
 */
export async function once<T extends Readonly<Record<string, unknown>>>({
  trx,
  actor,
  key,
  action,
  run,
}: {
  trx: Transaction;
  actor: Pick<Actor, 'accountId'>;
  key: string;
  action: string;
  run: () => Promise<T>;
}): Promise<T> {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`${actor.accountId}:${key}`]);
  const known = await trx('idempotency_key').where({ account_id: actor.accountId, key }).first();
  if (known && known.action !== action) throw conflict('这次提交已用于另一件事，请刷新页面后再办理。');
  if (known) return known.result as T;
  const result = await run();
  await trx('idempotency_key').insert({ account_id: actor.accountId, key, action, result: JSON.stringify(result) });
  return result;
}

/** A form that lay open longer than this was saved by nobody; its key no longer guards anything. */
const KEPT_DAYS = 30;

/**
 * Forgets keys of 30 days ago. A job runs it; twice does no harm.
 * @returns how many went
 */
export const sweepKeys = (db: Database): Promise<number> =>
  db('idempotency_key').whereRaw('created_at < zc_now() - make_interval(days => ?)', [KEPT_DAYS]).delete();
