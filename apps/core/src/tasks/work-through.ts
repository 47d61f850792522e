import { transaction, type Database, type Transaction } from '@zhicheng/database';
import { enqueue } from '@zhicheng/jobs';
import { DomainError } from '../errors.ts';

/** Where a list that is worked through in the background stands, and which job works through it. */
export interface BatchTables {
  readonly batches: string;
  /** With ordinal, outcome and reason. */
  readonly items: string;
  /** What else is written when an item is settled. */
  readonly settled?: (trx: Transaction) => Readonly<Record<string, unknown>>;
  readonly job: string;
  readonly jobKey: (batchId: string) => string;
}

interface Work<Item> {
  readonly db: Database;
  readonly tables: BatchTables;
  readonly batchId: string;
  /** Does what it can of many at once and tells which; throws where it must be one by one. Absent: each by itself. */
  readonly together?: (trx: Transaction, items: readonly Item[]) => Promise<readonly Item[]>;
  /** Does one item; a DomainError is its refusal. */
  readonly act: (trx: Transaction, item: Item) => Promise<void>;
  /** What is said of an item that failed through a fault of ours. */
  readonly broken: string;
}

/** Taken together at most: what a worker that dies loses, and how long the locks are held. */
const LOT = 250;
/** Lots in hand at the same time: while the database writes one, the next is made ready. */
const LANES = 2;

/**
 * Works through the items of a batch, lots of them where that goes and then one transaction each: an item's outcome
 * stands in the database exactly when what was done does, so that a worker that dies leaves nothing half done and another
 * one goes on; two at once do no harm. A refusal stays with its item, and so does a failure of ours: it must not keep the
 * others waiting for ever.
 */
export async function workThrough<Item extends { readonly ordinal: number }>(work: Work<Item>): Promise<void> {
  const lane = async () => {
    for (let after: number | null = 0; after !== null;) after = await nextLot(work, after);
  };
  if (work.together) await Promise.all(Array.from({ length: LANES }, lane));
  while (await nextItem(work));
}

/**
 * Does of the next items what can be done together, and leaves the others waiting.
 * @returns the last that was looked at; null when there are no more
 */
async function nextLot<Item extends { readonly ordinal: number }>(
  work: Work<Item>,
  after: number,
): Promise<number | null> {
  const { db, tables, batchId, together } = work;
  return transaction(db, async (trx) => {
    const items: Item[] = await waitingItems(trx, work).where('ordinal', '>', after).limit(LOT);
    const last = items.at(-1);
    if (!last) return null;
    // A lot that fails is done item by item, each with its own reason.
    const done = await transaction(trx, async (inner) => (await together?.(inner, items)) ?? []).catch(
      (error: unknown) => {
        if (!(error instanceof DomainError)) console.error(`${tables.batches} ${batchId}, several at once`, error);
        return [];
      },
    );
    const ordinals = done.map(({ ordinal }) => ordinal);
    if (ordinals.length > 0) await settle(trx, work, ordinals, null);
    return last.ordinal;
  });
}

/** Nobody else has these in hand. */
const waitingItems = <Item>(trx: Transaction, { tables, batchId }: Work<Item>) =>
  trx(tables.items).where({ batch_id: batchId }).whereNull('outcome').orderBy('ordinal').forUpdate().skipLocked();

/** false when none waits. */
async function nextItem<Item extends { readonly ordinal: number }>(work: Work<Item>): Promise<boolean> {
  const { db, tables, batchId, broken } = work;
  let at: number | null = null;
  const done = transaction(db, async (trx) => {
    const item: Item | undefined = await waitingItems(trx, work).first();
    if (!item) return false;
    at = item.ordinal;
    await settle(trx, work, [item.ordinal], await attempt(trx, work, item));
    return true;
  });
  return done.catch((error: unknown) => {
    if (at === null) throw error;
    console.error(`${tables.batches} ${batchId}, item ${at}`, error);
    return transaction(db, async (trx) => {
      await settle(trx, work, [Number(at)], broken);
      return true;
    });
  });
}

/** Why it was refused; null when it was done. */
async function attempt<Item>(trx: Transaction, { act }: Work<Item>, item: Item): Promise<string | null> {
  try {
    await transaction(trx, (inner) => act(inner, item));
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.issues[0]?.message ?? error.message;
  }
}

async function settle<Item>(
  trx: Transaction,
  { tables, batchId }: Work<Item>,
  ordinals: readonly number[],
  reason: string | null,
): Promise<void> {
  await trx(tables.items)
    .where({ batch_id: batchId })
    .whereRaw('ordinal = any(?::int[])', [[...ordinals]])
    .whereNull('outcome')
    .update({ outcome: reason === null ? 'done' : 'failed', reason, ...tables.settled?.(trx) });
  await trx(tables.batches)
    .where({ id: batchId })
    .update({ touched_at: trx.raw('clock_timestamp()') });
}

/**
 * Ends a batch of which nothing waits any more, once, by whoever finds it so.
 * @param told runs in the same transaction, with how many were done and how many were not
 */
export async function finishBatch({
  db,
  tables,
  batchId,
  told,
}: {
  db: Database;
  tables: BatchTables;
  batchId: string;
  told: (trx: Transaction, counts: { readonly done: number; readonly failed: number }) => Promise<void>;
}): Promise<void> {
  await transaction(db, async (trx) => {
    const open = await trx(tables.batches).where({ id: batchId }).whereNull('finished_at').forUpdate().first('id');
    const [{ done, failed, waiting }] = await trx(tables.items)
      .where({ batch_id: batchId })
      .select(
        trx.raw(`count(*) filter (where outcome = 'done')::int as done`),
        trx.raw(`count(*) filter (where outcome = 'failed')::int as failed`),
        trx.raw('count(*) filter (where outcome is null)::int as waiting'),
      );
    if (!open || waiting > 0) return;
    await trx(tables.batches)
      .where({ id: batchId })
      .update({ finished_at: trx.raw('clock_timestamp()') });
    await told(trx, { done, failed });
  });
}

/** Takes up batches that showed no sign of life for a minute: their worker died or is slow; two at once do no harm. */
export async function resumeStale(db: Database, { batches, job, jobKey }: BatchTables): Promise<void> {
  const stale: { id: string }[] = await db(batches)
    .whereNull('finished_at')
    .whereRaw(`touched_at < clock_timestamp() - interval '1 minute'`)
    .select('id');
  for (const { id } of stale) await enqueue(db, job, { batchId: id }, { jobKey: jobKey(id) });
}
