import { z } from 'zod';
import { roleProcedure, router } from '../procedures.ts';
import { listPeople, viewBinding } from './people.ts';
import { ownBindingStatus, ownUnit, searchUnits } from './queries.ts';
import { registerPerson } from './register-person.ts';
import { ownRegistration, viewRegistration } from './registration-queries.ts';
import { registerUnit, updateUnit } from './register-unit.ts';
import { requestBinding } from './request-binding.ts';

const form = z.record(z.string(), z.unknown());
const idempotencyKey = z.uuid();
const unit = z.object({ organisationId: z.uuid(), note: z.string().nullish() });
const ownForm = z.object({ form, expectedVersion: z.number().int() });
const people = z.object({
  keyword: z.string().max(50).default(''),
  state: z.enum(['all', 'inAudit', 'approved', 'returned']).default('all'),
  page: z.number().int().min(1).max(1000).default(1),
  size: z.number().int().min(1).max(100).default(10),
});

const anyOrganisation = ['employer', 'department', 'hrss', 'talentCentre', 'convening', 'operator'] as const;

/** Stands under `identity` in the API: 个人注册 asks for the unit in the same breath. */
export const registrationProcedures = {
  registerPerson: roleProcedure('applicant')
    .input(z.object({ form, unit: unit.nullish(), idempotencyKey }))
    .mutation(({ ctx, input }) => registerPerson({ core: ctx.core, actor: ctx.actor, ...input })),
};

export const organisationsRouter = router({
  search: roleProcedure('applicant')
    .input(z.object({ keyword: z.string().max(100) }))
    .query(({ ctx, input }) => searchUnits({ core: ctx.core, keyword: input.keyword })),
  requestBinding: roleProcedure('applicant')
    .input(unit.extend({ idempotencyKey }))
    .mutation(({ ctx, input }) => requestBinding({ core: ctx.core, actor: ctx.actor, ...input })),
  bindingStatus: roleProcedure('applicant').query(({ ctx }) => ownBindingStatus({ db: ctx.core.db, actor: ctx.actor })),
  mine: roleProcedure(...anyOrganisation).query(({ ctx }) => ownUnit({ core: ctx.core, actor: ctx.actor })),
  registerUnit: roleProcedure('employer')
    .input(ownForm)
    .mutation(({ ctx, input }) => registerUnit({ core: ctx.core, actor: ctx.actor, ...input })),
  registration: roleProcedure('employer').query(({ ctx }) => ownRegistration({ core: ctx.core, actor: ctx.actor })),
  registrationView: roleProcedure('hrss')
    .input(z.object({ processId: z.uuid() }))
    .query(({ ctx, input }) => viewRegistration({ core: ctx.core, actor: ctx.actor, ...input })),
  updateUnit: roleProcedure(...anyOrganisation)
    .input(ownForm)
    .mutation(({ ctx, input }) => updateUnit({ core: ctx.core, actor: ctx.actor, ...input })),
  people: roleProcedure('employer', 'department')
    .input(people)
    .query(({ ctx, input }) => listPeople({ core: ctx.core, actor: ctx.actor, filter: input })),
  bindingView: roleProcedure('employer', 'department')
    .input(z.object({ processId: z.uuid() }))
    .query(({ ctx, input }) => viewBinding({ core: ctx.core, actor: ctx.actor, ...input })),
});
