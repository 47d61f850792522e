import { z } from 'zod';
import { roleProcedure, router } from '../procedures.ts';
import { listQuotas, quotaAudit, quotaDetail } from './queries.ts';
import { removeQuota, saveQuota } from './save-quota.ts';

const id = z.object({ id: z.uuid() });
const form = z.object({
  id: z.uuid().optional(),
  expectedVersion: z.number().int().optional(),
  form: z.record(z.string(), z.unknown()),
  confirm: z.boolean().default(false),
  idempotencyKey: z.uuid(),
});

/** 岗位核准信息 (AH-35). */
export const postQuotasRouter = router({
  list: roleProcedure('employer').query(({ ctx }) => listQuotas({ core: ctx.core, actor: ctx.actor })),
  get: roleProcedure('employer')
    .input(id)
    .query(({ ctx, input }) => quotaDetail({ core: ctx.core, actor: ctx.actor, ...input })),
  save: roleProcedure('employer')
    .input(form)
    .mutation(({ ctx, input }) => saveQuota({ core: ctx.core, actor: ctx.actor, ...input })),
  remove: roleProcedure('employer')
    .input(id.extend({ expectedVersion: z.number().int() }))
    .mutation(({ ctx, input }) => removeQuota({ core: ctx.core, actor: ctx.actor, ...input })),
  auditView: roleProcedure('hrss')
    .input(z.object({ processId: z.uuid() }))
    .query(({ ctx, input }) => quotaAudit({ core: ctx.core, actor: ctx.actor, ...input })),
});
