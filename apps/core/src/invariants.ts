import type { Database } from '@zhicheng/database';
import { hashOfStored } from './declarations/snapshot.ts';
import { INVARIANTS } from './invariant-rules.ts';
import { brokenAnchors } from './ledger/anchor.ts';
import { brokenChains } from './ledger/verify-chain.ts';

export interface Violation {
  readonly invariant: string;
  /** Ids of the rows that break it, the first few. */
  readonly ids: readonly string[];
}

const SHOWN = 5;

/**
 * Checks a whole database, at rest: tests at the end of their roads, the demo and the bench after loading. Empty when
 * all is well. Costs a scan of most tables: not for every day.
 */
export async function invariantViolations(db: Database): Promise<Violation[]> {
  const violations: Violation[] = [];
  for (const [invariant, sql] of Object.entries(INVARIANTS)) {
    const { rows } = await db.raw(`select distinct id::text from (${sql}) broken limit ${SHOWN}`);
    if (rows.length > 0) violations.push({ invariant, ids: rows.map((row: { id: string }) => row.id) });
  }
  const found = [
    { invariant: 'the hash of a snapshot is that of its content', ids: await forgedSnapshots(db) },
    {
      invariant: 'every chain of the ledger holds',
      ids: (await brokenChains(db)).map(({ subjectKind, subjectId, seq }) => `${subjectKind} ${subjectId} #${seq}`),
    },
    { invariant: 'the ledger is what its anchors say', ids: (await brokenAnchors(db)).slice(0, SHOWN) },
  ];
  return [...violations, ...found.filter(({ ids }) => ids.length > 0)];
}

async function forgedSnapshots(db: Database): Promise<string[]> {
  const forged: string[] = [];
  const keys = await db('declaration_snapshot').select('declaration_id', 'round');
  for (const { declaration_id, round } of keys) {
    const row = await db('declaration_snapshot').where({ declaration_id, round }).first();
    if (row.hash !== hashOfStored(row)) forged.push(`${declaration_id} round ${round}`);
  }
  return forged;
}
