import type { Database, Transaction } from '@zhicheng/database';
import type { Raw } from '@zhicheng/series-kit';

/**
 * A query that begins with the revisions, of the whole province, whose content has these answers (`same`: entry_id,
 * revision). They are found by the index over contents before anything is joined: the database thinks such answers
 * frequent, and would read every entry of a large unit instead. To be asked for answers that few rows share.
 */
export const fromContent = (db: Database | Transaction, answers: Raw) =>
  db
    .withMaterialized('same', (revisions) => {
      void revisions
        .from('library_entry_revision')
        .whereRaw('data @> ?::jsonb', [JSON.stringify(answers)])
        .select('entry_id', 'revision');
    })
    .from('same');
