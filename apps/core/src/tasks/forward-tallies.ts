import type { Database } from '@zhicheng/database';

/** A body that has closed fewer since counts them in a tenth of a millisecond. */
const WORTH_WHILE = 500;

/**
 * Moves on what is kept of the closed tasks of each body that has closed many since. A job runs it; without it counts
 * are the same and cost more. Neither readers nor who closes tasks wait for it.
 * @param margin what was closed within it is left for the next time; as Postgres writes a span of time
 * @returns how many bodies
 */
export async function forwardTaskTallies(
  db: Database,
  { worthWhile = WORTH_WHILE, margin = '1 hour' }: { worthWhile?: number; margin?: string } = {},
): Promise<number> {
  const { rows } = await db.raw('select task_tally_forward(?, ?) as bodies', [worthWhile, margin]);
  return rows[0].bodies;
}
