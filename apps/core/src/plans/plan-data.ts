import type { ModelObject } from '@zhicheng/database';
import { DECLARATION_KINDS, isRaw, LEVEL_CODES, type FileRef } from '@zhicheng/series-kit';
import { z } from 'zod';
import type { ReviewPlan } from './model.ts';
import { templateSchema } from './template-schema.ts';

const instant = z.iso.datetime({ offset: true, error: '请填写日期和时间' });
const words = (most: number) => z.string().trim().max(most, `最多 ${most} 字`);
const fileRef = z.custom<FileRef>(
  (value) => isRaw(value) && typeof value.id === 'string' && typeof value.name === 'string',
  '请重新上传',
);

type Dates = Readonly<Record<'declareFrom' | 'declareUntil' | 'repairUntil' | 'auditUntil', Date | null>>;
const before = (a: Date | null, b: Date | null, orAt = false): boolean =>
  a === null || b === null || a < b || (orAt && a.getTime() === b.getTime());

/**
 * 申报开始 < 申报截止 ≤ 退回修改截止 ≤ 审核截止: field and sentence of each that is not so. Blank ones offend nobody: a
 * plan in preparation has them.
 */
export function wrongDates({ declareFrom, declareUntil, repairUntil, auditUntil }: Dates) {
  const repairFits = before(declareUntil, repairUntil, true) && before(repairUntil, auditUntil, true);
  return [
    ...(before(declareFrom, declareUntil) ? [] : [{ path: 'declareUntil', message: '申报截止应晚于申报开始。' }]),
    ...(before(declareUntil, auditUntil, true) ? [] : [{ path: 'auditUntil', message: '审核截止不能早于申报截止。' }]),
    ...(repairFits ? [] : [{ path: 'repairUntil', message: '退回修改截止应在申报截止与审核截止之间。' }]),
  ];
}

/** R15: nobody is publicised for fewer working days than that. */
export const LEAST_NOTICE_DAYS = 5;

/** What holds for the declarations of a plan. */
const policies = z.object({
  /** DIRECT: a return goes straight to the person (AH-26.06). STEPWISE: one level down at a time (SM-DECL.08). */
  returnMode: z.enum(['DIRECT', 'STEPWISE']),
  /** Where audit of a resubmission begins: at the unit again, or at the body that returned it. */
  resume: z.enum(['FROM_START', 'AT_RETURNING_NODE']).default('FROM_START'),
  /** Whether public institutions must have their post quota approved first (AH-33.20). */
  quota: z.enum(['APPLIED', 'NOT_APPLIED']),
  /** GP.02: whether who waits for the unit's approval may already begin to fill in; submitting needs the approval. */
  draftingWhileUnbound: z.boolean().default(false),
  /** GP.12: whether a terminated record uses up the declaration year. */
  terminatedUsesYear: z.boolean().default(true),
  /** GP.10: whether an unsubmitted record may still be deleted after 申报截止. */
  deletion: z.enum(['ALWAYS', 'UNTIL_DEADLINE']).default('ALWAYS'),
  /** R15: working days of 单位公示 before the unit may recommend; null where the plan does not ask for it. */
  noticeDays: z
    .number('公示期是整数')
    .int('公示期是整数')
    .min(LEAST_NOTICE_DAYS, `公示期不少于 ${LEAST_NOTICE_DAYS} 个工作日`)
    .max(30, '公示期最多 30 个工作日')
    .nullable()
    .default(null),
});

/**
 * A plan in preparation: whatever is blank will be asked for when it is published, what is wrong is refused at once.
 * Stored as JSON, frozen as a plan version when published; declarations pin the version. The dates alone are read from
 * the plan itself, so that an extension reaches everybody. Instants are exclusive ends.
 */
export const planDraftSchema = z.object({
  year: z.number('请填写年度').int('年度是四位数字').min(2000, '年度是四位数字').max(2100, '年度是四位数字'),
  name: words(120),
  seriesCode: z.string(),
  levels: z.array(z.enum(LEVEL_CODES)),
  /** 评审级别 as people say it: 高级. */
  levelLabel: words(20),
  planType: words(20),
  kinds: z.array(z.enum(DECLARATION_KINDS)),
  /** The way of acquisition; path edges depend on it. */
  mode: z.string().max(40).default('REVIEW'),
  titleIds: z.array(z.uuid()).max(500),
  specialtyIds: z.array(z.uuid()).max(2000),
  committee: z.object({ name: words(100), office: words(100), conveningOrganisationId: z.uuid() }),
  publisher: words(100),
  contact: z.object({ person: words(50), phone: words(50), address: words(200) }),
  scope: words(5000),
  content: words(20_000),
  attachments: z.array(fileRef).max(20, '最多 20 个附件').default([]),
  declareFrom: instant.nullable(),
  declareUntil: instant.nullable(),
  repairUntil: instant.nullable().default(null),
  auditUntil: instant.nullable(),
  /** 缴费标准: what is said about it; payment itself is no part of the platform (GP.76). */
  fee: words(500).default(''),
  interview: z.boolean().default(false),
  template: templateSchema,
  policies,
});
export type PlanDraft = z.infer<typeof planDraftSchema>;

/** What the convening unit decides about a plan (EN.13), complete. */
export const planSchema = planDraftSchema.extend({
  name: words(120).min(4, '计划名称至少 4 个字'),
  levels: z.array(z.enum(LEVEL_CODES)).min(1, '请选择申报层级'),
  kinds: z.array(z.enum(DECLARATION_KINDS)).min(1, '请选择申报类型'),
  titleIds: z.array(z.uuid()).min(1, '请选择申报职称'),
  specialtyIds: z.array(z.uuid()).min(1, '请选择可评审专业'),
  declareFrom: instant,
  declareUntil: instant,
  auditUntil: instant,
});
export type PlanData = z.infer<typeof planSchema>;
export type PlanInput = z.input<typeof planSchema>;

/** A plan as it stands in its table. */
export type PlanRow = Readonly<ModelObject<ReviewPlan>>;

const dateOf = (instant: string | null): Date | null => (instant === null ? null : new Date(instant));

/** The plan's dates, blank or not. */
export const datesOf = (data: PlanDraft): Dates => ({
  declareFrom: dateOf(data.declareFrom),
  declareUntil: dateOf(data.declareUntil),
  repairUntil: dateOf(data.repairUntil),
  auditUntil: dateOf(data.auditUntil),
});

/** Columns that lists and deadlines use, from the data. */
export const columnsOf = (data: PlanDraft) => ({
  year: data.year,
  name: data.name,
  series_code: data.seriesCode,
  committee_name: data.committee.name,
  committee_office: data.committee.office,
  convening_organisation_id: data.committee.conveningOrganisationId,
  level_label: data.levelLabel,
  plan_type: data.planType,
  declare_from: dateOf(data.declareFrom),
  declare_until: dateOf(data.declareUntil),
  repair_until: dateOf(data.repairUntil),
  audit_until: dateOf(data.auditUntil),
  data,
});
