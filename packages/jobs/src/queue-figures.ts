import type { Database } from '@zhicheng/database';

export interface QueueFigures {
  /** due and taken by nobody */
  readonly waiting: number;
  /** to run at a later time: a date, or a further attempt */
  readonly later: number;
  readonly running: number;
  /** had all their attempts; nobody will try again by itself */
  readonly failed: number;
  /** how long the longest of those that are due has waited, in seconds */
  readonly oldestWaitSeconds: number;
}

const FIGURES = `
  with job as (
    select run_at, attempts >= max_attempts as failed, locked_at is not null as running, run_at <= now() as due
      from graphile_worker.jobs)
  select count(*) filter (where due and not failed and not running)::int as waiting,
         count(*) filter (where not due and not failed and not running)::int as later,
         count(*) filter (where running)::int as running,
         count(*) filter (where failed and not running)::int as failed,
         coalesce(extract(epoch from now() - min(run_at) filter (where due and not failed and not running)), 0)::float8
           as "oldestWaitSeconds"
    from job`;

/** The queue of jobs at this moment. Done jobs are not in it, so it is short while all goes well. */
export async function queueFigures(db: Database): Promise<QueueFigures> {
  const { rows } = await db.raw<{ rows: QueueFigures[] }>(FIGURES);
  const [figures] = rows;
  if (!figures) throw new Error('The queue of jobs did not answer.');
  return figures;
}
