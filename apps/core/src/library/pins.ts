import type { Database, Transaction } from '@zhicheng/database';
import { entriesLinkedBy, readEntry, type Raw, type StoredEntry } from '@zhicheng/series-kit';
import type { Core } from '../context.ts';
import { issue, notFound, refused } from '../errors.ts';
import { isId } from '../ids.ts';
import { linkedFrom } from './linked-from.ts';
import { stored, type EntryRow, type EntryWithData } from './model.ts';
import { entriesToImport } from './queries.ts';
import { SHOWN } from './states.ts';

interface Pinning {
  readonly trx: Transaction;
  readonly ownerId: string;
  readonly holderId: string;
  /** In words, e.g. `2026 年申报`: 已导入 2026 年申报，不能直接撤回。 */
  readonly holderLabel: string;
}

interface Pinned {
  readonly entryId: string;
  readonly revision: number;
  readonly entity: string;
}

/** Rows per statement. */
const PORTION = 500;
export const portions = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / PORTION) }, (_, at) => all.slice(at * PORTION, (at + 1) * PORTION));

/**
 * Fixes the approved revisions of own entries, and with them the revisions of everything they link to, for whatever
 * uses them (SM-LIB.11). From then on the owner cannot withdraw them, nor the unit take its audit back. NOT_FOUND
 * outside the owner's library; REFUSED when one is not approved, or the holder has it already (AH-20.07). A few
 * statements, however many there are.
 * @returns what was fixed, in the order asked for
 */
export async function pinEntries({
  entryIds,
  ...pinning
}: Pinning & { readonly entryIds: readonly string[] }): Promise<readonly Pinned[]> {
  const { trx, holderId, holderLabel } = pinning;
  const pinned = await lockApproved(pinning, entryIds);
  const linked = await linksOf(trx, pinned);
  for (const portion of portions(pinned)) {
    const rows = portion.map(({ entryId, revision }) => ({
      ...{ entry_id: entryId, revision, holder_id: holderId, holder_label: holderLabel },
      linked: JSON.stringify(linked.get(entryId) ?? {}),
    }));
    const stored: { entry_id: string }[] = await trx('library_pin')
      .insert(rows)
      .onConflict(['entry_id', 'holder_id'])
      .ignore()
      .returning('entry_id');
    const fresh = new Set(stored.map(({ entry_id }) => entry_id));
    const twice = portion.find(({ entryId }) => !fresh.has(entryId));
    if (twice) throw refused([issue('alreadyPinned', '已导入，不能重复。', { path: twice.entryId })]);
  }
  return pinned;
}

/** One of them. */
export async function pinEntry({
  entryId,
  ...pinning
}: Pinning & { readonly entryId: string }): Promise<{ revision: number; entity: string }> {
  const [pinned] = await pinEntries({ ...pinning, entryIds: [entryId] });
  if (!pinned) throw notFound('业绩');
  return { revision: pinned.revision, entity: pinned.entity };
}

/** The rows at their approved revisions, locked in one order. */
async function lockApproved(
  { trx, ownerId }: Pick<Pinning, 'trx' | 'ownerId'>,
  entryIds: readonly string[],
): Promise<readonly Pinned[]> {
  const entries = await trx<EntryRow>('library_entry')
    .where({ owner_id: ownerId })
    .whereRaw('id = any(?::uuid[])', [entryIds.filter(isId)])
    .whereIn('state', SHOWN)
    .orderBy('id')
    .forUpdate();
  const found = new Map(entries.map((entry) => [entry.id, entry]));
  return [...new Set(entryIds)].map((entryId) => {
    const entry = found.get(entryId);
    if (!entry) throw notFound('业绩');
    const { approved_revision: revision, entity } = entry;
    if (revision === null) throw refused([issue('notApproved', '单位还没有审核通过，暂不能导入。', { path: entryId })]);
    return { entryId, revision, entity };
  });
}

/** What those that link to others reach; the rest reaches nothing. */
async function linksOf(
  trx: Transaction,
  pinned: readonly Pinned[],
): Promise<ReadonlyMap<string, Readonly<Record<string, number>>>> {
  const linking: { from_entry_id: string }[] = await trx('library_link')
    .whereRaw('from_entry_id = any(?::uuid[])', [pinned.map(({ entryId }) => entryId)])
    .distinct('from_entry_id');
  const those = new Set(linking.map(({ from_entry_id }) => from_entry_id));
  const reached = new Map<string, Readonly<Record<string, number>>>();
  for (const { entryId, revision } of pinned)
    if (those.has(entryId)) reached.set(entryId, await linkedFrom(trx, { id: entryId, revision }));
  return reached;
}

/** 移除 (SM-LIB.12): the holder lets one entry go. Nothing happens when it does not hold it. */
export async function releaseEntry({
  trx,
  entryId,
  holderId,
}: {
  trx: Transaction;
  entryId: string;
  holderId: string;
}): Promise<void> {
  await trx('library_pin').where({ entry_id: entryId, holder_id: holderId }).delete();
}

/** The holder lets everything go. */
export async function releaseAll({ trx, holderId }: { trx: Transaction; holderId: string }): Promise<void> {
  await trx('library_pin').where({ holder_id: holderId }).delete();
}

export interface ApprovedEntry {
  readonly id: string;
  readonly revision: number;
  readonly entity: string;
  /** In today's form. */
  readonly data: Raw;
  readonly submittedAt: Date | null;
}

/** The owner's approved entries, of one entity or of all, oldest first: what an import may offer. One query. */
export async function approvedEntries({
  core,
  db = core.db,
  ownerId,
  entity,
}: {
  core: Core;
  db?: Database;
  ownerId: string;
  entity?: string;
}): Promise<ApprovedEntry[]> {
  const query = entriesToImport(db).where({ 'e.owner_id': ownerId }).whereNotNull('e.approved_revision');
  if (entity) void query.where({ 'e.entity': entity });
  const rows: EntryWithData[] = await query
    .orderBy(['e.created_at', 'e.id'])
    .select('e.*', 'r.entity_version', 'r.data');
  return rows.map((row) => ({
    id: row.id,
    revision: row.approved_revision ?? row.revision,
    entity: row.entity,
    data: readEntry(core.series.entity(row.entity), stored(row)),
    submittedAt: row.submitted_at,
  }));
}

export interface EntryRef {
  readonly id: string;
  readonly revision: number;
}

/**
 * Stored content of entries at given revisions, with everything they link to, over any number of links: at the
 * revisions that the holder's pins keep, else at the approved ones. For a dossier: its readers upcast. One query per
 * depth of links. Throws when a revision does not exist.
 */
export async function readRevisions({
  core,
  db = core.db,
  refs,
  holderId,
}: {
  core: Core;
  db?: Database;
  refs: readonly EntryRef[];
  holderId?: string;
}): Promise<Record<string, StoredEntry>> {
  const rows = await atRevisions(db, refs);
  const there = new Set(rows.map(({ id }) => id));
  const missing = refs.find(({ id }) => !there.has(id));
  if (missing) throw new Error(`no entry ${missing.id} at revision ${missing.revision}`);
  return withKept({ core, db, rows, holderId });
}

/** The same for rows that have been read: with what they link to, at the revisions that the holder's pins keep. */
export function withKept({
  core,
  db,
  rows,
  holderId,
}: {
  core: Core;
  db: Database;
  rows: readonly Content[];
  holderId?: string;
}): Promise<Record<string, StoredEntry>> {
  let kept: Map<string, number> | undefined;
  return withLinked(core, rows, async (ids) => {
    kept ??= holderId ? await keptRevisions(db, holderId) : new Map();
    return atRevisions(
      db,
      ids.map((id) => ({ id, revision: kept?.get(id) ?? null })),
    );
  });
}

export type Content = Pick<EntryWithData, 'id' | 'entity' | 'entity_version' | 'data'>;

/**
 * Rows as a dossier reads them, with everything that they link to, over any number of links. `read` is asked once per
 * depth of links for what is not there yet. Throws when it does not find all of it.
 */
export async function withLinked(
  core: Core,
  rows: readonly Content[],
  read: (ids: readonly string[]) => Promise<readonly Content[]>,
): Promise<Record<string, StoredEntry>> {
  const entries: Record<string, StoredEntry> = {};
  for (let fresh = rows; fresh.length > 0;) {
    for (const row of fresh) entries[row.id] = stored(row);
    const next = linksOutside(core, fresh, entries);
    fresh = next.length > 0 ? await read(next) : [];
    if (fresh.length < next.length) throw new Error(`linked entries are missing: ${next.join()}`);
  }
  return entries;
}

/** What the pins of one holder keep of linked entries. */
async function keptRevisions(db: Database, holderId: string): Promise<Map<string, number>> {
  const pins: { linked: Record<string, number> }[] = await db('library_pin')
    .where({ holder_id: holderId })
    .select('linked');
  return new Map(pins.flatMap(({ linked }) => Object.entries(linked)));
}

/** Entries at revisions; null: the approved one, else the one there is. */
export const atRevisions = (
  db: Database,
  refs: readonly { readonly id: string; readonly revision: number | null }[],
): Promise<Content[]> =>
  db('library_entry as e')
    .joinRaw('join unnest(?::uuid[], ?::integer[]) as wanted (id, revision) on wanted.id = e.id', [
      refs.map(({ id }) => id),
      // Revisions count from 1.
      refs.map(({ revision }) => revision ?? 0),
    ])
    .joinRaw(
      `join library_entry_revision r on r.entry_id = e.id
         and r.revision = coalesce(nullif(wanted.revision, 0), e.approved_revision, e.revision)`,
    )
    .select('e.id', 'e.entity', 'r.entity_version', 'r.data');

const linksOutside = (
  core: Core,
  rows: readonly Content[],
  entries: Readonly<Record<string, StoredEntry>>,
): string[] => [
  ...new Set(
    rows.flatMap((row) => {
      const entity = core.series.entity(row.entity);
      const links = entriesLinkedBy(entity, readEntry(entity, stored(row)));
      return links.flatMap(({ entry: id }) => (entries[id] ? [] : [id]));
    }),
  ),
];
