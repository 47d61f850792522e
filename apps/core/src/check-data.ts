import type { Database } from '@zhicheng/database';
import type { FileStore } from '@zhicheng/storage';
import { INVARIANTS } from './invariant-rules.ts';
import { invariantViolations, type Violation } from './invariants.ts';

export interface DataReport {
  /** Rules asked of the database. */
  readonly rules: number;
  /** Blobs looked for in the store. */
  readonly blobs: number;
  readonly violations: readonly Violation[];
}

const AT_ONCE = 200;
const SHOWN = 5;

/**
 * Asks a database and its file store whether everything holds that must hold between transactions. Reads one moment of
 * a system that may be at work, and writes nothing. Costs a scan of most tables and one look at each stored file.
 */
export async function checkData({ db, store }: { db: Database; store: FileStore }): Promise<DataReport> {
  return db.transaction(
    async (trx) => {
      const violations = await invariantViolations(trx);
      const { blobs, missing } = await lookForBlobs(trx, store);
      const lost = { invariant: 'every file has its content in the store', ids: missing };
      return {
        rules: Object.keys(INVARIANTS).length + 4,
        blobs,
        violations: missing.length > 0 ? [...violations, lost] : violations,
      };
    },
    { isolationLevel: 'repeatable read', readOnly: true },
  );
}

async function lookForBlobs(db: Database, store: FileStore): Promise<{ blobs: number; missing: string[] }> {
  const missing: string[] = [];
  let blobs = 0;
  const next = (after: string) =>
    db('file').where('hash', '>', after).distinct('hash').orderBy('hash').limit(AT_ONCE).pluck('hash');
  for (let hashes = await next(''); hashes.length > 0; hashes = await next(hashes.at(-1) ?? '')) {
    blobs += hashes.length;
    const there = await Promise.all(hashes.map((hash: string) => store.exists(hash)));
    const gone = hashes.filter((_: string, index: number) => !there[index]);
    if (gone.length > 0 && missing.length < SHOWN)
      missing.push(
        ...(await db('file')
          .whereIn('hash', gone)
          .limit(SHOWN - missing.length)
          .pluck('id')),
      );
  }
  return { blobs, missing };
}
