import type { Transaction } from '@zhicheng/database';
import { leavesIn, type Entity, type Fields, type Link, type Raw } from '@zhicheng/series-kit';
import type { EntryRow } from './model.ts';

/** Rows per statement: a paper may have thousands of cases behind it, and a statement has 65535 parameters at most. */
const CHUNK = 5000;

/** Replaces the links of the entry's current revision by those that its content has. */
export async function storeLinks(
  trx: Transaction,
  entry: Pick<EntryRow, 'id' | 'revision'>,
  entity: Entity,
  content: Raw,
): Promise<void> {
  const from = { from_entry_id: entry.id, from_revision: entry.revision };
  const rows = leavesIn(entity.fields, content).flatMap(({ path, field, value }) =>
    field.shape.kind === 'links' && Array.isArray(value)
      ? (value as readonly Link<Fields>[]).map((link, ordinal) => ({
          ...from,
          field: path,
          to_entry_id: link.entry,
          ordinal,
        }))
      : [],
  );
  await trx('library_link').where(from).delete();
  await trx.batchInsert('library_link', rows, CHUNK);
}
