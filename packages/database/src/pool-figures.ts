import type { Database } from './connect.ts';

export interface PoolFigures {
  readonly used: number;
  readonly free: number;
  /** requests that wait for a connection */
  readonly waiting: number;
  readonly max: number;
}

interface Pool {
  numUsed(): number;
  numFree(): number;
  numPendingAcquires(): number;
  readonly max: number;
}

/** How many connections of the pool are in use at this moment. Asks no database; a closed pool has none. */
export function poolFigures(db: Database): PoolFigures {
  const pool: Pool | undefined = db.client.pool;
  if (!pool) return { used: 0, free: 0, waiting: 0, max: 0 };
  return { used: pool.numUsed(), free: pool.numFree(), waiting: pool.numPendingAcquires(), max: pool.max };
}
