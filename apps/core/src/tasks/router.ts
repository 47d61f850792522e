import { AUDITOR_ROLES } from '@zhicheng/workflow';
import { z } from 'zod';
import { roleProcedure, router } from '../procedures.ts';
import { listBatches, readBatch } from './batch-queries.ts';
import { claimTask, handOverTask, releaseTask } from './claim-task.ts';
import { listColleagues } from './colleagues.ts';
import { decideTask } from './decide-task.ts';
import { delegate, endDelegation, listDelegations } from './delegations.ts';
import { listPhrases, removePhrase, savePhrase } from './phrases.ts';
import { flowTypes, listTasks, waitingByKind } from './queries.ts';
import { batchCandidates, MOST_IN_BATCH, startBatch } from './start-batch.ts';
import { taskCounts } from './tab-counts.ts';
import { viewTask } from './task-view.ts';
import { withdrawDecision } from './withdraw-decision.ts';

const auditor = roleProcedure(...AUDITOR_ROLES);
const taskId = z.object({ taskId: z.uuid() });
const batch = z.object({
  taskIds: z.array(z.uuid()).min(1).max(MOST_IN_BATCH),
  action: z.enum(['pass', 'return', 'claim']),
});

export const tasksRouter = router({
  /** AH-32: one tab of the task centre with the counts of all. */
  list: auditor
    .input(
      z.object({
        tab: z.enum(['todo', 'claimable', 'mine', 'all']).default('todo'),
        flowType: z.string().max(60).optional(),
        keyword: z.string().trim().max(60).optional(),
        newestFirst: z.boolean().optional(),
        page: z.number().int().min(1).max(1000).default(1),
        size: z.union([z.literal(10), z.literal(20), z.literal(50), z.literal(100)]).default(10),
      }),
    )
    .query(({ ctx, input }) => listTasks({ ...ctx, filter: input })),
  counts: auditor.query(({ ctx }) => taskCounts(ctx)),
  /** Open work by kind, for the menu. */
  waiting: auditor.query(({ ctx }) => waitingByKind(ctx)),
  flowTypes: auditor.query(({ ctx }) => flowTypes(ctx)),
  get: auditor.input(taskId).query(({ ctx, input }) => viewTask({ ...ctx, ...input })),
  claim: auditor.input(taskId).mutation(({ ctx, input }) => claimTask({ ...ctx, ...input })),
  decide: auditor
    .input(
      z.object({
        taskId: z.uuid(),
        decision: z.enum(['pass', 'return', 'terminate']),
        opinion: z.string().max(2000).default(''),
        extra: z.record(z.string(), z.unknown()).default({}),
        next: z.object({ node: z.enum(AUDITOR_ROLES), organisationId: z.uuid() }).optional(),
      }),
    )
    .mutation(({ ctx, input }) => decideTask({ ...ctx, ...input })),
  withdraw: auditor
    .input(z.object({ stepId: z.uuid() }))
    .mutation(({ ctx, input }) => withdrawDecision({ ...ctx, ...input })),
  release: auditor.input(taskId).mutation(({ ctx, input }) => releaseTask({ ...ctx, ...input })),
  colleagues: auditor.query(({ ctx }) => listColleagues(ctx)),
  handOver: auditor
    .input(taskId.extend({ toAccountId: z.uuid(), reason: z.string().max(500) }))
    .mutation(({ ctx, input }) => handOverTask({ ...ctx, ...input })),
  /** What would become of the ticked ones. */
  batchCandidates: auditor.input(batch).query(({ ctx, input }) => batchCandidates({ ...ctx, ...input })),
  startBatch: auditor
    .input(batch.extend({ opinion: z.string().max(2000).default(''), idempotencyKey: z.uuid() }))
    .mutation(({ ctx, input }) => startBatch({ ...ctx, ...input })),
  batches: auditor.query(({ ctx }) => listBatches(ctx)),
  batch: auditor.input(z.object({ batchId: z.uuid() })).query(({ ctx, input }) => readBatch({ ...ctx, ...input })),
  phrases: auditor
    .input(z.object({ kind: z.string().max(40).optional(), flowType: z.string().max(60).optional() }))
    .query(({ ctx, input }) => listPhrases({ ...ctx, ...input })),
  savePhrase: auditor
    .input(z.object({ flowType: z.string().max(60).nullable(), text: z.string().max(200) }))
    .mutation(({ ctx, input }) => savePhrase({ ...ctx, ...input })),
  removePhrase: auditor
    .input(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input }) => removePhrase({ ...ctx, ...input })),
  delegations: auditor.query(({ ctx }) => listDelegations(ctx)),
  delegate: auditor
    .input(
      z.object({
        toAccountId: z.uuid(),
        from: z.string().max(10),
        to: z.string().max(10),
        reason: z.string().max(500),
      }),
    )
    .mutation(({ ctx, input }) => delegate({ ...ctx, ...input })),
  endDelegation: auditor
    .input(z.object({ delegationId: z.uuid() }))
    .mutation(({ ctx, input }) => endDelegation({ ...ctx, ...input })),
});
