import { transaction, type Transaction } from '@zhicheng/database';
import { enqueue } from '@zhicheng/jobs';
import type { Actor, Core } from '../context.ts';
import { DomainError } from '../errors.ts';
import { notify } from '../notifications/notify.ts';
import type { EntryRow } from './model.ts';
import { RUN_SUBMISSIONS } from './start-submissions.ts';
import { submitIn } from './submit-entry.ts';

interface BatchRow {
  readonly id: string;
  readonly owner_id: string;
  readonly entity: string;
}

/**
 * Submits what was ticked, one transaction per entry: the outcome stands exactly when the submission does, so that a
 * worker that dies leaves nothing half done and another one goes on. A refusal stays with its entry.
 */
export async function runSubmissions({ core, batchId }: { core: Core; batchId: string }): Promise<void> {
  const batch: BatchRow | undefined = await core
    .db('entry_batch')
    .where({ id: batchId })
    .whereNull('finished_at')
    .first();
  if (!batch) return;
  const actor = await ownerOf(core, batch);
  while (await nextEntry(core, actor, batch));
  await finish(core, batch);
}

async function ownerOf({ db }: Core, { owner_id }: BatchRow): Promise<Actor> {
  const account = await db('account').where({ id: owner_id }).first('display_name');
  const name = String(account?.display_name ?? '');
  return { accountId: owner_id, assignmentId: '', role: 'applicant', organisationId: null, name };
}

/** false when none waits. */
async function nextEntry(core: Core, actor: Actor, batch: BatchRow): Promise<boolean> {
  let at: number | null = null;
  const submitted = transaction(core.db, async (trx) => {
    const item = await trx('entry_batch_item')
      .where({ batch_id: batch.id })
      .whereNull('outcome')
      .orderBy('ordinal')
      .forUpdate()
      .skipLocked()
      .first();
    if (!item) return false;
    at = item.ordinal;
    await settle(trx, batch, item.ordinal, await attempt(core, trx, actor, item.entry_id));
    return true;
  });
  return submitted.catch((error: unknown) => {
    if (at === null) throw error;
    // A failure of ours must not keep the others waiting for ever.
    console.error(`submissions ${batch.id}, entry ${at}`, error);
    return transaction(core.db, async (trx) => {
      await settle(trx, batch, Number(at), '系统没有办成这一条，请单独提交。');
      return true;
    });
  });
}

/** Why it was refused; null when it was submitted. */
async function attempt(core: Core, trx: Transaction, actor: Actor, id: string): Promise<string | null> {
  try {
    await transaction(trx, async (inner) => {
      const row = await inner<EntryRow>('library_entry').where({ id, owner_id: actor.accountId }).first('version');
      if (row) await submitIn({ core, trx: inner, actor, id, expectedVersion: row.version });
    });
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.issues[0]?.message ?? error.message;
  }
}

async function settle(trx: Transaction, batch: BatchRow, ordinal: number, reason: string | null): Promise<void> {
  await trx('entry_batch_item')
    .where({ batch_id: batch.id, ordinal })
    .whereNull('outcome')
    .update({ outcome: reason === null ? 'done' : 'failed', reason });
  await trx('entry_batch')
    .where({ id: batch.id })
    .update({ touched_at: trx.raw('clock_timestamp()') });
}

/** Told once, by whoever finds none left. */
const finish = (core: Core, batch: BatchRow): Promise<void> =>
  transaction(core.db, async (trx) => {
    const open = await trx('entry_batch').where({ id: batch.id }).whereNull('finished_at').forUpdate().first('id');
    const waiting = await trx('entry_batch_item').where({ batch_id: batch.id }).whereNull('outcome').first('ordinal');
    if (!open || waiting) return;
    await trx('entry_batch')
      .where({ id: batch.id })
      .update({ finished_at: trx.raw('clock_timestamp()') });
    const count = (outcome: string) =>
      trx('entry_batch_item').where({ batch_id: batch.id, outcome }).select(trx.raw('count(*)::int as n'));
    const [[{ n: done }], [{ n: failed }]] = [await count('done'), await count('failed')];
    const { label } = core.series.entity(batch.entity);
    await notify({
      trx,
      accountId: batch.owner_id,
      kind: 'submitted',
      text: `${label}批量提交已办完：提交 ${done} 条${failed > 0 ? `，${failed} 条没有提交，请查看原因` : ''}。`,
      link: `/library/${batch.entity}`,
    });
  });

/** Takes up batches that showed no sign of life for a minute: their worker died or is slow; two at once do no harm. */
export async function resumeSubmissions({ core }: { core: Core }): Promise<void> {
  const stale = await core
    .db('entry_batch')
    .whereNull('finished_at')
    .whereRaw(`touched_at < clock_timestamp() - interval '1 minute'`)
    .select('id');
  for (const { id } of stale) await enqueue(core.db, RUN_SUBMISSIONS, { batchId: id }, { jobKey: `submissions ${id}` });
}
