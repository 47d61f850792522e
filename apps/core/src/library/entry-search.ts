import type { Database } from '@zhicheng/database';
import { containing, personContaining } from '../containing.ts';
import { TABS, type Tab } from './states.ts';

export interface EntryFilter {
  readonly entity: string;
  readonly tab: Tab;
  readonly keyword: string;
  readonly page: number;
  readonly size: number;
}
export type TabCounts = Readonly<Record<Tab, number>>;

type Query = ReturnType<Database>;

/**
 * Every word of the keyword must stand in the entry, or in the owner's name where `byOwner` (AH-31.02). Rows of one
 * person or of one unit and kind are few enough to be looked through; an index over all would find a province's first.
 */
export const matching =
  (keyword: string, { byOwner }: { byOwner: boolean }) =>
  (query: Query): void => {
    for (const word of keyword.trim().split(/\s+/).filter(Boolean)) {
      void query.where((either) => {
        const inEntry = containing('e.search', word);
        void either.whereRaw(inEntry.sql, inEntry.bindings);
        const inName = personContaining('e.owner_id', word);
        if (byOwner) void either.orWhereRaw(inName.sql, inName.bindings);
      });
    }
  };

/** Counts of the four tabs under one filter, so that they agree with the rows (GP.17). */
export async function countTabs(query: Query, db: Database, all: readonly string[]): Promise<TabCounts> {
  return tabCounts(await query.select(tabColumns(db, all)).first<TabCounts | undefined>());
}

/** Columns of a query over entries `e` that hold these counts. */
export function tabColumns(db: Database, all: readonly string[]) {
  const inTab = (tab: Tab) => all.filter((state) => TABS[tab].includes(state));
  const tabs: readonly Tab[] = ['all', 'inAudit', 'approved', 'returned'];
  return tabs.map((tab) => db.raw('(count(*) filter (where e.state = any(?)))::int as ??', [inTab(tab), tab]));
}

export const tabCounts = ({
  all = 0,
  inAudit = 0,
  approved = 0,
  returned = 0,
}: Partial<TabCounts> = {}): TabCounts => ({
  ...{ all, inAudit, approved, returned },
});
