import { z } from 'zod';
import { AUDITOR_ROLES } from '@zhicheng/workflow';
import { grantAssignment } from '../identity/grant-assignment.ts';
import { roleProcedure, router } from '../procedures.ts';
import { accountRequest, declineAccount, listAccountRequests, requestAccount } from './account-requests.ts';
import { grantCapacity } from './create-organisation.ts';
import { bodyWithCapacities, endCapacity } from './end-capacity.ts';
import { endOthersAssignment, listBuiltInAccounts, openUnitAccount, renewPassword } from './built-in-accounts.ts';

const id = z.uuid();
const role = z.enum([...AUDITOR_ROLES, 'operator']);
const organisation = z.object({
  name: z.string().max(100),
  uscc: z.string().nullish(),
  regionCode: z.string().nullish(),
  unitNature: z.string().nullish(),
});

/** 账号管理 of operations, and what bureaus ask them for (AH-29.03, AH-38.03, RF.07). */
export const accountsRouter = router({
  requests: roleProcedure('hrss', 'operator').query(({ ctx }) =>
    listAccountRequests({ core: ctx.core, actor: ctx.actor }),
  ),
  request: roleProcedure('hrss', 'operator')
    .input(z.object({ id }))
    .query(({ ctx, input }) => accountRequest({ core: ctx.core, actor: ctx.actor, ...input })),
  ask: roleProcedure('hrss')
    .input(z.object({ form: z.record(z.string(), z.unknown()), idempotencyKey: id }))
    .mutation(({ ctx, input }) => requestAccount({ core: ctx.core, actor: ctx.actor, ...input })),
  decline: roleProcedure('operator')
    .input(z.object({ id, reason: z.string().max(500) }))
    .mutation(({ ctx, input }) => declineAccount({ core: ctx.core, actor: ctx.actor, ...input })),
  list: roleProcedure('operator')
    .input(
      z.object({
        keyword: z.string().max(50).default(''),
        accountId: id.optional(),
        page: z.number().int().min(1).max(1000).default(1),
        size: z.number().int().min(1).max(100).default(20),
      }),
    )
    .query(({ ctx, input }) => listBuiltInAccounts({ core: ctx.core, ...input })),
  open: roleProcedure('operator')
    .input(
      z.object({
        organisationId: id.optional(),
        organisation: organisation.optional(),
        capacities: z.array(z.enum(AUDITOR_ROLES)).max(AUDITOR_ROLES.length),
        username: z.string().max(100),
        displayName: z.string().max(100),
        requestId: id.optional(),
        idempotencyKey: id,
      }),
    )
    .mutation(({ ctx, input }) => openUnitAccount({ core: ctx.core, actor: ctx.actor, ...input })),
  renewPassword: roleProcedure('operator')
    .input(z.object({ accountId: id }))
    .mutation(({ ctx, input }) => renewPassword({ core: ctx.core, actor: ctx.actor, ...input })),
  grant: roleProcedure('operator')
    .input(z.object({ accountId: id, role, organisationId: id }))
    .mutation(({ ctx, input }) => grantAssignment({ core: ctx.core, actor: ctx.actor, ...input })),
  end: roleProcedure('operator')
    .input(z.object({ assignmentId: id }))
    .mutation(({ ctx, input }) => endOthersAssignment({ core: ctx.core, actor: ctx.actor, ...input })),
  body: roleProcedure('operator')
    .input(z.object({ id }))
    .query(({ ctx, input }) => bodyWithCapacities({ core: ctx.core, ...input })),
  grantCapacity: roleProcedure('operator')
    .input(z.object({ organisationId: id, capacity: role }))
    .mutation(({ ctx, input }) => grantCapacity({ core: ctx.core, actor: ctx.actor, ...input })),
  endCapacity: roleProcedure('operator')
    .input(z.object({ organisationId: id, capacity: role, reason: z.string().max(500) }))
    .mutation(({ ctx, input }) => endCapacity({ core: ctx.core, actor: ctx.actor, ...input })),
});
