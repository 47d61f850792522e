import { transaction, type Transaction } from '@zhicheng/database';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { conflict, invalid, issue, notFound } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { notify } from '../notifications/notify.ts';
import { colleagueNamed } from './colleagues.ts';
import { holdsOrActsFor } from './delegations.ts';
import { holderOf } from './rules.ts';

interface OpenTask {
  readonly step_id: string;
  readonly claimed_by: string | null;
}

/** An open task of the actor's organisation and capacity, locked. Throws NOT_FOUND, CONFLICT when it is done. */
async function openTask(trx: Transaction, actor: Actor, taskId: string): Promise<OpenTask> {
  const task = await trx('task')
    .where({ id: taskId, organisation_id: organisationOf(actor), capacity: actor.role })
    .forUpdate()
    .first();
  if (!task) throw notFound('待办');
  if (task.closed_at) throw conflict('这一件已经办结或已被下级撤回。');
  return task;
}

/** 领取. Claiming what one holds already changes nothing; what a colleague holds is CONFLICT and names them. */
export async function claimTask({ core, actor, taskId }: { core: Core; actor: Actor; taskId: string }): Promise<void> {
  await transaction(core.db, async (trx) => {
    const task = await openTask(trx, actor, taskId);
    if (task.claimed_by === actor.accountId) return;
    if (task.claimed_by) throw conflict(`${await holderOf(trx, task.claimed_by)}已领取这一件。`);
    await trx('task')
      .where({ id: taskId })
      .update({ claimed_by: actor.accountId, claimed_at: trx.raw('clock_timestamp()') });
    await appendEvent(trx, { subjectKind: 'step', subjectId: task.step_id, action: 'claim', actor });
  });
}

async function heldTask(trx: Transaction, actor: Actor, taskId: string): Promise<OpenTask & { claimed_by: string }> {
  const task = await openTask(trx, actor, taskId);
  const { claimed_by: holder } = task;
  if (holder === null) throw conflict('这一件没有人领取。');
  if (!(await holdsOrActsFor(trx, actor, holder))) throw conflict(`${await holderOf(trx, holder)}已领取这一件。`);
  return { ...task, claimed_by: holder };
}

/** 放回: gives a claim back, for anybody to claim. CONFLICT when nobody or a colleague holds it. */
export async function releaseTask({
  core,
  actor,
  taskId,
}: {
  core: Core;
  actor: Actor;
  taskId: string;
}): Promise<void> {
  await transaction(core.db, async (trx) => {
    const task = await heldTask(trx, actor, taskId);
    await trx('task').where({ id: taskId }).update({ claimed_by: null, claimed_at: null });
    await appendEvent(trx, {
      subjectKind: 'step',
      subjectId: task.step_id,
      action: 'release',
      actor,
      data: { holder: task.claimed_by },
    });
  });
}

/**
 * 转交: a claimed task goes to a colleague, who is told. Throws NOT_FOUND, CONFLICT (not the actor's to give), INVALID
 * (no reason, no such colleague).
 */
export async function handOverTask({
  core,
  actor,
  taskId,
  toAccountId,
  reason,
}: {
  core: Core;
  actor: Actor;
  taskId: string;
  toAccountId: string;
  reason: string;
}): Promise<void> {
  await transaction(core.db, async (trx) => {
    const task = await heldTask(trx, actor, taskId);
    const colleague = await colleagueNamed(trx, actor, toAccountId);
    const issues = [
      ...(colleague ? [] : [issue('wrong', '请选择一位同事。', { path: 'toAccountId' })]),
      ...(reason.trim() ? [] : [issue('blank', '请写明转交原因。', { path: 'handOverReason' })]),
    ];
    if (issues.length > 0) throw invalid(issues);
    await trx('task')
      .where({ id: taskId })
      .update({ claimed_by: toAccountId, claimed_at: trx.raw('clock_timestamp()') });
    await appendEvent(trx, {
      subjectKind: 'step',
      subjectId: task.step_id,
      action: 'handOver',
      actor,
      data: { from: task.claimed_by, toAccount: toAccountId, reason: reason.trim() },
    });
    const process = await trx('process')
      .join('step', 'step.process_id', 'process.id')
      .where({ 'step.id': task.step_id })
      .first('flow_name');
    await notify({
      trx,
      accountId: toAccountId,
      kind: 'taskHandedOver',
      text: `${await holderOf(trx, actor.accountId)}把“${process.flow_name}”转交给您审核：${reason.trim()}`,
      link: `/work/tasks/${taskId}`,
    });
  });
}

/** Gives back what an account holds; its assignment ended. */
export async function releaseClaims({
  trx,
  accountId,
  organisationId,
}: {
  trx: Transaction;
  accountId: string;
  organisationId: string;
}): Promise<void> {
  await trx('task')
    .where({ claimed_by: accountId, organisation_id: organisationId })
    .whereNull('closed_at')
    .update({ claimed_by: null, claimed_at: null });
}
