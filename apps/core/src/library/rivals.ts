import type { Database } from '@zhicheng/database';
import { isBlank, type Entity, type Raw } from '@zhicheng/series-kit';
import { fromContent } from './from-content.ts';
import { labelOf, SUBMITTED } from './states.ts';

/** Somebody else of the unit who has handed in a row that only one person can have. */
export interface Rival {
  readonly ownerName: string;
  readonly stateLabel: string;
}

const MOST_NAMED = 5;

/**
 * Whoever of the unit, other than the owner, has submitted a row with the same `unique` columns where both rows have
 * the answers of `sole`; empty where the entity has no such answers. One query.
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
  const { unique = [], sole } = entity;
  if (!sole || unique.some((name) => isBlank(row[name]))) return [];
  if (Object.entries(sole).some(([name, answer]) => JSON.stringify(row[name]) !== JSON.stringify(answer))) return [];
  const same = { ...sole, ...Object.fromEntries(unique.map((name) => [name, row[name]])) };
  const found: { name: string; state: string }[] = await fromContent(db, same)
    .join('library_entry as e', (on) => on.on('e.id', 'same.entry_id').andOn('e.revision', 'same.revision'))
    .join('person as owner', 'owner.account_id', 'e.owner_id')
    .where({ 'e.entity': entity.code, 'e.organisation_id': organisationId })
    .whereNot({ 'e.owner_id': ownerId })
    .whereIn('e.state', SUBMITTED)
    .orderBy('e.submitted_at')
    .limit(MOST_NAMED)
    .select('owner.name', 'e.state');
  return found.map(({ name, state }) => ({ ownerName: name, stateLabel: labelOf(state) }));
}
