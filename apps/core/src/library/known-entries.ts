import { parseFields, readEntry, type Raw, type StoredEntry } from '@zhicheng/series-kit';
import type { Core } from '../context.ts';
import { stored, type EntryWithData } from './model.ts';
import { readRevisions } from './pins.ts';
import { entriesWithData } from './queries.ts';
import { isApproved, SHOWN } from './states.ts';

type Entries = Readonly<Record<string, StoredEntry>>;

/**
 * The owner's library as a dossier reads it: `approved` counts today, `entered` once the unit has approved what is
 * complete but not approved yet. Drafts may have blanks (GP.88); one with blanks says nothing.
 */
export async function knownEntries({
  core,
  ownerId,
}: {
  core: Core;
  ownerId: string;
}): Promise<{ approved: Entries; entered: Entries }> {
  const rows: EntryWithData[] = await entriesWithData(core.db)
    .where({ 'e.owner_id': ownerId })
    .whereIn('e.state', SHOWN)
    .orderBy(['e.created_at', 'e.id'])
    .select('e.*', 'r.entity_version', 'r.data');
  const read = (some: readonly EntryWithData[]) =>
    readRevisions({ core, refs: some.map(({ id, revision }) => ({ id, revision })) });
  return {
    approved: await read(rows.filter(({ state }) => isApproved(state))),
    entered: await read(rows.filter((row) => isApproved(row.state) || isComplete(core, row))),
  };
}

function isComplete(core: Core, row: EntryWithData): boolean {
  const entity = core.series.entity(row.entity);
  return parseFields(entity.fields, readEntry(entity, stored(row)) as Raw).ok;
}
