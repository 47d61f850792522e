import type { Database, Transaction } from '@zhicheng/database';
import { entriesLinkedBy, readEntry, type Raw, type StoredEntry } from '@zhicheng/series-kit';
import type { Core } from '../context.ts';
import { issue, notFound, refused } from '../errors.ts';
import { isId } from '../ids.ts';
import { linkedFrom } from './linked-from.ts';
import { stored, type EntryRow, type EntryWithData } from './model.ts';
import { entriesToImport } from './queries.ts';
import { SHOWN } from './states.ts';

/**
 * Fixes the approved revision of an own entry, and with it the revisions of everything it links to, for whatever uses it (SM-LIB.11). From then on the owner cannot
 * withdraw it, nor the unit take its audit back. NOT_FOUND outside the owner's library; REFUSED when it is not
 * approved, or the holder has it already (AH-20.07).
 * @param holderLabel in words, e.g. `2026 年申报`: 已导入 2026 年申报，不能直接撤回。
 */
export async function pinEntry({
  trx,
  entryId,
  ownerId,
  holderId,
  holderLabel,
}: {
  trx: Transaction;
  entryId: string;
  ownerId: string;
  holderId: string;
  holderLabel: string;
}): Promise<{ revision: number; entity: string }> {
  const own = isId(entryId) ? { id: entryId, owner_id: ownerId } : undefined;
  const entry = own && (await trx<EntryRow>('library_entry').where(own).whereIn('state', SHOWN).forUpdate().first());
  if (!entry) throw notFound('业绩');
  const { approved_revision: revision, entity } = entry;
  if (revision === null) throw refused([issue('notApproved', '单位还没有审核通过，暂不能导入。', { path: entryId })]);
  const pinned = await trx('library_pin')
    .insert({
      entry_id: entryId,
      revision,
      holder_id: holderId,
      holder_label: holderLabel,
      linked: JSON.stringify(await linkedFrom(trx, { id: entryId, revision })),
    })
    .onConflict(['entry_id', 'holder_id'])
    .ignore()
    .returning('entry_id');
  if (pinned.length === 0) throw refused([issue('alreadyPinned', '已导入，不能重复。', { path: entryId })]);
  return { revision, entity };
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
  const entries: Record<string, StoredEntry> = {};
  const keep = (rows: readonly EntryWithData[]) => {
    for (const row of rows) entries[row.id] = stored(row);
  };
  keep(await atRevisions(db, refs));
  const missing = refs.find(({ id }) => !entries[id]);
  if (missing) throw new Error(`no entry ${missing.id} at revision ${missing.revision}`);
  let next = linksOutside(core, entries);
  const kept = next.length > 0 && holderId ? await keptRevisions(db, holderId) : new Map<string, number>();
  for (; next.length > 0; next = linksOutside(core, entries)) {
    const rows = await atRevisions(
      db,
      next.map((id) => ({ id, revision: kept.get(id) ?? null })),
    );
    if (rows.length < next.length) throw new Error(`linked entries are missing: ${next.join()}`);
    keep(rows);
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

const atRevisions = (
  db: Database,
  refs: readonly { readonly id: string; readonly revision: number | null }[],
): Promise<EntryWithData[]> =>
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
    .select('e.*', 'r.entity_version', 'r.data');

const linksOutside = (core: Core, entries: Readonly<Record<string, StoredEntry>>): string[] => [
  ...new Set(
    Object.values(entries).flatMap((entry) => {
      const entity = core.series.entity(entry.entity);
      return entriesLinkedBy(entity, readEntry(entity, entry)).flatMap(({ entry: id }) => (entries[id] ? [] : [id]));
    }),
  ),
];
