import { BaseModel } from '@zhicheng/database';
import type { PlanData, PlanDraft } from './plan-data.ts';

/** A review plan; the columns beside `data` are what lists and deadlines ask for. */
export class ReviewPlan extends BaseModel {
  static override tableName = 'review_plan';
  static override jsonAttributes = ['data', 'changes'];
  declare id: string;
  declare year: number;
  declare name: string;
  declare series_code: string;
  declare committee_name: string;
  declare committee_office: string;
  declare convening_organisation_id: string;
  declare level_label: string;
  declare plan_type: string;
  declare declare_from: Date;
  declare declare_until: Date;
  declare repair_until: Date | null;
  declare audit_until: Date;
  declare state: string;
  declare published_at: Date | null;
  /** Complete once it is published; before, a draft with blanks (then the dates are null, too). */
  declare data: PlanData;
  /** What is being changed about a published plan and does not hold yet. */
  declare changes: PlanDraft | null;
  declare plan_version: number;
  declare version: number;
}

/** What a plan said when it was published; declarations pin one. */
export class ReviewPlanVersion extends BaseModel {
  static override tableName = 'review_plan_version';
  static override idColumn = ['plan_id', 'plan_version'];
  static override jsonAttributes = ['data'];
  declare plan_id: string;
  declare plan_version: number;
  declare data: PlanData;
  declare created_at: Date;
}
