import { transaction, type Database, type Transaction } from '@zhicheng/database';
import { enqueue } from '@zhicheng/jobs';
import { readEntry, show, type Entity, type Raw } from '@zhicheng/series-kit';
import type { Actor, Core } from '../context.ts';
import { issue, notFound, refused } from '../errors.ts';
import { once } from '../idempotency.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { bindingWhy } from '../organisations/binding-state.ts';
import { matching } from './entry-search.ts';
import { stored, type EntryWithData } from './model.ts';
import { EDITABLE } from './states.ts';

/** Name of the job that submits what was ticked. */
export const RUN_SUBMISSIONS = 'run-entry-submissions';
/** As many as one import brings, twice. */
export const MOST_SUBMITTED = 10_000;

/** What was ticked: single entries, or every entry of the list that may be submitted and has the keyword. */
export type Ticked = { readonly ids: readonly string[] } | { readonly keyword: string };

/**
 * 批量提交 (AH-14.05): notes what is to be submitted and has it done in the background, entry by entry. NOT_FOUND for a
 * list without it and when one of the entries is not one's own; REFUSED while not bound, when nothing of it can be
 * submitted, and while an earlier batch of the same list still runs.
 */
export const startSubmissions = ({
  core,
  actor,
  entity,
  ticked,
  idempotencyKey,
}: {
  core: Core;
  actor: Actor;
  entity: string;
  ticked: Ticked;
  idempotencyKey: string;
}): Promise<{ id: string; total: number }> => {
  if (!core.series.findEntity(entity)?.batchSubmit) throw notFound('批量提交');
  return transaction(core.db, (trx) =>
    once({
      ...{ trx, actor, key: idempotencyKey, action: `library.submitMany ${entity}` },
      run: async () => {
        const why = await bindingWhy({ db: trx, accountId: actor.accountId });
        if (why) throw refused([why]);
        await noneRuns(trx, actor, entity);
        const ids = await submittable(trx, actor, entity, ticked);
        if (ids.length === 0) throw refused([issue('nothing', '所选条目都不是可以提交的草稿。')]);
        return { id: await store(trx, actor, entity, ids), total: ids.length };
      },
    }),
  );
};

async function noneRuns(trx: Transaction, actor: Actor, entity: string): Promise<void> {
  await trx.raw(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, [`entry_batch ${actor.accountId}`]);
  const open = await trx('entry_batch')
    .where({ owner_id: actor.accountId, entity })
    .whereNull('finished_at')
    .first('id');
  if (open) throw refused([issue('waiting', '上一次批量提交还没有办完，请等它办完后再提交。')]);
}

/** The oldest first: they are audited in the order in which they were entered. */
async function submittable(trx: Transaction, actor: Actor, entity: string, ticked: Ticked): Promise<string[]> {
  const own = () => trx('library_entry as e').where({ 'e.owner_id': actor.accountId, 'e.entity': entity });
  const asked = 'ids' in ticked ? [...new Set(ticked.ids)] : undefined;
  if (asked) {
    const [{ n }] = await own().whereRaw('e.id = any(?::uuid[])', [asked]).select(trx.raw('count(*)::int as n'));
    if (n !== asked.length) throw notFound('业绩');
  }
  const rows: { id: string }[] = await own()
    .whereIn('e.state', EDITABLE)
    .modify((query) => {
      if (asked) void query.whereRaw('e.id = any(?::uuid[])', [asked]);
      else if ('keyword' in ticked) matching(ticked.keyword, { byOwner: false })(query);
    })
    .orderBy(['e.created_at', 'e.id'])
    .limit(MOST_SUBMITTED)
    .select('e.id');
  return rows.map(({ id }) => id);
}

async function store(trx: Transaction, actor: Actor, entity: string, ids: readonly string[]): Promise<string> {
  const [batch] = await trx('entry_batch').insert({ owner_id: actor.accountId, entity }).returning('id');
  await trx.raw(
    `insert into entry_batch_item (batch_id, ordinal, entry_id)
     select ?, ordinal, id from unnest(?::uuid[]) with ordinality as asked (id, ordinal)`,
    [batch.id, ids],
  );
  await appendEvent(trx, {
    subjectKind: 'entryBatch',
    subjectId: batch.id,
    action: 'submitMany',
    actor,
    data: { entity, entries: ids.length },
  });
  await enqueue(trx, RUN_SUBMISSIONS, { batchId: batch.id });
  return batch.id;
}

export interface SubmissionsDto {
  readonly id: string;
  readonly total: number;
  readonly done: number;
  readonly finished: boolean;
  readonly createdAt: Date;
  readonly failures: readonly { readonly entryId: string; readonly title: string; readonly reason: string }[];
  /** More failed than `failures` names. */
  readonly failed: number;
}

const NAMED = 20;

/** The latest 批量提交 of one list, of the last day; null where there is none. */
export async function latestSubmissions({
  core,
  actor,
  entity,
}: {
  core: Core;
  actor: Actor;
  entity: string;
}): Promise<SubmissionsDto | null> {
  const { db } = core;
  const named = (row: EntryWithData & { reason: string }) => ({
    entryId: row.id,
    title: titleOf(core.series.entity(entity), readEntry(core.series.entity(entity), stored(row))),
    reason: row.reason,
  });
  const batch = await db('entry_batch')
    .where({ owner_id: actor.accountId, entity })
    .whereRaw(`created_at > zc_now() - interval '1 day'`)
    .orderBy('id', 'desc')
    .first('id', 'created_at', 'finished_at');
  if (!batch) return null;
  const [counts] = await db('entry_batch_item')
    .where({ batch_id: batch.id })
    .select(db.raw('count(*)::int as total'), countOf(db, 'done'), countOf(db, 'failed'));
  const failures = await db('entry_batch_item as i')
    .join('library_entry as e', 'e.id', 'i.entry_id')
    .join('library_entry_revision as r', (on) => on.on('r.entry_id', 'e.id').andOn('r.revision', 'e.revision'))
    .where({ batch_id: batch.id, outcome: 'failed' })
    .orderBy('ordinal')
    .limit(NAMED)
    .select('e.*', 'r.entity_version', 'r.data', 'i.reason');
  return {
    id: batch.id,
    ...counts,
    failures: failures.map(named),
    finished: batch.finished_at !== null,
    createdAt: batch.created_at,
  };
}

/** The first column of the list, as the list prints it. */
function titleOf({ fields, columns: [first = ''] }: Entity, row: Raw): string {
  const field = fields[first];
  return field ? show(field, row[first]) : '';
}

const countOf = (db: Database, outcome: string) =>
  db.raw('(count(*) filter (where outcome = ?))::int as ??', [outcome, outcome]);
