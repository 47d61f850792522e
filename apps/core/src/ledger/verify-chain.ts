import type { Database } from '@zhicheng/database';
import { hashEvent } from './append-event.ts';

interface StoredEvent {
  /** Among all events; no part of what was said. */
  readonly position: number;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly seq: number;
  readonly at: Date;
  readonly account_id: string | null;
  readonly organisation_id: string | null;
  readonly action: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly previous_hash: string;
  readonly hash: string;
}

/** Number of the first event of a subject whose hash does not follow from its predecessor; null when all do. */
export async function firstBrokenEvent(db: Database, subjectId: string): Promise<number | null> {
  return firstBroken(await db('ledger_event').where({ subject_id: subjectId }).orderBy('seq'));
}

function firstBroken(events: readonly StoredEvent[]): number | null {
  let previous = '';
  for (const [index, { position: _, previous_hash, hash, ...event }] of events.entries()) {
    if (event.seq !== index + 1 || previous_hash !== previous || hash !== hashEvent(previous, event)) return event.seq;
    previous = hash;
  }
  return null;
}

const SUBJECTS_AT_ONCE = 500;

/** Every chain of the ledger that does not hold, with its first broken event; reads the ledger once, in portions. */
export async function brokenChains(db: Database): Promise<{ subjectKind: string; subjectId: string; seq: number }[]> {
  const broken: { subjectKind: string; subjectId: string; seq: number }[] = [];
  const next = (after: string | undefined) => {
    const query = db('ledger_event').distinct('subject_id').orderBy('subject_id').limit(SUBJECTS_AT_ONCE);
    return after === undefined ? query : query.where('subject_id', '>', after);
  };
  for (let rows = await next(undefined); rows.length > 0; rows = await next(rows.at(-1)?.subject_id)) {
    const chains = new Map<string, StoredEvent[]>();
    const events: StoredEvent[] = await db('ledger_event')
      .whereRaw('subject_id = any(?::uuid[])', [rows.map(({ subject_id }) => subject_id)])
      .orderBy(['subject_id', 'seq']);
    for (const event of events) {
      const chain = chains.get(event.subject_id);
      if (chain) chain.push(event);
      else chains.set(event.subject_id, [event]);
    }
    for (const [subjectId, chain] of chains) {
      const seq = firstBroken(chain);
      if (seq !== null) broken.push({ subjectKind: chain[0]?.subject_kind ?? '', subjectId, seq });
    }
  }
  return broken;
}
