import type { Database } from '@zhicheng/database';

export interface Ban {
  /** ISO date of the first day on which the person may declare again. */
  readonly until: string;
  readonly reason: string;
}

/** The ban that keeps a person from declaring today (by the date in China), the longest one; null when there is none. */
export async function activeBan({ trx, personId }: { trx: Database; personId: string }): Promise<Ban | null> {
  const today = trx.raw(`(zc_now() at time zone 'Asia/Shanghai')::date`);
  const row = await trx<{ banned_until: string; reason: string }>('integrity_record')
    .where({ person_id: personId, lifted_at: null } as object)
    .where('banned_from' as never, '<=', today)
    .where('banned_until', '>', today)
    .orderBy('banned_until', 'desc')
    .first('banned_until', 'reason');
  return row ? { until: row.banned_until, reason: row.reason } : null;
}
