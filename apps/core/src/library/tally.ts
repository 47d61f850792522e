import type { Database } from '@zhicheng/database';
import type { TabCounts } from './entry-search.ts';
import { TABS, type Tab } from './states.ts';

export interface Tallied {
  readonly entity: string;
  readonly state: string;
  readonly entries: number;
}

/**
 * How many entries a body lists, by entity and state: what was added up, and the changes since. One query, so that it
 * does not matter when the job below adds them up.
 */
export async function listedAt(db: Database, organisationId: string, entity?: string): Promise<readonly Tallied[]> {
  const of = (table: string) =>
    db(table)
      .where({ organisation_id: organisationId, ...(entity !== undefined && { entity }) })
      .select('entity', 'state', 'entries');
  return db
    .from(of('library_tally').unionAll(of('library_tally_change')).as('tally'))
    .groupBy('entity', 'state')
    .havingRaw('sum(entries) <> 0')
    .select('entity', 'state', db.raw('sum(entries)::int as entries'));
}

/** The same by tab. */
export function tabCountsOf(tallied: readonly Tallied[]): TabCounts {
  const inTab = (tab: Tab) =>
    tallied.reduce((sum, { state, entries }) => sum + (TABS[tab].includes(state) ? entries : 0), 0);
  return { all: inTab('all'), inAudit: inTab('inAudit'), approved: inTab('approved'), returned: inTab('returned') };
}

/** Adds up what has changed since the last time, of all bodies. A job runs it; without it counts are the same. */
export async function forwardLibraryTally(db: Database): Promise<void> {
  await db.raw('select library_tally_forward()');
}
