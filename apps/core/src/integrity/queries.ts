import type { Database } from '@zhicheng/database';
import { IntegrityRecord } from './model.ts';

export interface Ban {
  /** ISO date of the first day on which the person may declare again. */
  readonly until: string;
  readonly reason: string;
}

/**
 * The ban that keeps a person from declaring today (by the date in China), the longest one; null when there is none.
 * Takes a transaction as well.
 */
export async function activeBan({ db, personId }: { db: Database; personId: string }): Promise<Ban | null> {
  const row = await IntegrityRecord.query(db)
    .where({ person_id: personId, lifted_at: null })
    .whereRaw(`(zc_now() at time zone 'Asia/Shanghai')::date >= banned_from`)
    .whereRaw(`(zc_now() at time zone 'Asia/Shanghai')::date < banned_until`)
    .orderBy('banned_until', 'desc')
    .first();
  return row ? { until: row.banned_until, reason: row.reason } : null;
}
