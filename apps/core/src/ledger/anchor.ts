import { createHash, type Hash } from 'node:crypto';
import { transaction, type Database } from '@zhicheng/database';

/** What an anchor says: how far it reaches, and the hash over everything up to there. */
export interface Anchor {
  /** Place of the last event that it covers, in the order of all events. */
  readonly upto: number;
  /** How many events it adds to the anchor before. */
  readonly events: number;
  readonly hash: string;
}
interface StoredAnchor extends Anchor {
  readonly at: Date;
}

const AT_ONCE = 5000;

/** Adds the events after `from` up to `upto`, in their order; resolves to how many there were. */
async function hashEvents(db: Database, hash: Hash, from: number, upto: number): Promise<number> {
  let events = 0;
  const next = (after: number) =>
    db<{ position: number; hash: string }>('ledger_event')
      .where('position', '>', after)
      .where('position', '<=', upto)
      .orderBy('position')
      .limit(AT_ONCE)
      .select('position', 'hash');
  for (let rows = await next(from); rows.length > 0; rows = await next(rows.at(-1)?.position ?? upto)) {
    for (const row of rows) hash.update(`${row.position}:${row.hash}\n`);
    events += rows.length;
  }
  return events;
}

const anchorsOf = (db: Database) =>
  db<StoredAnchor>('ledger_anchor').whereNotNull('upto').select('at', 'upto', 'events', 'hash');

/**
 * Writes one hash over all events since the anchor before it, and over that one: whoever changes, removes or slips in
 * an event afterwards would have to write every later anchor anew, and those stand in the log as well. A job runs it.
 * Costs a read of what is new. Resolves to null where nothing is new.
 */
export async function anchorLedger(db: Database): Promise<Anchor | null> {
  return transaction(db, async (trx) => {
    await trx.raw(`select pg_advisory_xact_lock(hashtextextended('ledger-anchor', 0))`);
    const last = await anchorsOf(trx).orderBy('upto', 'desc').first();
    const upto = await settled(db);
    if (upto === null || upto === last?.upto) return null;
    const digest = createHash('sha256').update(last?.hash ?? '');
    const events = await hashEvents(trx, digest, last?.upto ?? 0, upto);
    const anchor = { upto, events, hash: digest.digest('hex') };
    await trx('ledger_anchor').insert(anchor);
    return anchor;
  });
}

/**
 * The last place such that no event can still come before it: places are given out before their transactions commit,
 * so those under way are waited for, and new ones wait for that moment. Throws when it takes more than two seconds; the
 * job tries again.
 */
const settled = (db: Database): Promise<number | null> =>
  transaction(db, async (trx) => {
    await trx.raw(`set local lock_timeout = '2s'`);
    await trx.raw('lock table ledger_event in share mode');
    const row = await trx('ledger_event').first(trx.raw('max(position) as upto'));
    return row?.upto ?? null;
  });

/**
 * The anchors that the ledger does not bear out, by when they were written; each is judged by the one before it as it
 * stands, so that one break does not hide another. Reads the whole ledger once.
 */
export async function brokenAnchors(db: Database): Promise<string[]> {
  const broken: string[] = [];
  let before: Pick<StoredAnchor, 'upto' | 'hash'> = { upto: 0, hash: '' };
  for (const anchor of await anchorsOf(db).orderBy('upto')) {
    const digest = createHash('sha256').update(before.hash);
    const events = await hashEvents(db, digest, before.upto, anchor.upto);
    const holds = events === anchor.events && digest.digest('hex') === anchor.hash;
    if (!holds) broken.push(`anchor of ${anchor.at.toISOString()} (${events} of ${anchor.events} events)`);
    before = anchor;
  }
  return broken;
}
