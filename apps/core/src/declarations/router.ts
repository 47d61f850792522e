import { DECLARATION_KINDS, type Raw } from '@zhicheng/series-kit';
import { AUDITOR_ROLES } from '@zhicheng/workflow';
import { z } from 'zod';
import { notFound } from '../errors.ts';
import { roleProcedure, router } from '../procedures.ts';
import { auditDifference } from './audit-difference.ts';
import { auditLinks, auditPicks } from './audit-pages.ts';
import { auditView } from './audit-view.ts';
import { changeSpecialty, setPhoto } from './change-heading.ts';
import { answerMark, ownChecklist } from './checklist.ts';
import { createDeclaration } from './create-declaration.ts';
import { detailView } from './detail-view.ts';
import { eligibility, eligibilityTags } from './eligibility.ts';
import { fillView } from './fill-view.ts';
import { interviewProcedures } from './interview-router.ts';
import { importCandidates } from './import-candidates.ts';
import { kindForm } from './kind-form.ts';
import { auditMarks, markPlaces, unmark } from './marks.ts';
import { whyNotDeclare } from './may-declare.ts';
import { declarationOverview } from './overview.ts';
import { importEntries, movePick, removePick, saveExtras } from './pick-entries.ts';
import { previewPath } from './preview-path.ts';
import { receipt } from './receipt.ts';
import { renewPick, revisePick } from './mend-picks.ts';
import { paperProcedures } from './papers-router.ts';
import { reviewForm } from './review-form.ts';
import { saveForm } from './save-form.ts';
import { removeDeclaration, submitDeclaration } from './submit-declaration.ts';
import { reusableSource, reusePreview, takeOver } from './take-over.ts';
import { UNIT_TABS, unitDeclarations } from './unit-list.ts';

const applicant = roleProcedure('applicant');
const auditor = roleProcedure(...AUDITOR_ROLES);
const either = roleProcedure('applicant', ...AUDITOR_ROLES);
const id = z.object({ id: z.uuid() });
const edit = id.extend({ expectedVersion: z.number().int() });
const section = edit.extend({ section: z.string().max(60) });
const entry = section.extend({ entryId: z.uuid() });
/** As many as one workbook of the library holds. */
const MOST_AT_ONCE = 5000;
const place = z.object({
  section: z.string().max(60),
  entryId: z.uuid().nullish(),
  path: z.string().max(200).nullish(),
  fileId: z.uuid().nullish(),
});
/** A page of what is searched in an audited submission. */
const framed = z.object({
  processId: z.uuid(),
  keyword: z.string().trim().max(60).default(''),
  page: z.number().int().min(1).max(10_000).default(1),
});
const raw = z.custom<Raw>((value) => typeof value === 'object' && value !== null && !Array.isArray(value));

export const declarationsRouter = router({
  overview: applicant.query(({ ctx }) => declarationOverview(ctx)),
  /** Why 马上申报 is not open for this person; empty when it is. */
  mayDeclare: applicant.input(z.object({ planId: z.uuid() })).query(async ({ ctx, input }) => {
    const plan = await ctx.core.db('review_plan').where({ id: input.planId }).whereNot({ state: 'draft' }).first();
    if (!plan) throw notFound('评审计划');
    return whyNotDeclare({ core: ctx.core, db: ctx.core.db, accountId: ctx.actor.accountId, plan });
  }),
  /** 我能报吗 for one plan, before a declaration exists. */
  eligibility: applicant
    .input(
      z.object({
        planId: z.uuid(),
        kind: z.enum(DECLARATION_KINDS).optional(),
        titleId: z.uuid().optional(),
        specialtyId: z.uuid().optional(),
        institutionCategory: z.string().max(60).optional(),
      }),
    )
    .query(({ ctx, input }) => eligibility({ ...ctx, ...input })),
  /** The same in a word for the plans of a list. */
  eligibilityTags: applicant
    .input(z.object({ planIds: z.array(z.uuid()).max(100) }))
    .query(({ ctx, input }) => eligibilityTags({ ...ctx, ...input })),
  /** Who would audit, in which order, before the promise. */
  previewPath: applicant
    .input(z.object({ planId: z.uuid(), titleId: z.uuid() }))
    .query(({ ctx, input }) => previewPath({ ...ctx, ...input })),
  create: applicant
    .input(
      z.object({
        planId: z.uuid(),
        kind: z.enum(DECLARATION_KINDS),
        specialtyId: z.uuid(),
        titleId: z.uuid(),
        institutionCategory: z.string().max(60).optional(),
        confirmed: z.boolean(),
        promised: z.boolean(),
        idempotencyKey: z.uuid(),
      }),
    )
    .mutation(({ ctx, input: { idempotencyKey, ...selection } }) =>
      createDeclaration({ ...ctx, selection, idempotencyKey }),
    ),
  fill: applicant.input(id).query(({ ctx, input }) => fillView({ ...ctx, ...input })),
  candidates: applicant
    .input(id.extend({ section: z.string().max(60) }))
    .query(({ ctx, input }) => importCandidates({ ...ctx, ...input })),
  saveForm: applicant.input(section.extend({ raw })).mutation(({ ctx, input }) => saveForm({ ...ctx, ...input })),
  importEntries: applicant
    .input(section.extend({ entryIds: z.array(z.uuid()).min(1).max(MOST_AT_ONCE) }))
    .mutation(({ ctx, input }) => importEntries({ ...ctx, ...input })),
  removePick: applicant.input(entry).mutation(({ ctx, input }) => removePick({ ...ctx, ...input })),
  movePick: applicant
    .input(entry.extend({ direction: z.enum(['up', 'down']) }))
    .mutation(({ ctx, input }) => movePick({ ...ctx, ...input })),
  saveExtras: applicant
    .input(section.extend({ extras: z.record(z.uuid(), raw) }))
    .mutation(({ ctx, input }) => saveExtras({ ...ctx, ...input })),
  /** 修改并重新送审 of what a returned declaration has imported, or of what that links to. */
  revisePick: applicant
    .input(edit.extend({ entryId: z.uuid() }))
    .mutation(({ ctx, input }) => revisePick({ ...ctx, ...input })),
  /** The version approved since takes the place of the imported one. */
  renewPick: applicant
    .input(edit.extend({ entryId: z.uuid() }))
    .mutation(({ ctx, input }) => renewPick({ ...ctx, ...input })),
  setPhoto: applicant
    .input(edit.extend({ fileId: z.uuid() }))
    .mutation(({ ctx, input }) => setPhoto({ ...ctx, ...input })),
  changeSpecialty: applicant
    .input(
      edit.extend({ specialtyId: z.uuid(), titleId: z.uuid(), institutionCategory: z.string().max(60).optional() }),
    )
    .mutation(({ ctx, input }) => changeSpecialty({ ...ctx, ...input })),
  /** 沿用上次申报的资料: which declaration, then what of it. */
  reusable: applicant.input(id).query(({ ctx, input }) => reusableSource({ ...ctx, ...input })),
  reusePreview: applicant.input(id).query(({ ctx, input }) => reusePreview({ ...ctx, ...input })),
  takeOver: applicant
    .input(
      edit.extend({
        sourceId: z.uuid(),
        photo: z.boolean(),
        fields: z
          .array(z.object({ section: z.string().max(60), name: z.string().max(60), replace: z.boolean() }))
          .max(500),
        entries: z.array(z.object({ section: z.string().max(60), entryId: z.uuid() })).max(500),
      }),
    )
    .mutation(({ ctx, input: { id, expectedVersion, ...taking } }) =>
      takeOver({ ...ctx, id, expectedVersion, taking }),
    ),
  submit: applicant
    .input(edit.extend({ idempotencyKey: z.uuid() }))
    .mutation(({ ctx, input }) => submitDeclaration({ ...ctx, ...input })),
  remove: applicant.input(edit).mutation(({ ctx, input }) => removeDeclaration({ ...ctx, ...input })),
  receipt: applicant.input(id).query(({ ctx, input }) => receipt({ ...ctx, ...input })),
  detail: applicant.input(id).query(({ ctx, input }) => detailView({ ...ctx, ...input })),
  /** 说明 to one of the marks of the latest return. */
  answerMark: applicant
    .input(edit.extend({ markId: z.uuid(), answer: z.string().max(500) }))
    .mutation(({ ctx, input }) => answerMark({ ...ctx, ...input })),
  checklist: applicant.input(id).query(({ ctx, input }) => ownChecklist({ ...ctx, ...input })),
  reviewForm: either.input(id).query(async ({ ctx, input }) => {
    const { row: _row, ...form } = await reviewForm({ ...ctx, ...input });
    return form;
  }),
  kindForm: either.input(id).query(({ ctx, input }) => kindForm({ ...ctx, ...input })),
  ...interviewProcedures,
  ...paperProcedures,
  unitList: auditor
    .input(
      z.object({
        tab: z.enum(UNIT_TABS).default('todo'),
        name: z.string().trim().max(30).optional(),
        page: z.number().int().min(1).max(1000).default(1),
        size: z.union([z.literal(10), z.literal(20), z.literal(50), z.literal(100)]).default(10),
      }),
    )
    .query(({ ctx, input }) => unitDeclarations({ ...ctx, filter: input })),
  /** What is marked in the case at hand, and what was marked before. */
  marks: auditor.input(z.object({ processId: z.uuid() })).query(({ ctx, input }) => auditMarks({ ...ctx, ...input })),
  mark: auditor
    .input(
      z.object({
        taskId: z.uuid(),
        reason: z.string().trim().min(1, '请写明哪里需要改。').max(500),
        places: z.array(place).min(1, '请先选择要标记的地方。').max(50),
      }),
    )
    .mutation(({ ctx, input }) => markPlaces({ ...ctx, ...input })),
  unmark: auditor
    .input(z.object({ taskId: z.uuid(), markId: z.uuid() }))
    .mutation(({ ctx, input }) => unmark({ ...ctx, ...input })),
  /** Against what this organisation had seen last; null when it had seen nothing. */
  difference: auditor
    .input(z.object({ processId: z.uuid() }))
    .query(({ ctx, input }) => auditDifference({ ...ctx, ...input })),
  auditView: auditor
    .input(z.object({ processId: z.uuid() }))
    .query(({ ctx, input }) => auditView({ ...ctx, ...input })),
  /** The rest of what the view shows the first page of. */
  auditPicks: auditor
    .input(framed.extend({ section: z.string().max(100) }))
    .query(({ ctx, input }) => auditPicks({ ...ctx, ...input })),
  auditLinks: auditor
    .input(framed.extend({ entryId: z.uuid(), field: z.string().max(100) }))
    .query(({ ctx, input }) => auditLinks({ ...ctx, ...input })),
});
