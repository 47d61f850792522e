import { organisationOf, type Actor, type Core } from '../context.ts';
import { notFound } from '../errors.ts';
import type { BatchAction } from './start-batch.ts';

export interface BatchDto {
  readonly id: string;
  readonly action: BatchAction;
  readonly opinion: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
}
export interface BatchItemDto {
  readonly taskId: string;
  readonly flowType: string;
  readonly flowName: string;
  /** null: waits for its turn. */
  readonly outcome: 'done' | 'failed' | 'skipped' | null;
  readonly reason: string | null;
}

function own({ db }: Core, actor: Actor) {
  const count = (outcome: string) => db.raw(`(count(*) filter (where i.outcome = ?))::int as ??`, [outcome, outcome]);
  return db('task_batch as b')
    .join('task_batch_item as i', 'i.batch_id', 'b.id')
    .where({ 'b.account_id': actor.accountId, 'b.organisation_id': organisationOf(actor), 'b.capacity': actor.role })
    .groupBy('b.id')
    .select<BatchDto[]>(
      'b.id',
      'b.action',
      'b.opinion',
      'b.created_at as createdAt',
      'b.finished_at as finishedAt',
      db.raw('count(*)::int as total'),
      count('done'),
      count('failed'),
      count('skipped'),
    );
}

/** The actor's own batches in his capacity, the latest first. */
export const listBatches = ({ core, actor }: { core: Core; actor: Actor }): Promise<BatchDto[]> =>
  own(core, actor).orderBy('b.id', 'desc').limit(20);

/** One of them with its rows. NOT_FOUND for anybody else's. */
export async function readBatch({
  core,
  actor,
  batchId,
}: {
  core: Core;
  actor: Actor;
  batchId: string;
}): Promise<BatchDto & { readonly items: readonly BatchItemDto[] }> {
  const [batch] = await own(core, actor).where({ 'b.id': batchId });
  if (!batch) throw notFound('批量办理');
  const items = await core
    .db('task_batch_item as i')
    .join('task', 'task.id', 'i.task_id')
    .join('step', 'step.id', 'task.step_id')
    .join('process', 'process.id', 'step.process_id')
    .where({ 'i.batch_id': batchId })
    .orderBy('i.ordinal')
    .select<BatchItemDto[]>(
      'i.task_id as taskId',
      'process.flow_type as flowType',
      'process.flow_name as flowName',
      'i.outcome',
      'i.reason',
    );
  return { ...batch, items };
}
