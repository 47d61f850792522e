import { parseFields, readEntry, type Raw, type StoredEntry } from '@zhicheng/series-kit';
import type { Core } from '../context.ts';
import { stored, type EntryWithData } from './model.ts';
import { atRevisions, withLinked, type Content } from './pins.ts';
import { entriesWithData } from './queries.ts';
import { isApproved, SHOWN } from './states.ts';

type Entries = Readonly<Record<string, StoredEntry>>;
type KnownRow = Content & Pick<EntryWithData, 'state' | 'revision' | 'approved_revision'>;

export interface KnownEntries {
  /** What counts today. */
  readonly approved: Entries;
  /** What counts once the unit has approved what is complete but not approved yet. Read when it is asked for. */
  entered(): Promise<Entries>;
}

/**
 * The owner's library as a dossier reads it. Drafts may have blanks (GP.88); one with blanks says nothing. One query,
 * unless something links to content that is not the row's own by now.
 */
export async function knownEntries({ core, ownerId }: { core: Core; ownerId: string }): Promise<KnownEntries> {
  const rows: KnownRow[] = await entriesWithData(core.db)
    .where({ 'e.owner_id': ownerId })
    .whereIn('e.state', SHOWN)
    .orderBy(['e.created_at', 'e.id'])
    .select('e.id', 'e.entity', 'e.state', 'e.revision', 'e.approved_revision', 'r.entity_version', 'r.data');
  const linkable = new Map(rows.filter(isAsLinked).map((row) => [row.id, row]));
  const read = (some: readonly KnownRow[]): Promise<Entries> =>
    withLinked(core, some, async (ids) => {
      const here = ids.flatMap((id) => linkable.get(id) ?? []);
      const others = ids.filter((id) => !linkable.has(id)).map((id) => ({ id, revision: null }));
      return others.length > 0 ? [...here, ...(await atRevisions(core.db, others))] : here;
    });
  return {
    approved: await read(rows.filter(({ state }) => isApproved(state))),
    entered: () => read(rows.filter((row) => isApproved(row.state) || isComplete(core, row))),
  };
}

/** Links lead to what was approved last, where anything was. */
const isAsLinked = ({ revision, approved_revision: approved }: KnownRow): boolean =>
  approved === null || approved === revision;

function isComplete(core: Core, row: KnownRow): boolean {
  const entity = core.series.entity(row.entity);
  return parseFields(entity.fields, readEntry(entity, stored(row)) as Raw).ok;
}
