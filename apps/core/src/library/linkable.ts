import { readEntry, type Raw } from '@zhicheng/series-kit';
import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { matching } from './entry-search.ts';
import { stored, type EntryWithData } from './model.ts';
import { entriesToImport } from './queries.ts';
import { SHOWN } from './states.ts';

export interface LinkableEntry {
  readonly id: string;
  readonly data: Raw;
}
export interface LinkablePage {
  readonly rows: readonly LinkableEntry[];
  /** Approved entries that are found. */
  readonly total: number;
  /** Entries of the list that the unit has not approved yet: they can be linked later. */
  readonly waiting: number;
  /** All that are found, the newest first, where everything was asked for; at most MOST. */
  readonly ids: readonly string[];
}

/** As many as a links field takes. */
const MOST = 10_000;

/**
 * One's own approved entries that a links field may choose among, newest first, with the content that counts; or those
 * named by `ids`, whatever their state, to show what is linked. A fixed number of queries, whatever the library holds.
 */
export async function linkableEntries({
  core,
  actor,
  entity: code,
  keyword,
  page,
  size,
  everything,
  ids,
}: {
  core: Core;
  actor: Actor;
  entity: string;
  keyword: string;
  page: number;
  size: number;
  everything: boolean;
  ids?: readonly string[];
}): Promise<LinkablePage> {
  const { db } = core;
  const entity = core.series.findEntity(code);
  if (!entity) throw notFound('业绩');
  const scope = { 'e.owner_id': actor.accountId, 'e.entity': code };
  const read = (rows: readonly EntryWithData[]): LinkableEntry[] =>
    rows.map((row) => ({ id: row.id, data: readEntry(entity, stored(row)) }));
  const content = () => entriesToImport(db).where(scope).whereIn('e.state', SHOWN);
  const columns = ['e.*', 'r.entity_version', 'r.data'] as const;
  if (ids) {
    const rows = await content()
      .whereRaw('e.id = any(?::uuid[])', [[...ids]])
      .select(...columns);
    return { rows: read(rows), total: rows.length, waiting: 0, ids: [] };
  }
  const approved = () =>
    db('library_entry as e')
      .where(scope)
      .whereNotNull('e.approved_revision')
      .modify(matching(keyword, { byOwner: false }));
  const newest = [
    { column: 'e.created_at', order: 'desc' },
    { column: 'e.id', order: 'desc' },
  ];
  const rows = await content()
    .whereNotNull('e.approved_revision')
    .modify(matching(keyword, { byOwner: false }))
    .orderBy(newest)
    .limit(size)
    .offset((page - 1) * size)
    .select(...columns);
  const [{ n: total }] = await approved().select(db.raw('count(*)::int as n'));
  const [{ n: waiting }] = await db('library_entry as e')
    .where(scope)
    .whereIn('e.state', SHOWN)
    .whereNull('e.approved_revision')
    .select(db.raw('count(*)::int as n'));
  const all: { id: string }[] = everything ? await approved().orderBy(newest).limit(MOST).select('e.id') : [];
  return { rows: read(rows), total, waiting, ids: all.map(({ id }) => id) };
}
