import { transaction, type Transaction } from '@zhicheng/database';
import { enqueue } from '@zhicheng/jobs';
import { AUDITOR_ROLES } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { DomainError, refused, issue } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { notify } from '../notifications/notify.ts';
import { claimTask } from './claim-task.ts';
import { decideTask } from './decide-task.ts';
import { holderOf } from './rules.ts';
import { RUN_TASK_BATCH, type BatchAction } from './start-batch.ts';

interface BatchRow {
  readonly id: string;
  readonly account_id: string;
  readonly assignment_id: string;
  readonly organisation_id: string;
  readonly capacity: string;
  readonly action: BatchAction;
  readonly opinion: string;
}

/**
 * Works through a batch, one transaction per row: the row's outcome stands in the database exactly when the decision
 * does, so that a worker that dies takes nothing half with it and another one goes on. A refusal stays with its row.
 */
export async function runBatch({ core, batchId }: { core: Core; batchId: string }): Promise<void> {
  const batch: BatchRow | undefined = await core
    .db('task_batch')
    .where({ id: batchId })
    .whereNull('finished_at')
    .first();
  if (!batch) return;
  while (await nextRow(core, batch));
  await finish(core, batch);
}

/** false when no row waits. */
async function nextRow(core: Core, batch: BatchRow): Promise<boolean> {
  let at: number | null = null;
  const decided = transaction(core.db, async (trx) => {
    const row = await trx('task_batch_item')
      .where({ batch_id: batch.id })
      .whereNull('outcome')
      .orderBy('ordinal')
      .forUpdate()
      .skipLocked()
      .first();
    if (!row) return false;
    at = row.ordinal;
    const reason = await attempt(core, trx, batch, row.task_id);
    await settle(trx, batch, row.ordinal, reason);
    return true;
  });
  return decided.catch((error: unknown) => {
    if (at === null) throw error;
    // A failure of ours must not keep the others waiting for ever.
    console.error(`batch ${batch.id}, row ${at}`, error);
    return transaction(core.db, async (trx) => {
      await settle(trx, batch, Number(at), '系统没有办成这一件，请单独办理。');
      return true;
    });
  });
}

/** Why it was refused; null when it was done. */
async function attempt(core: Core, trx: Transaction, batch: BatchRow, taskId: string): Promise<string | null> {
  try {
    await transaction(trx, async (inner) => {
      const actor = await actorOf(inner, batch);
      await act({ ...core, db: inner }, actor, batch, taskId);
    });
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.issues[0]?.message ?? error.message;
  }
}

async function act(core: Core, actor: Actor, { action, opinion }: BatchRow, taskId: string): Promise<void> {
  if (action === 'claim') return claimTask({ core, actor, taskId });
  const task = await core.db('task').where({ id: taskId }).first('claimed_by', 'closed_at');
  if (task?.closed_at === null && task.claimed_by === null) await claimTask({ core, actor, taskId });
  await decideTask({ core, actor, taskId, decision: action, opinion });
}

/** Who asked for the batch, if he still acts for the organisation. */
async function actorOf(trx: Transaction, batch: BatchRow): Promise<Actor> {
  const assignment = await trx('assignment')
    .where({ id: batch.assignment_id, account_id: batch.account_id })
    .whereRaw('valid_from <= zc_now() and (valid_to is null or valid_to > zc_now())')
    .first();
  const role = AUDITOR_ROLES.find((known) => known === assignment?.role);
  if (!role) throw refused([issue('assignmentEnded', '您的身份已经终止，没有办理。')]);
  return {
    accountId: batch.account_id,
    assignmentId: batch.assignment_id,
    organisationId: batch.organisation_id,
    name: await holderOf(trx, batch.account_id),
    role,
  };
}

async function settle(trx: Transaction, batch: BatchRow, ordinal: number, reason: string | null): Promise<void> {
  await trx('task_batch_item')
    .where({ batch_id: batch.id, ordinal })
    .whereNull('outcome')
    .update({ outcome: reason === null ? 'done' : 'failed', reason, at: trx.raw('clock_timestamp()') });
  await trx('task_batch')
    .where({ id: batch.id })
    .update({ touched_at: trx.raw('clock_timestamp()') });
}

const DONE: Readonly<Record<BatchAction, string>> = { pass: '批量通过', return: '批量退回', claim: '批量领取' };

/** Told once, by whoever finds no row left. */
async function finish(core: Core, batch: BatchRow): Promise<void> {
  await transaction(core.db, async (trx) => {
    const open = await trx('task_batch').where({ id: batch.id }).whereNull('finished_at').forUpdate().first('id');
    const items = await trx('task_batch_item').where({ batch_id: batch.id }).select('outcome');
    if (!open || items.some(({ outcome }) => outcome === null)) return;
    await trx('task_batch')
      .where({ id: batch.id })
      .update({ finished_at: trx.raw('clock_timestamp()') });
    const done = items.filter(({ outcome }) => outcome === 'done').length;
    const rest = items.length - done;
    const actor = { accountId: batch.account_id, organisationId: batch.organisation_id };
    const data = { done, rest };
    await appendEvent(trx, { subjectKind: 'taskBatch', subjectId: batch.id, action: 'finishBatch', actor, data });
    await notify({
      trx,
      accountId: batch.account_id,
      kind: 'taskBatch',
      text: `${DONE[batch.action]}已办完：办成 ${done} 件${rest > 0 ? `，${rest} 件没有办理，请查看原因` : ''}。`,
      link: `/work/batches/${batch.id}`,
    });
  });
}

/** Takes up batches that showed no sign of life for a minute: their worker died or is slow; two at once do no harm. */
export async function resumeBatches({ core }: { core: Core }): Promise<void> {
  const stale = await core
    .db('task_batch')
    .whereNull('finished_at')
    .whereRaw(`touched_at < clock_timestamp() - interval '1 minute'`)
    .select('id');
  for (const { id } of stale) await enqueue(core.db, RUN_TASK_BATCH, { batchId: id }, { jobKey: `batch ${id}` });
}
