import type { Transaction } from '@zhicheng/database';
import { organisationOf, type Actor, type Core } from '../context.ts';
import type { Move } from '../transition.ts';
import type { DecidedTogether, StepRow } from './process-kind.ts';

interface Case {
  readonly taskId: string;
  readonly stepId: string;
  readonly subjectId: string;
  readonly kind: string;
  /** Nobody had claimed it. */
  readonly free: boolean;
}

/**
 * Claims and passes or returns the ordinary ones among these tasks, all in a handful of statements, and tells which. Each
 * has been found to be the actor's and open, under lock, as a single decision finds it; one that is somebody else's, claimed
 * by a colleague, or of a kind that is decided by itself is left to be decided singly, and so is a case that the kind does
 * not call plain. Throws where one of them cannot be decided after all; the caller's transaction is then to be rolled back.
 */
export async function decideTogether({
  core,
  trx,
  actor,
  taskIds,
  decision,
  opinion,
}: {
  core: Core;
  trx: Transaction;
  actor: Actor;
  taskIds: readonly string[];
  decision: 'pass' | 'return';
  opinion: string;
}): Promise<ReadonlySet<string>> {
  const decided = new Set<string>();
  for (const [kind, cases] of byKind(await lockedCases(trx, actor, taskIds))) {
    const { together } = core.processKinds.of(kind);
    if (!together) continue;
    const subjectIds = cases.map(({ subjectId }) => subjectId);
    const plain = await together.plain({ trx, subjectIds, organisationId: organisationOf(actor) });
    const ready = cases.filter(({ subjectId }) => plain.has(subjectId));
    if (ready.length === 0) continue;
    const free = new Set(ready.filter((one) => one.free).map(({ stepId }) => stepId));
    const stepIds = ready.map(({ stepId }) => stepId);
    await core.transitionMany({
      ...{ trx, actor, flow: 'step', action: decision, reason: opinion, ids: stepIds },
      scope: { organisation_id: organisationOf(actor), node: actor.role },
      input: { held: new Set(stepIds), told: together[decision] },
      // As the batch claims what nobody has (GP.32); the task says so when it is closed.
      before: (stepId) => (free.has(stepId) ? [{ action: 'claim' }] : []),
      patch: {
        ...{ opinion: opinion.trim() || (decision === 'pass' ? '同意' : null), extra: '{}', on_behalf_of: null },
        ...{ decided_at: trx.raw('clock_timestamp()'), decided_by: actor.accountId },
      },
    });
    for (const { taskId } of ready) decided.add(taskId);
  }
  return decided;
}

/**
 * Which of these the actor may decide: open, of his body, claimed by nobody or by himself. Locked in the order that holds
 * everywhere: process, step, task; each of them by the identity of the process.
 */
async function lockedCases(trx: Transaction, actor: Actor, taskIds: readonly string[]): Promise<readonly Case[]> {
  const { rows } = await trx.raw<{ rows: Case[] }>(
    `select task.id as "taskId", task.step_id as "stepId", task.subject_id as "subjectId", task.kind,
       task.claimed_by is null as free
     from task join step on step.id = task.step_id join process on process.id = step.process_id
     where task.id = any(:taskIds::uuid[]) and task.organisation_id = :organisation and task.capacity = :capacity
       and task.closed_at is null and (task.claimed_by is null or task.claimed_by = :account)
     order by process.id for update of process, step, task`,
    { taskIds, organisation: organisationOf(actor), capacity: actor.role, account: actor.accountId },
  );
  return rows;
}

function byKind(cases: readonly Case[]): ReadonlyMap<string, Case[]> {
  const kinds = new Map<string, Case[]>();
  for (const one of cases) {
    const sorted = kinds.get(one.kind);
    if (sorted) sorted.push(one);
    else kinds.set(one.kind, [one]);
  }
  return kinds;
}

type StepMoves = readonly Move<Pick<StepRow, 'id' | 'process_id' | 'version'>>[];
const nothing = async () => [];

/** Guards of 通过 and 退回 for many: of a kind decided together, only whose the tasks are can stand against it. */
const guards = {
  /** Found so under lock, before; nobody else has come by it since. */
  async taskIsMine(moves: StepMoves) {
    for (const { row, input } of moves)
      if (!(input.held instanceof Set && input.held.has(row.id)))
        throw new Error('a task was decided that nobody had locked for it');
    return [];
  },
  ...{ auditWindowOpen: nothing, recommendationComplete: nothing, quotaSettled: nothing, nextNodeChosen: nothing },
};

/** What nobody had claimed is claimed by whoever decides it. */
async function closeTask(moves: StepMoves): Promise<void> {
  const [first] = moves;
  if (!first) return;
  const { trx, actor, action } = first;
  const closed = await trx('task')
    .whereRaw('step_id = any(?::uuid[])', [moves.map(({ row }) => row.id)])
    .whereNull('closed_at')
    .update({
      ...{ closed_at: trx.raw('clock_timestamp()'), closed_by: actor.accountId, outcome: action },
      claimed_by: trx.raw('coalesce(claimed_by, ?::uuid)', [actor.accountId]),
      claimed_at: trx.raw('coalesce(claimed_at, clock_timestamp())'),
    });
  if (closed !== moves.length) throw new Error(`${closed} tasks for ${moves.length} steps`);
}

/** The processes end, the subjects follow. */
const ending = (state: string) => async (moves: StepMoves) => {
  const [first] = moves;
  if (!first) return;
  const { core, trx, actor, input, reason } = first;
  const subjects = await trx('process')
    .whereRaw('id = any(?::uuid[])', [moves.map(({ row }) => row.process_id)])
    .update({ state, ended_at: trx.raw('clock_timestamp()') })
    .returning(['subject_id as id', 'round']);
  const told = input.told as (decided: DecidedTogether) => Promise<void>;
  await told({ core, trx, actor, opinion: reason, rounds: new Map(subjects.map(({ id, round }) => [id, round])) });
};

/** Of what follows a decision, only these lead to the end at once: a kind decided together has one step. */
export const stepsTogether = {
  ...{ columns: ['process_id'] as const, guards },
  effects: { closeTask, advance: ending('passed'), sendBack: ending('returned') },
};
