import { transaction, type Database, type Transaction } from '@zhicheng/database';
import { enqueue } from '@zhicheng/jobs';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { invalid, issue, notFound, refused } from '../errors.ts';
import { once } from '../idempotency.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { holdsOrActsFor } from './delegations.ts';
import { administratorsOf, holderOf } from './rules.ts';

/** Name of the job that works through a batch. */
export const RUN_TASK_BATCH = 'run-task-batch';
export const MOST_IN_BATCH = 1000;

export type BatchAction = 'pass' | 'return' | 'claim';

/** One of the tasks that somebody ticked. */
export interface BatchCandidate {
  readonly taskId: string;
  readonly kind: string;
  readonly flowType: string;
  readonly flowName: string;
  /** Why it will be left out; null when it will be tried. */
  readonly skip: string | null;
  /** Nobody has claimed it: it is claimed first (GP.32). */
  readonly claimsFirst: boolean;
}

interface Ticked {
  readonly taskId: string;
  readonly kind: string;
  readonly flowType: string;
  readonly flowName: string;
  readonly claimedBy: string | null;
  readonly closed: boolean;
}

type Asked = { core: Core; actor: Actor; taskIds: readonly string[]; action: BatchAction };

async function skipReason(db: Database | Transaction, ask: Asked, task: Ticked, shared: boolean) {
  const { core, actor, action } = ask;
  if (task.closed) return '这一件已经办结。';
  const mine = await holdsOrActsFor(db, actor, task.claimedBy);
  if (task.claimedBy && !mine) return `${await holderOf(db, task.claimedBy)}已领取这一件。`;
  if (action !== 'claim') return core.processKinds.of(task.kind).oneByOne ?? null;
  if (task.claimedBy) return '这一件已经领取。';
  return shared ? null : '本单位只有一位管理员，不用领取。';
}

/**
 * What would become of each, in the order in which they wait: the dialog names them, and the start asks again. Throws
 * NOT_FOUND when one of them is not the actor's to see.
 */
export async function batchCandidates(ask: Asked, db: Database | Transaction = ask.core.db): Promise<BatchCandidate[]> {
  const { actor, action } = ask;
  const ids = [...new Set(ask.taskIds)];
  const rows: Ticked[] = await db('task')
    .where({ 'task.organisation_id': organisationOf(actor), 'task.capacity': actor.role })
    .whereRaw('task.id = any(?::uuid[])', [ids])
    .orderBy(['task.opened_at', 'task.id'])
    .select(
      'task.id as taskId',
      'task.kind',
      'task.flow_type as flowType',
      'task.flow_name as flowName',
      'task.claimed_by as claimedBy',
      db.raw('task.closed_at is not null as closed'),
    );
  if (rows.length !== ids.length) throw notFound('待办');
  const shared = (await administratorsOf(db, organisationOf(actor), actor.role)) > 1;
  const candidates: BatchCandidate[] = [];
  for (const { claimedBy, closed, ...task } of rows) {
    const skip = await skipReason(db, ask, { ...task, claimedBy, closed }, shared);
    const claimsFirst = skip === null && action !== 'claim' && shared && claimedBy === null;
    candidates.push({ ...task, skip, claimsFirst });
  }
  return candidates;
}

/**
 * 批量审核: notes what is to be done and has it done in the background, row by row (AH-31.06). Throws INVALID (a return
 * without an opinion), NOT_FOUND, REFUSED when nothing of it can be done.
 */
export async function startBatch({
  opinion,
  idempotencyKey,
  ...ask
}: Asked & { opinion: string; idempotencyKey: string }): Promise<{ batchId: string }> {
  const { core, actor, action } = ask;
  if (action === 'return' && opinion.trim() === '')
    throw invalid([issue('blank', '请写明哪里需要改。需一次性告知退回意见。', { path: 'opinion' })]);
  return transaction(core.db, (trx) =>
    once({
      ...{ trx, actor, key: idempotencyKey, action: `startBatch ${action}` },
      run: async () => {
        const candidates = await batchCandidates(ask, trx);
        if (candidates.every(({ skip }) => skip !== null))
          throw refused([issue('nothing', '所选事项都不能这样办理。', { path: 'taskIds' })]);
        return { batchId: await store(trx, actor, action, opinion.trim(), candidates) };
      },
    }),
  );
}

async function store(
  trx: Transaction,
  actor: Actor,
  action: BatchAction,
  opinion: string,
  candidates: readonly BatchCandidate[],
): Promise<string> {
  const [batch] = await trx('task_batch')
    .insert({
      account_id: actor.accountId,
      assignment_id: actor.assignmentId,
      organisation_id: organisationOf(actor),
      capacity: actor.role,
      ...{ action, opinion },
    })
    .returning('id');
  await trx.raw(
    `insert into task_batch_item (batch_id, ordinal, task_id, outcome, reason, at)
     select ?, ordinal, id, case when reason is not null then 'skipped' end, reason,
       case when reason is not null then clock_timestamp() end
     from unnest(?::uuid[], ?::text[]) with ordinality as item (id, reason, ordinal)`,
    [batch.id, candidates.map(({ taskId }) => taskId), candidates.map(({ skip }) => skip)],
  );
  await appendEvent(trx, {
    subjectKind: 'taskBatch',
    subjectId: batch.id,
    action: 'startBatch',
    actor,
    data: { decision: action, tasks: candidates.length },
  });
  await enqueue(trx, RUN_TASK_BATCH, { batchId: batch.id });
  return batch.id;
}
