import type { Database, Transaction } from '@zhicheng/database';
import { read, type Entity, type Fields } from '@zhicheng/series-kit';
import { fromContent } from './from-content.ts';

/**
 * Number of people other than `ownerId` with an approved entry that carries this answer, as the field reads it; throws
 * for a field that is not searched by, as the kit promises.
 */
export async function countOthersWith<F extends Fields>({
  db,
  ownerId,
  entity,
  field,
  value,
}: {
  db: Database | Transaction;
  ownerId: string;
  entity: Entity<F>;
  field: keyof F & string;
  value: string;
}): Promise<number> {
  const asked = entity.fields[field];
  if (!asked?.search) throw new Error(`${entity.code}.${field} is not searched by`);
  const answer = read(asked, value);
  const found = await fromContent(db, { [field]: answer.ok ? answer.value : value })
    .join('library_entry as e', (on) => on.on('e.id', 'same.entry_id').andOn('e.approved_revision', 'same.revision'))
    .where({ 'e.entity': entity.code })
    .whereNot({ 'e.owner_id': ownerId })
    .whereNot({ 'e.state': 'removed' })
    .countDistinct<{ n: number }[]>('e.owner_id as n')
    .first();
  return Number(found?.n ?? 0);
}
