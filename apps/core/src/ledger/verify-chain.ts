import type { Database } from '@zhicheng/database';
import { hashEvent } from './append-event.ts';

/** Number of the first event of a subject whose hash does not follow from its predecessor; null when all do. */
export async function firstBrokenEvent(db: Database, subjectId: string): Promise<number | null> {
  const events = await db('ledger_event').where({ subject_id: subjectId }).orderBy('seq');
  let previous = '';
  for (const [index, { previous_hash, hash, ...event }] of events.entries()) {
    if (event.seq !== index + 1 || previous_hash !== previous || hash !== hashEvent(previous, event)) return event.seq;
    previous = hash;
  }
  return null;
}
