import type { Transaction } from '@zhicheng/database';
import { stepFlow } from '@zhicheng/workflow';
import { issue, type ErrorIssue } from '../errors.ts';
import { notify } from '../notifications/notify.ts';
import { bindFlow, type Move } from '../transition.ts';
import { holdsOrActsFor } from './delegations.ts';
import type { Decision, Node, ProcessKind, ProcessRow, StepRow } from './process-kind.ts';
import { administratorsOf, hasLaterRound, holderOf, lockedNextTask, nextTask } from './rules.ts';
import { stepsTogether } from './decide-together.ts';
import { standingPasses } from './standing-passes.ts';
import { cancelStep, openStep } from './start-process.ts';

type StepMove = Move<StepRow>;

async function processOf(trx: Transaction, step: StepRow): Promise<ProcessRow> {
  const process = await trx('process').where({ id: step.process_id }).forUpdate().first();
  if (!process) throw new Error(`step ${step.id} has no process`);
  return process;
}

async function decisionOf(move: StepMove): Promise<Decision & { subject: ProcessKind }> {
  const { core, trx, actor, row: step, reason } = move;
  const process = await processOf(trx, step);
  const extra = (move.input.extra ?? {}) as Readonly<Record<string, unknown>>;
  return { core, trx, actor, process, step, opinion: reason, extra, subject: core.processKinds.of(process.kind) };
}

/** GP.32: with several administrators an item must be claimed before it is decided. */
async function taskIsMine({ trx, row, actor }: StepMove): Promise<readonly ErrorIssue[]> {
  const task = await trx('task').where({ step_id: row.id }).whereNull('closed_at').forUpdate().first();
  if (!task) return [issue('taskClosed', '这一件已经办结，不能重复办理。')];
  if (await holdsOrActsFor(trx, actor, task.claimed_by)) return [];
  if (task.claimed_by) return [issue('taskLost', `${await holderOf(trx, task.claimed_by)}已领取这一件。`)];
  const many = (await administratorsOf(trx, row.organisation_id, row.node)) > 1;
  return many ? [issue('notClaimed', '本单位有多位管理员，请先领取再审核。')] : [];
}

const NOT_WITHDRAWABLE = '指定流程的当前状态不允许撤回';

const decidedBetween = (trx: Transaction, processId: string, after: number, before: number) =>
  trx('step')
    .where({ process_id: processId })
    .whereNot({ state: 'cancelled' })
    .where('seq', '>', after)
    .where('seq', '<', before)
    .first();

/**
 * AH-36.01..03: only while the next level has neither claimed nor audited, and while it can be decided again: after
 * the audit deadline the case would stay where nobody may audit it.
 */
async function withdrawable(move: StepMove): Promise<readonly ErrorIssue[]> {
  const decision = await decisionOf(move);
  const { process, subject } = decision;
  const [shut] = (await subject.window?.(decision)) ?? [];
  if (shut) return [issue(shut.code, `${NOT_WITHDRAWABLE}。${shut.message}`)];
  if (await hasLaterRound(move.trx, process)) return [issue('ended', NOT_WITHDRAWABLE)];
  if (process.state === 'passed') return subject.reopened ? [] : [issue('final', NOT_WITHDRAWABLE)];
  if (process.state !== 'running') return [issue('ended', NOT_WITHDRAWABLE)];
  const next = await lockedNextTask(move.trx, process.id);
  if (!next || (await decidedBetween(move.trx, process.id, move.row.seq, next.seq)))
    return [issue('ended', NOT_WITHDRAWABLE)];
  if (!next.claimed_by) return [];
  return [issue('claimed', `${NOT_WITHDRAWABLE}。${next.organisationName}已领取。需要改动，请联系对方退回。`)];
}

async function nextNodeChosen(move: StepMove): Promise<readonly ErrorIssue[]> {
  const decision = await decisionOf(move);
  const nodes = await decision.subject.next(decision);
  const chosen = move.input.next as Node | undefined;
  // A choice that the tree no longer offers must not end somewhere else.
  const settled = chosen && nodes.length > 0 ? nodes.some((node) => sameNode(node, chosen)) : nodes.length <= 1;
  if (settled) return [];
  return [issue('nextNode', '请选择下一审核节点。', { path: 'next' })];
}
const sameNode = (a: Node, b: Node | undefined): boolean => a.node === b?.node && a.organisationId === b.organisationId;

const OUTCOME = { pass: 'pass', return: 'return', terminate: 'terminate', cancel: 'cancel' } as const;
async function closeTask({ trx, row, actor, action }: StepMove): Promise<void> {
  const outcome = OUTCOME[action as keyof typeof OUTCOME];
  await trx('task')
    .where({ step_id: row.id })
    .whereNull('closed_at')
    .update({ closed_at: trx.raw('clock_timestamp()'), closed_by: actor.accountId, outcome });
}

async function closeCarriedTask({ trx, row, input }: StepMove): Promise<void> {
  await trx('task')
    .where({ step_id: row.id })
    .update({ closed_at: trx.raw('clock_timestamp()'), closed_by: input.closedBy, outcome: 'pass' });
}

const lastSeq = async (trx: Transaction, processId: string): Promise<number> =>
  Number((await trx('step').where({ process_id: processId }).max('seq as seq').first())?.seq);

async function advance(move: StepMove): Promise<void> {
  const decision = await decisionOf(move);
  await decision.subject.stepPassed?.(decision);
  const nodes = await decision.subject.next(decision);
  const to = nodes.find((node) => sameNode(node, move.input.next as Node | undefined)) ?? nodes[0];
  if (!to) {
    await end(decision, 'passed');
    return decision.subject.passed(decision);
  }
  const seq = (await lastSeq(move.trx, move.row.process_id)) + 1;
  await openStep({ trx: move.trx, actor: move.actor, processId: move.row.process_id, seq, to });
}

const end = ({ trx, process }: Decision, state: string) =>
  trx('process')
    .where({ id: process.id })
    .update({ state, ended_at: state === 'running' ? null : trx.raw('clock_timestamp()') });

/** SM-DECL.07: to the person; SM-DECL.08, .09 (GP.51): to the body below, from the lowest one to the person. */
async function sendBack(move: StepMove): Promise<void> {
  const decision = await decisionOf(move);
  await decision.subject.sentBack?.(decision);
  const stepwise = (await decision.subject.stepwise?.(decision)) ?? false;
  const below = stepwise ? (await standingPasses(move.trx, move.row)).at(-1) : undefined;
  if (below) return putBack(decision, below);
  await end(decision, 'returned');
  await decision.subject.returned(decision);
}

async function putBack({ trx, actor, process, step, opinion }: Decision, below: StepRow): Promise<void> {
  const { taskId } = await openStep({
    ...{ trx, actor, processId: process.id, seq: (await lastSeq(trx, process.id)) + 1 },
    to: { node: below.node, organisationId: below.organisation_id },
    putBack: { by: step.id, extra: below.extra },
  });
  if (below.decided_by)
    await notify({
      ...{ trx, accountId: below.decided_by, kind: 'task', link: `/work/tasks/${taskId}` },
      text: `${process.flow_name}：上级审核不通过，意见：${opinion.trim()}。请退回补充材料，或说明情况后再次提交上级。`,
    });
}

async function endTerminated(move: StepMove): Promise<void> {
  const decision = await decisionOf(move);
  await end(decision, 'terminated');
  await decision.subject.terminated?.(decision);
}

async function takeBackNext(move: StepMove): Promise<void> {
  const decision = await decisionOf(move);
  await decision.subject.passTakenBack?.(decision);
  if (decision.process.state === 'passed') {
    await end(decision, 'running');
    return decision.subject.reopened?.(decision);
  }
  const next = await nextTask(move.trx, decision.process.id);
  if (next) await cancelStep({ ...move, stepId: next.step_id });
}

/** Back in 待处理 of the auditor who took it back, as 审核中 (AH-32.11). */
async function reopenTask({ trx, row, actor }: StepMove): Promise<void> {
  await trx('task').insert({
    step_id: row.id,
    organisation_id: row.organisation_id,
    capacity: row.node,
    claimed_by: actor.accountId,
    claimed_at: trx.raw('clock_timestamp()'),
  });
}

export const stepBindings = bindFlow<StepRow, 'id' | 'process_id' | 'version'>(stepFlow, 'step', {
  guards: {
    taskIsMine,
    withdrawable,
    nextNodeChosen,
    auditWindowOpen: async (move) => {
      const decision = await decisionOf(move);
      return (await decision.subject.window?.(decision)) ?? [];
    },
    recommendationComplete: async (move) => {
      const decision = await decisionOf(move);
      return (await decision.subject.recommendation?.(decision)) ?? [];
    },
    quotaSettled: async (move) => {
      const decision = await decisionOf(move);
      return (await decision.subject.quota?.(decision)) ?? [];
    },
    terminable: async (move) =>
      (await decisionOf(move)).subject.terminable
        ? []
        : [issue('notTerminable', '这类事项不能终止，请退回并写明原因。')],
    auditedByMe: async ({ row, actor }) =>
      row.decided_by === actor.accountId ? [] : [issue('notMine', '只能撤回本人办理的审核。')],
  },
  effects: { closeTask, closeCarriedTask, advance, sendBack, endTerminated, takeBackNext, reopenTask },
  together: stepsTogether,
});
