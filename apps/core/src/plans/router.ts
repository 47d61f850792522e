import { z } from 'zod';
import { publicProcedure, roleProcedure, router } from '../procedures.ts';
import { copyPlan, startPlan } from './create-plan.ts';
import { extendFor, extendPlan } from './extend-plan.ts';
import {
  extensionTargets,
  managedPlans,
  PLAN_TABS,
  planBodies,
  planEditor,
  planExtensions,
  planPreview,
} from './manage-queries.ts';
import { closePlan, publishPlan } from './publish-plan.ts';
import { closingSoon, planDetail, planFacets, plansFor } from './queries.ts';
import { removePlanDraft } from './remove-draft.ts';
import { dropPlanChanges, savePlan } from './save-plan.ts';
import { commissionPlan, commissionTargets, endCommission, recommendPlan, unitPlans } from './unit-plans.ts';

const size = z.union([z.literal(10), z.literal(20), z.literal(50), z.literal(100)]).default(10);
const filter = z.object({
  keyword: z.string().trim().max(60).optional(),
  year: z.number().int().min(0).max(9999).optional(),
  levelLabel: z.string().max(20).optional(),
  planType: z.string().max(20).optional(),
  page: z.number().int().min(1).max(1000).default(1),
  size,
});
const planners = roleProcedure('convening', 'hrss', 'operator');
const units = roleProcedure('employer', 'department');
const object = z.object({ id: z.uuid() });
const change = object.extend({ expectedVersion: z.number().int() });
const idempotencyKey = z.uuid();
const reason = z.string().trim().max(500);

export const plansRouter = router({
  /** Published plans are public: notices of the department. */
  list: publicProcedure.input(filter).query(({ ctx, input }) => plansFor({ ...ctx, filter: input })),
  facets: publicProcedure.query(({ ctx }) => planFacets(ctx)),
  closingSoon: publicProcedure.query(({ ctx }) => closingSoon(ctx)),
  get: publicProcedure.input(object).query(({ ctx, input }) => planDetail({ ...ctx, ...input })),

  managed: planners
    .input(
      filter
        .pick({ keyword: true, year: true, page: true, size: true })
        .extend({ tab: z.enum(PLAN_TABS).default('published') }),
    )
    .query(({ ctx, input }) => managedPlans({ ...ctx, ...input })),
  bodies: planners.query(({ ctx }) => planBodies(ctx)),
  editor: planners.input(object).query(({ ctx, input }) => planEditor({ ...ctx, ...input })),
  preview: planners.input(object).query(({ ctx, input }) => planPreview({ ...ctx, ...input })),
  start: planners
    .input(
      z.object({
        year: z.number().int().min(2000).max(2100),
        name: z.string().trim().max(120),
        seriesCode: z.string().max(40),
        conveningOrganisationId: z.uuid(),
        idempotencyKey,
      }),
    )
    .mutation(({ ctx, input: { idempotencyKey: key, ...start } }) => startPlan({ ...ctx, start, idempotencyKey: key })),
  copy: planners.input(object.extend({ idempotencyKey })).mutation(({ ctx, input }) => copyPlan({ ...ctx, ...input })),
  save: planners
    .input(change.extend({ data: z.unknown() }))
    .mutation(({ ctx, input }) => savePlan({ ...ctx, ...input, data: input.data })),
  dropChanges: planners.input(change).mutation(({ ctx, input }) => dropPlanChanges({ ...ctx, ...input })),
  removeDraft: planners.input(change).mutation(({ ctx, input }) => removePlanDraft({ ...ctx, ...input })),
  publish: planners.input(change).mutation(({ ctx, input }) => publishPlan({ ...ctx, ...input })),
  close: planners.input(change.extend({ reason })).mutation(({ ctx, input }) => closePlan({ ...ctx, ...input })),
  extensions: planners.input(object).query(({ ctx, input }) => planExtensions({ ...ctx, ...input })),
  extensionTargets: planners
    .input(object.extend({ keyword: z.string().trim().max(60) }))
    .query(({ ctx, input }) => extensionTargets({ ...ctx, ...input })),
  extend: planners
    .input(
      object.extend({
        declareUntil: z.date(),
        repairUntil: z.date().nullable(),
        auditUntil: z.date(),
        reason,
        /** For one person or one unit; without, for everybody. */
        beneficiary: z.union([z.object({ accountId: z.uuid() }), z.object({ organisationId: z.uuid() })]).optional(),
      }),
    )
    .mutation(({ ctx, input: { beneficiary, ...input } }) =>
      beneficiary ? extendFor({ ...ctx, ...input, beneficiary }) : extendPlan({ ...ctx, ...input }),
    ),

  unitList: units
    .input(filter.extend({ recommended: z.boolean().optional() }))
    .query(({ ctx, input }) => unitPlans({ ...ctx, filter: input })),
  recommend: units
    .input(z.object({ planId: z.uuid(), on: z.boolean() }))
    .mutation(({ ctx, input }) => recommendPlan({ ...ctx, ...input })),
  commissionTargets: units.query(({ ctx }) => commissionTargets(ctx)),
  commission: units
    .input(z.object({ planId: z.uuid(), targetOrganisationId: z.uuid(), note: z.string().trim().max(300) }))
    .mutation(({ ctx, input }) => commissionPlan({ ...ctx, ...input })),
  endCommission: units
    .input(z.object({ planId: z.uuid() }))
    .mutation(({ ctx, input }) => endCommission({ ...ctx, ...input })),
});
