import type { Transaction } from '@zhicheng/database';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { appendEvents } from '../ledger/append-events.ts';
import type { Move } from '../transition.ts';
import type { Decision, PassTogether, ProcessRow, StepRow } from './process-kind.ts';

interface Case {
  readonly taskId: string;
  readonly stepId: string;
  readonly processId: string;
  readonly subjectId: string;
  readonly kind: string;
}

/**
 * Claims and passes the ordinary ones among these tasks, all in a handful of statements, and tells which. Each has been
 * found to be the actor's and open, under lock, as a single decision finds it; one that is somebody else's, claimed by a
 * colleague, or of a kind that is decided by itself is left to be decided singly, and so is a case that the kind does not
 * call plain. Throws where one of them cannot pass after all; the caller's transaction is then to be rolled back.
 */
export async function passTogether({
  core,
  trx,
  actor,
  taskIds,
  opinion,
}: {
  core: Core;
  trx: Transaction;
  actor: Actor;
  taskIds: readonly string[];
  opinion: string;
}): Promise<ReadonlySet<string>> {
  const passed = new Set<string>();
  for (const [kind, cases] of byKind(await lockedCases(trx, actor, taskIds))) {
    const { together } = core.processKinds.of(kind);
    if (!together) continue;
    const subjectIds = cases.map(({ subjectId }) => subjectId);
    const plain = await together.plain({ trx, subjectIds, organisationId: organisationOf(actor) });
    const ready = cases.filter(({ subjectId }) => plain.has(subjectId));
    if (ready.length === 0) continue;
    await claim(trx, actor, ready);
    await core.transitionMany({
      ...{ trx, actor, flow: 'step', action: 'pass', reason: opinion },
      ids: ready.map(({ stepId }) => stepId),
      scope: { organisation_id: organisationOf(actor), node: actor.role },
      input: { together },
      patch: {
        ...{ opinion: opinion.trim() || '同意', extra: '{}', on_behalf_of: null },
        ...{ decided_at: trx.raw('clock_timestamp()'), decided_by: actor.accountId },
      },
    });
    for (const { taskId } of ready) passed.add(taskId);
  }
  return passed;
}

/** Locks in one order everywhere: process, step, task; each of them by identity. */
async function lockedCases(trx: Transaction, actor: Actor, taskIds: readonly string[]): Promise<readonly Case[]> {
  const scope = { organisation_id: organisationOf(actor), capacity: actor.role };
  const found: Case[] = await trx('task')
    .join('step', 'step.id', 'task.step_id')
    .whereRaw('task.id = any(?::uuid[])', [[...taskIds]])
    .where({ 'task.organisation_id': scope.organisation_id, 'task.capacity': scope.capacity })
    .whereNull('task.closed_at')
    .select('task.id as taskId', 'task.step_id as stepId', 'step.process_id as processId')
    .select('task.subject_id as subjectId', 'task.kind');
  await trx('process')
    .whereRaw('id = any(?::uuid[])', [found.map(({ processId }) => processId)])
    .orderBy('id')
    .forUpdate()
    .select('id');
  await trx('step')
    .whereRaw('id = any(?::uuid[])', [found.map(({ stepId }) => stepId)])
    .orderBy('id')
    .forUpdate()
    .select('id');
  const open: { id: string }[] = await trx('task')
    .whereRaw('id = any(?::uuid[])', [found.map(({ taskId }) => taskId)])
    .where(scope)
    .whereNull('closed_at')
    .where((mine) => void mine.whereNull('claimed_by').orWhere({ claimed_by: actor.accountId }))
    .orderBy('id')
    .forUpdate()
    .select('id');
  const ids = new Set(open.map(({ id }) => id));
  return found.filter(({ taskId }) => ids.has(taskId));
}

function byKind(cases: readonly Case[]): ReadonlyMap<string, Case[]> {
  const kinds = new Map<string, Case[]>();
  for (const one of cases) kinds.set(one.kind, [...(kinds.get(one.kind) ?? []), one]);
  return kinds;
}

/** As the batch claims what nobody has (GP.32). */
async function claim(trx: Transaction, actor: Actor, cases: readonly Case[]): Promise<void> {
  const claimed: { step_id: string }[] = await trx('task')
    .whereRaw('id = any(?::uuid[])', [cases.map(({ taskId }) => taskId)])
    .whereNull('claimed_by')
    .update({ claimed_by: actor.accountId, claimed_at: trx.raw('clock_timestamp()') })
    .returning('step_id');
  await appendEvents(
    trx,
    claimed.map(({ step_id }) => ({ subjectKind: 'step', subjectId: step_id, action: 'claim', actor })),
  );
}

type StepMoves = readonly Move<StepRow>[];
const stepIds = (moves: StepMoves): string[] => moves.map(({ row }) => row.id);
const nothing = async () => [];

/** Guards of 通过 for many: of a kind that passes together, only whose the tasks are can stand against it. */
export const passGuards = {
  async taskIsMine(moves: StepMoves) {
    const [first] = moves;
    if (!first) return [];
    const { trx, actor } = first;
    const mine = await trx('task')
      .whereRaw('step_id = any(?::uuid[])', [stepIds(moves)])
      .where({ claimed_by: actor.accountId })
      .whereNull('closed_at')
      .forUpdate()
      .select('id');
    if (mine.length !== moves.length) throw new Error('a task was decided that nobody had claimed for it');
    return [];
  },
  ...{ auditWindowOpen: nothing, recommendationComplete: nothing, quotaSettled: nothing, nextNodeChosen: nothing },
};

/** Effects of 通过 for many: the tasks are closed, the processes end, the subjects follow. */
export const passEffects = {
  async closeTask(moves: StepMoves) {
    const [first] = moves;
    if (!first) return;
    const { trx, actor } = first;
    await trx('task')
      .whereRaw('step_id = any(?::uuid[])', [stepIds(moves)])
      .whereNull('closed_at')
      .update({ closed_at: trx.raw('clock_timestamp()'), closed_by: actor.accountId, outcome: 'pass' });
  },
  async advance(moves: StepMoves) {
    const [first] = moves;
    if (!first) return;
    const { trx, input } = first;
    const together = input.together as PassTogether;
    const processes: ProcessRow[] = await trx('process')
      .whereRaw('id = any(?::uuid[])', [moves.map(({ row }) => row.process_id)])
      .update({ state: 'passed', ended_at: trx.raw('clock_timestamp()') })
      .returning('*');
    const byId = new Map(processes.map((process) => [process.id, process]));
    await together.passed(moves.map((move) => decisionOf(move, byId)));
  },
};

function decisionOf(move: Move<StepRow>, processes: ReadonlyMap<string, ProcessRow>): Decision {
  const { core, trx, actor, row: step, reason } = move;
  const process = processes.get(step.process_id);
  if (!process) throw new Error(`step ${step.id} has no process`);
  return { core, trx, actor, process, step, opinion: reason, extra: {} };
}
