import type { Raw } from '@zhicheng/series-kit';
import { AUDITOR_ROLES } from '@zhicheng/workflow';
import { z } from 'zod';
import { roleProcedure } from '../procedures.ts';
import { materialList } from './material-list.ts';
import { noticePapers } from './notice-documents.ts';
import { MOST_PEOPLE, newNotices, notices } from './notices.ts';
import { promiseLetter } from './promise-letter.ts';
import { recordObjection, settleObjection } from './record-objection.ts';
import { roster, rosterPlans } from './roster.ts';
import { concludeNotice, createNotice, removeNotice } from './save-notice.ts';

const applicant = roleProcedure('applicant');
const auditor = roleProcedure(...AUDITOR_ROLES);
const employer = roleProcedure('employer');
const either = roleProcedure('applicant', ...AUDITOR_ROLES);
const id = z.object({ id: z.uuid() });
const change = id.extend({ expectedVersion: z.number().int() });
const raw = z.custom<Raw>((value) => typeof value === 'object' && value !== null && !Array.isArray(value));

/** The papers beside the review form (rules 2.4), part of the declarations' router. */
export const paperProcedures = {
  /** 诚信承诺书 with the person's data. */
  promiseLetter: applicant.input(id).query(({ ctx, input }) => promiseLetter({ ...ctx, ...input })),
  /** 申报材料一览表 */
  materialList: either.input(id).query(({ ctx, input }) => materialList({ ...ctx, ...input })),
  /** 人员情况一览表: plans with somebody to list, then one part of one plan. */
  rosterPlans: auditor.query(({ ctx }) => rosterPlans(ctx)),
  roster: auditor
    .input(z.object({ planId: z.uuid(), part: z.number().int().min(1).max(1000).default(1) }))
    .query(({ ctx, input }) => roster({ ...ctx, ...input })),
  /** 单位公示: those made, whom one could announce, one with its papers. */
  notices: employer.query(({ ctx }) => notices(ctx)),
  newNotices: employer.query(({ ctx }) => newNotices(ctx)),
  notice: employer.input(id).query(({ ctx, input }) => noticePapers({ ...ctx, ...input })),
  createNotice: employer
    .input(
      z.object({
        planId: z.uuid(),
        raw,
        declarationIds: z.array(z.uuid()).max(MOST_PEOPLE),
        idempotencyKey: z.uuid(),
      }),
    )
    .mutation(({ ctx, input }) => createNotice({ ...ctx, ...input })),
  concludeNotice: employer
    .input(change.extend({ raw }))
    .mutation(({ ctx, input }) => concludeNotice({ ...ctx, ...input })),
  recordObjection: employer
    .input(change.extend({ declarationId: z.uuid(), raw }))
    .mutation(({ ctx, input }) => recordObjection({ ...ctx, ...input })),
  settleObjection: employer
    .input(change.extend({ objectionId: z.uuid(), raw }))
    .mutation(({ ctx, input }) => settleObjection({ ...ctx, ...input })),
  removeNotice: employer.input(change).mutation(({ ctx, input }) => removeNotice({ ...ctx, ...input })),
};
