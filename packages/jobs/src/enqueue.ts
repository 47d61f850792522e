import type { Database } from '@zhicheng/database';

export interface EnqueueOptions {
  /** not before this instant; default at once */
  runAt?: Date;
  /** a job with the same key that has not begun is replaced, so that there is at most one */
  jobKey?: string;
  /** jobs of one queue run one after the other */
  queue?: string;
  /** default 25, with growing pauses: the last one after about three days */
  maxAttempts?: number;
}

/**
 * Puts a job into the queue as part of the open transaction: it runs after the commit, and never if that fails.
 * The payload is JSON: pass ids, not rows, for the job runs later than the change that caused it.
 */
export async function enqueue(
  trx: Database,
  name: string,
  payload: Record<string, unknown> = {},
  { runAt, jobKey, queue, maxAttempts }: EnqueueOptions = {},
): Promise<void> {
  await trx.raw(
    `select 1 from graphile_worker.add_job(
       identifier => ?::text, payload => ?::json, queue_name => ?::text,
       run_at => ?::timestamptz, max_attempts => ?::int, job_key => ?::text)`,
    [name, JSON.stringify(payload), queue ?? null, runAt ?? null, maxAttempts ?? null, jobKey ?? null],
  );
}

/** The same for many jobs of one name that may run at once, in one statement. */
export async function enqueueMany(
  trx: Database,
  name: string,
  payloads: readonly Record<string, unknown>[],
): Promise<void> {
  if (payloads.length === 0) return;
  await trx.raw(
    `select count(*) from graphile_worker.add_jobs(array(
       select row(?::text, payload, null, null, null, null, null, null)::graphile_worker.job_spec
       from jsonb_array_elements(?::jsonb) as p (body), lateral (select p.body::json) as q (payload)))`,
    [name, JSON.stringify(payloads)],
  );
}
