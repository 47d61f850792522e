import type { Transaction } from '@zhicheng/database';
import { AUDITOR_ROLES } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { refused, issue } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { notify } from '../notifications/notify.ts';
import { claimTask } from './claim-task.ts';
import { decideTask } from './decide-task.ts';
import { decideTogether } from './decide-together.ts';
import { holderOf } from './rules.ts';
import { RUN_TASK_BATCH, type BatchAction } from './start-batch.ts';
import { finishBatch, resumeStale, workThrough, type BatchTables } from './work-through.ts';

interface BatchRow {
  readonly id: string;
  readonly account_id: string;
  readonly assignment_id: string;
  readonly organisation_id: string;
  readonly capacity: string;
  readonly action: BatchAction;
  readonly opinion: string;
}

const TABLES: BatchTables = {
  ...{ batches: 'task_batch', items: 'task_batch_item' },
  settled: (trx) => ({ at: trx.raw('clock_timestamp()') }),
  ...{ job: RUN_TASK_BATCH, jobKey: (id) => `batch ${id}` },
};
type Item = { readonly ordinal: number; readonly task_id: string };

/** Works through a batch of tasks; a refusal stays with its row. */
export async function runBatch({ core, batchId }: { core: Core; batchId: string }): Promise<void> {
  const { db } = core;
  const batch: BatchRow | undefined = await db('task_batch').where({ id: batchId }).whereNull('finished_at').first();
  if (!batch) return;
  const decision = batch.action;
  await workThrough<Item>({
    ...{ db, tables: TABLES, batchId, broken: '系统没有办成这一件，请单独办理。' },
    ...(decision !== 'claim' && {
      together: async (trx, items) => {
        const actor = await actorOf(trx, batch);
        const taskIds = items.map(({ task_id }) => task_id);
        const inLot = { core: { ...core, db: trx }, trx, actor, taskIds };
        const decided = await decideTogether({ ...inLot, decision, opinion: batch.opinion });
        return items.filter(({ task_id }) => decided.has(task_id));
      },
    }),
    act: async (trx, { task_id }) => act({ ...core, db: trx }, await actorOf(trx, batch), batch, task_id),
  });
  await finish(core, batch);
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

const DONE: Readonly<Record<BatchAction, string>> = { pass: '批量通过', return: '批量退回', claim: '批量领取' };

/** Told once, by whoever finds no row left. */
const finish = ({ db }: Core, batch: BatchRow): Promise<void> =>
  finishBatch({
    ...{ db, tables: TABLES, batchId: batch.id },
    told: async (trx, { done, failed: rest }) => {
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
    },
  });

export const resumeBatches = ({ core }: { core: Core }): Promise<void> => resumeStale(core.db, TABLES);
