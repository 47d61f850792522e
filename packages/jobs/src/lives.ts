import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { connect, transaction, type Database, type Transaction } from '@zhicheng/database';

const BEAT_MS = 2_000;
const SWEEP_MS = 10_000;

const KEY = `hashtextextended('job-worker ' || ?, 0)`;

/** What takes a job and does not live goes on holding it for hours, as the queue knows nothing of its death. */
const HOLDERS = `
  select locked_by as id from graphile_worker._private_jobs where locked_at < now() - interval '10 seconds'
  union select locked_by from graphile_worker._private_job_queues where locked_at < now() - interval '10 seconds'`;

/** Gives back the jobs of workers that are gone, for others to take. @returns their names */
export async function releaseDead(db: Database): Promise<string[]> {
  const released: string[] = [];
  const { rows } = await db.raw<{ rows: { id: string }[] }>(HOLDERS);
  for (const { id } of rows)
    await transaction(db, async (trx) => {
      const free = await trx.raw(`select pg_try_advisory_xact_lock(${KEY}) as dead`, [id]);
      if (!free.rows[0].dead) return;
      await trx.raw('select graphile_worker.force_unlock_workers(array[?])', [id]);
      released.push(id);
    });
  return released;
}

export interface Lives {
  /** From now on that worker is known to live. */
  add(worker: string): void;
  end(): Promise<void>;
}

/**
 * Says of workers that they live, by a lock each in a transaction that stays open as long as this process: however the
 * process ends, the locks go with it. Meanwhile it looks for jobs of workers that have none.
 */
export function keepLives(url: string, log: (message: string) => void): Lives {
  const db = connect({ url, poolMax: 2, applicationName: 'zhicheng workers alive' });
  const workers = new Set<string>();
  const news = new EventEmitter();
  const ending = new AbortController();
  const { signal } = ending;
  const pause = (ms: number) => delay(ms, undefined, { signal }).catch(() => undefined);

  const hold = async (trx: Transaction): Promise<void> => {
    const held = new Set<string>();
    while (!signal.aborted) {
      for (const worker of workers)
        if (!held.has(worker)) {
          await trx.raw(`select pg_advisory_xact_lock(${KEY})`, [worker]);
          held.add(worker);
        }
      await trx.raw('select 1');
      const awake = new AbortController();
      await Promise.race([pause(BEAT_MS), once(news, 'worker', { signal: awake.signal }).catch(() => undefined)]);
      awake.abort();
    }
  };
  const again = async (work: () => Promise<unknown>, ms: number): Promise<void> => {
    while (!signal.aborted) {
      // the database may be away for a while: then nobody takes jobs either
      await work().catch((error: unknown) => log(`lives of workers: ${String(error)}`));
      await pause(ms);
    }
  };
  const sweep = async () => {
    for (const worker of await releaseDead(db)) log(`the jobs of ${worker}, which is gone, are free again`);
  };
  const loops = [again(() => db.transaction(hold), 500), again(sweep, SWEEP_MS)];
  return {
    add(worker) {
      workers.add(worker);
      news.emit('worker');
    },
    async end() {
      ending.abort();
      await Promise.all(loops);
      await db.destroy();
    },
  };
}
