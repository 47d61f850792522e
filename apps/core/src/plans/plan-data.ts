import type { ModelObject } from '@zhicheng/database';
import { DECLARATION_KINDS, LEVEL_CODES, type FileRef, type Template } from '@zhicheng/series-kit';
import { z } from 'zod';
import type { ReviewPlan } from './model.ts';

const instant = z.iso.datetime({ offset: true });
const json = <T>() => z.custom<T>((value) => typeof value === 'object' && value !== null);

/** 申报开始 < 申报截止 ≤ 退回修改截止 ≤ 审核截止: field and sentence of each that is not so. */
export function wrongDates(dates: {
  declareFrom: Date;
  declareUntil: Date;
  repairUntil: Date | null;
  auditUntil: Date;
}): { path: string; message: string }[] {
  const { declareFrom, declareUntil, repairUntil, auditUntil } = dates;
  return [
    ...(declareFrom < declareUntil ? [] : [{ path: 'declareUntil', message: '申报截止应晚于申报开始。' }]),
    ...(declareUntil <= auditUntil ? [] : [{ path: 'auditUntil', message: '审核截止不能早于申报截止。' }]),
    ...(repairUntil === null || (declareUntil <= repairUntil && repairUntil <= auditUntil)
      ? []
      : [{ path: 'repairUntil', message: '退回修改截止应在申报截止与审核截止之间。' }]),
  ];
}

/**
 * What the convening unit decides about a plan (EN.13). Stored as JSON, frozen as a plan version when published;
 * declarations pin the version. The dates alone are read from the plan itself, so that an extension reaches
 * everybody. Instants are exclusive ends.
 */
export const planSchema = z.object({
  year: z.number().int().min(2000).max(2100),
  name: z.string().trim().min(4).max(120),
  seriesCode: z.string(),
  levels: z.array(z.enum(LEVEL_CODES)).min(1),
  /** 评审级别 as people say it: 高级. */
  levelLabel: z.string(),
  planType: z.string(),
  kinds: z.array(z.enum(DECLARATION_KINDS)).min(1),
  /** The way of acquisition; path edges depend on it. */
  mode: z.string().default('REVIEW'),
  titleIds: z.array(z.uuid()).min(1),
  specialtyIds: z.array(z.uuid()).min(1),
  committee: z.object({ name: z.string(), office: z.string(), conveningOrganisationId: z.uuid() }),
  publisher: z.string(),
  contact: z.object({ person: z.string(), phone: z.string(), address: z.string() }),
  scope: z.string(),
  content: z.string(),
  attachments: z.array(json<FileRef>()).default([]),
  declareFrom: instant,
  declareUntil: instant,
  repairUntil: instant.nullable().default(null),
  auditUntil: instant,
  interview: z.boolean().default(false),
  template: json<Template>(),
  policies: z.object({
    /** DIRECT: a return goes straight to the person (AH-26.06). STEPWISE: one level down at a time (SM-DECL.08). */
    returnMode: z.enum(['DIRECT', 'STEPWISE']),
    /** Where audit of a resubmission begins: at the unit again, or at the body that returned it. */
    resume: z.enum(['FROM_START', 'AT_RETURNING_NODE']).default('FROM_START'),
    /** Whether public institutions must have their post quota approved first (AH-33.20). */
    quota: z.enum(['APPLIED', 'NOT_APPLIED']),
  }),
});
export type PlanData = z.infer<typeof planSchema>;
export type PlanInput = z.input<typeof planSchema>;

/** A plan as it stands in its table. */
export type PlanRow = Readonly<ModelObject<ReviewPlan>>;

/** Columns that lists and deadlines use, from the data. */
export const columnsOf = (data: PlanData) => ({
  year: data.year,
  name: data.name,
  series_code: data.seriesCode,
  committee_name: data.committee.name,
  committee_office: data.committee.office,
  convening_organisation_id: data.committee.conveningOrganisationId,
  level_label: data.levelLabel,
  plan_type: data.planType,
  declare_from: new Date(data.declareFrom),
  declare_until: new Date(data.declareUntil),
  repair_until: data.repairUntil === null ? null : new Date(data.repairUntil),
  audit_until: new Date(data.auditUntil),
  data,
});
