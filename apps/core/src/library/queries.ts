import type { Database } from '@zhicheng/database';
import { entriesLinkedBy, LINKS_NAMED, readEntry, type Raw } from '@zhicheng/series-kit';
import { libraryFlow } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { bindingWhy } from '../organisations/binding-state.ts';
import { processLog, type LogEntry } from '../tasks/queries.ts';
import { countTabs, matching, type EntryFilter, type TabCounts } from './entry-search.ts';
import { stored, type EntryWithData } from './model.ts';
import { referencesTo, type References } from './references.ts';
import { permissionsOf, type Permissions } from './rules.ts';
import { isReturned, labelOf, SHOWN, TABS } from './states.ts';

export { stored, type EntryWithData } from './model.ts';

export interface EntryDto {
  readonly id: string;
  readonly entity: string;
  /** The content in today's form of the entity. */
  readonly data: Raw;
  readonly state: string;
  readonly stateLabel: string;
  readonly version: number;
  readonly revision: number;
  /** The revision that counts for declarations; below `revision` while a new version is under way. */
  readonly approvedRevision: number | null;
  readonly source: 'user' | 'auto';
  readonly submittedAt: Date | null;
  readonly updatedAt: Date;
  /** The unit's words while the entry is 退回 (GP.64). */
  readonly returnReason: string | null;
  /** Declarations that have imported it. */
  readonly pinnedBy: readonly { readonly holderId: string; readonly label: string }[];
  readonly can: Permissions;
}

/** Entries with the content of their current revision. */
export const entriesWithData = (db: Database) =>
  db('library_entry as e').join('library_entry_revision as r', (on) =>
    on.on('r.entry_id', 'e.id').andOn('r.revision', 'e.revision'),
  );

/** Entries with the content that an import would take: what was approved, else what there is. */
export const entriesToImport = (db: Database) =>
  db('library_entry as e').joinRaw(
    'join library_entry_revision r on r.entry_id = e.id and r.revision = coalesce(e.approved_revision, e.revision)',
  );

/** Entries with the last content that existed then and was handed in; what was extracted needs no handing in. */
const entriesSubmittedBefore = (db: Database, at: Date) =>
  db('library_entry as e').joinRaw(
    `join lateral (
       select * from library_entry_revision known
       where known.entry_id = e.id and known.created_at <= ?
         and (known.submitted_at is not null or e.source = 'auto')
       order by known.revision desc limit 1) r on true`,
    [at],
  );

/** The opinion with which an entry was last returned. */
export const lastReturn = (db: Database) =>
  db('process as p')
    .join('step as s', 's.process_id', 'p.id')
    .whereRaw('p.subject_id = e.id')
    .where({ 'p.kind': libraryFlow.name, 's.state': 'returned' })
    .orderBy([
      { column: 'p.round', order: 'desc' },
      { column: 's.seq', order: 'desc' },
    ])
    .limit(1)
    .select('s.opinion')
    .as('return_reason');

type Listed = EntryWithData & { readonly return_reason: string | null };
const columns = (db: Database) => ['e.*', 'r.entity_version', 'r.data', lastReturn(db)] as const;

/**
 * One page of one list of the own library, newest first, with the counts of all tabs under the same keyword
 * (AH-07.05..08). A fixed number of queries, whatever the page holds.
 */
export async function listEntries({
  core,
  actor,
  filter,
}: {
  core: Core;
  actor: Actor;
  filter: EntryFilter;
}): Promise<{ rows: EntryDto[]; counts: TabCounts; total: number }> {
  const { db } = core;
  const { entity, tab, keyword, page, size } = filter;
  if (!core.series.findEntity(entity)) throw notFound('业绩');
  const own = () =>
    db('library_entry as e')
      .where({ 'e.owner_id': actor.accountId, 'e.entity': entity })
      .whereIn('e.state', SHOWN)
      .modify(matching(keyword, { byOwner: false }));
  const counts = await countTabs(own(), db, SHOWN);
  const rows: Listed[] = await own()
    .join('library_entry_revision as r', (on) => on.on('r.entry_id', 'e.id').andOn('r.revision', 'e.revision'))
    .whereIn('e.state', TABS[tab])
    .orderBy([
      { column: 'e.created_at', order: 'desc' },
      { column: 'e.id', order: 'desc' },
    ])
    .limit(size)
    .offset((page - 1) * size)
    .select(...columns(db));
  return { rows: await toDtos(core, actor, rows), counts, total: counts[tab] };
}

async function toDtos(core: Core, actor: Actor, rows: readonly Listed[]): Promise<EntryDto[]> {
  const references = await referencesTo(
    core.db,
    rows.map(({ id }) => id),
  );
  const unbound = await bindingWhy({ db: core.db, accountId: actor.accountId });
  return rows.map((row) =>
    entryDto(core, row, references(row.id), permissionsOf(core, row, references(row.id), unbound)),
  );
}

const entryDto = (core: Core, row: Listed, references: References, can: Permissions): EntryDto => ({
  id: row.id,
  entity: row.entity,
  data: readEntry(core.series.entity(row.entity), stored(row)),
  state: row.state,
  stateLabel: labelOf(row.state),
  version: row.version,
  revision: row.revision,
  approvedRevision: row.approved_revision,
  source: row.source,
  submittedAt: row.submitted_at,
  updatedAt: row.updated_at,
  returnReason: isReturned(row.state) ? row.return_reason : null,
  pinnedBy: references.pins,
  can,
});

/** What an entry links to, for showing it. */
export interface LinkedEntryDto {
  readonly id: string;
  readonly entity: string;
  readonly data: Raw;
}
export interface EntryView extends EntryDto {
  readonly linked: readonly LinkedEntryDto[];
  /** 流程: all rounds, oldest first. */
  readonly log: readonly LogEntry[];
}

/** One own entry with what it links to and its audits. NOT_FOUND for anybody else's. */
export async function getEntry({ core, actor, id }: { core: Core; actor: Actor; id: string }): Promise<EntryView> {
  const { db } = core;
  const row: Listed | undefined = isId(id)
    ? await entriesWithData(db)
        .where({ 'e.id': id, 'e.owner_id': actor.accountId })
        .whereIn('e.state', SHOWN)
        .first(...columns(db))
    : undefined;
  if (!row) throw notFound('业绩');
  const [dto] = await toDtos(core, actor, [row]);
  if (!dto) throw notFound('业绩');
  return { ...dto, linked: await linkedBy(core, row), log: await processLog(db, libraryFlow.name, id) };
}

/** Entries behind the first LINKS_NAMED links of a row as they are now, in their order. */
export async function linkedBy(
  core: Core,
  row: Pick<EntryWithData, 'entity' | 'entity_version' | 'data' | 'owner_id'>,
): Promise<LinkedEntryDto[]> {
  const entity = core.series.entity(row.entity);
  const ids = entriesLinkedBy(entity, readEntry(entity, stored(row)))
    .slice(0, LINKS_NAMED)
    .map(({ entry }) => entry);
  return readLinked(core, row.owner_id, ids, entriesWithData(core.db));
}

/** Entries of one owner as they stood at an instant, in the order of the ids, for whoever was shown them then. */
export const entriesAt = (core: Core, ownerId: string, ids: readonly string[], at: Date): Promise<LinkedEntryDto[]> =>
  readLinked(core, ownerId, ids, entriesSubmittedBefore(core.db, at));

async function readLinked(
  core: Core,
  ownerId: string,
  ids: readonly string[],
  entries: ReturnType<typeof entriesWithData>,
): Promise<LinkedEntryDto[]> {
  if (ids.length === 0) return [];
  const found: EntryWithData[] = await entries
    .where({ 'e.owner_id': ownerId })
    .whereRaw('e.id = any(?::uuid[])', [[...ids]])
    .select('e.*', 'r.entity_version', 'r.data');
  const byId = new Map(found.map((entry) => [entry.id, entry]));
  return ids.flatMap((id) => {
    const entry = byId.get(id);
    return entry
      ? [{ id, entity: entry.entity, data: readEntry(core.series.entity(entry.entity), stored(entry)) }]
      : [];
  });
}
