import type { Raw } from '@zhicheng/series-kit';
import { z } from 'zod';
import { roleProcedure } from '../procedures.ts';
import { admissionTicket } from './admission-ticket.ts';
import { arrangeInterview } from './arrange-interview.ts';
import { decideExemption, requestExemption } from './ask-exemption.ts';
import { heldTitles } from './held-titles.ts';
import { interviewPlan, interviewsOf, interviewView } from './interview.ts';

const applicant = roleProcedure('applicant');
const convening = roleProcedure('convening');
const id = z.object({ id: z.uuid() });
const raw = z.custom<Raw>((value) => typeof value === 'object' && value !== null && !Array.isArray(value));

/** 我的职称, 免面试 and 打印准考证, part of the declarations' router. */
export const interviewProcedures = {
  /** 我的职称 of the personal centre. */
  heldTitles: applicant.query(({ ctx }) => heldTitles(ctx)),
  interview: applicant.input(id).query(({ ctx, input }) => interviewView({ ...ctx, ...input })),
  admissionTicket: applicant.input(id).query(({ ctx, input }) => admissionTicket({ ...ctx, ...input })),
  requestExemption: applicant
    .input(id.extend({ raw, idempotencyKey: z.uuid() }))
    .mutation(({ ctx, input }) => requestExemption({ ...ctx, ...input })),
  /** Plans with interview of the convening unit, and who asks to be let off. */
  interviews: convening.query(({ ctx }) => interviewsOf(ctx)),
  interviewPlan: convening
    .input(z.object({ planId: z.uuid() }))
    .query(({ ctx, input }) => interviewPlan({ ...ctx, ...input })),
  arrangeInterview: convening
    .input(z.object({ planId: z.uuid(), raw, expectedVersion: z.number().int().nullable() }))
    .mutation(({ ctx, input }) => arrangeInterview({ ...ctx, ...input })),
  decideExemption: convening
    .input(id.extend({ grant: z.boolean(), opinion: z.string().max(500), expectedVersion: z.number().int() }))
    .mutation(({ ctx, input }) => decideExemption({ ...ctx, ...input })),
};
