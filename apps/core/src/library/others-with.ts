import type { Database, Transaction } from '@zhicheng/database';
import type { Entity, Fields } from '@zhicheng/series-kit';

/**
 * Number of people other than `ownerId` with an approved entry that carries this answer. Found through the search
 * index, then compared exactly; throws for a field that is not searched by, or the whole library would be read.
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
  if (!entity.fields[field]?.search) throw new Error(`${entity.code}.${field} is not searched by`);
  const found = await db('library_entry as e')
    .join('library_entry_revision as r', (on) => on.on('r.entry_id', 'e.id').andOn('r.revision', 'e.approved_revision'))
    .where({ 'e.entity': entity.code })
    .whereNot({ 'e.owner_id': ownerId })
    .whereNot({ 'e.state': 'removed' })
    .whereRaw('zc_grams(e.search) @> zc_query_grams(?)', [value])
    .whereRaw('r.data ->> ? = ?', [field, value])
    .countDistinct<{ n: number }[]>('e.owner_id as n')
    .first();
  return Number(found?.n ?? 0);
}
