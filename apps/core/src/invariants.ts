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

const SNAPSHOTS_AT_ONCE = 50;

async function forgedSnapshots(db: Database): Promise<string[]> {
  const forged: string[] = [];
  const next = (after: readonly [string, number] | undefined) => {
    const query = db('declaration_snapshot').orderBy(['declaration_id', 'round']).limit(SNAPSHOTS_AT_ONCE);
    return after ? query.whereRaw('(declaration_id, round) > (?::uuid, ?)', [...after]) : query;
  };
  for (let rows = await next(undefined), last = rows.at(-1); last; rows = await next(placeOf(last)), last = rows.at(-1))
    for (const row of rows) if (row.hash !== hashOfStored(row)) forged.push(`${row.declaration_id} round ${row.round}`);
  return forged;
}

const placeOf = (row: { declaration_id: string; round: number }) => [row.declaration_id, row.round] as const;
