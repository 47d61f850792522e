import { AUDITOR_ROLES } from '@zhicheng/workflow';
import { z } from 'zod';
import { roleProcedure, router } from '../procedures.ts';
import { claimTask } from './claim-task.ts';
import { decideTask } from './decide-task.ts';
import { flowTypes, listTasks, taskCounts } from './queries.ts';
import { viewTask } from './task-view.ts';
import { withdrawDecision } from './withdraw-decision.ts';

const auditor = roleProcedure(...AUDITOR_ROLES);
const taskId = z.object({ taskId: z.uuid() });

export const tasksRouter = router({
  /** AH-32: one tab of the task centre with the counts of all. */
  list: auditor
    .input(
      z.object({
        tab: z.enum(['todo', 'claimable', 'mine', 'all']).default('todo'),
        flowType: z.string().max(60).optional(),
        keyword: z.string().trim().max(60).optional(),
        page: z.number().int().min(1).max(1000).default(1),
        size: z.union([z.literal(10), z.literal(20), z.literal(50), z.literal(100)]).default(10),
      }),
    )
    .query(({ ctx, input }) => listTasks({ ...ctx, filter: input })),
  counts: auditor.query(({ ctx }) => taskCounts(ctx)),
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
});
