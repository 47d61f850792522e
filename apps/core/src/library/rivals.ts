import type { Database } from '@zhicheng/database';
import { isBlank, show, type Entity, type Raw } from '@zhicheng/series-kit';
import { labelOf, SUBMITTED } from './states.ts';

/** Somebody else of the unit who has handed in a row that only one person can have. */
export interface Rival {
  readonly ownerName: string;
  readonly stateLabel: string;
}

const MOST_NAMED = 5;

/**
 * Whoever of the unit, other than the owner, has submitted a row with the same `unique` columns where both rows have
 * the answers of `sole`; empty where the entity has no such answers. Found by the search index where the columns are
 * searched by, then compared exactly. One query.
 */
export async function rivalsOf({
  db,
  organisationId,
  ownerId,
  entity,
  row,
}: {
  db: Database;
  organisationId: string;
  ownerId: string;
  entity: Entity;
  row: Raw;
}): Promise<Rival[]> {
  const { unique = [], sole, fields } = entity;
  if (!sole || unique.some((name) => isBlank(row[name]))) return [];
  if (Object.entries(sole).some(([name, answer]) => JSON.stringify(row[name]) !== JSON.stringify(answer))) return [];
  const same = { ...sole, ...Object.fromEntries(unique.map((name) => [name, row[name]])) };
  const query = db('library_entry as e')
    .join('library_entry_revision as r', (on) => on.on('r.entry_id', 'e.id').andOn('r.revision', 'e.revision'))
    .join('person as owner', 'owner.account_id', 'e.owner_id')
    .where({ 'e.entity': entity.code, 'e.organisation_id': organisationId })
    .whereNot({ 'e.owner_id': ownerId })
    .whereIn('e.state', SUBMITTED)
    .whereRaw('r.data @> ?::jsonb', [JSON.stringify(same)]);
  for (const name of unique)
    if (fields[name]?.search && fields[name].shape.kind === 'text')
      void query.whereRaw('zc_grams(e.search) @> zc_query_grams(?)', [show(fields[name], row[name])]);
  const found: { name: string; state: string }[] = await query
    .orderBy('e.submitted_at')
    .limit(MOST_NAMED)
    .select('owner.name', 'e.state');
  return found.map(({ name, state }) => ({ ownerName: name, stateLabel: labelOf(state) }));
}
