import type { Database, Transaction } from '@zhicheng/database';
import type { PlanRow } from './plan-data.ts';

/** Whose dates are asked for; the unit is the one that the declaration goes to. */
export interface DatesFor {
  readonly db: Database | Transaction;
  readonly plan: PlanRow;
  readonly accountId: string | null;
  readonly organisationId: string | null;
}

/** Later deadlines that were granted, each the latest of its kind. */
export type Granted = Readonly<Record<'declare' | 'repair' | 'audit', Date | null>>;

const latest = (one: Date, other: Date | null): Date => (other !== null && other > one ? other : one);

/** Of `plan_extension` the rows that hold for this person or this unit. */
export const GRANTED = `select max(declare_until) as declare, max(repair_until) as repair, max(audit_until) as audit
  from plan_extension where plan_id = :planId and (account_id = :accountId or organisation_id = :organisationId)`;

/**
 * The plan with the deadlines that hold for one person: the plan's own, or later ones granted to the person or to the
 * unit. Every window of a declaration is asked of this row, never of the plan's own.
 */
export const planFor = async (dates: DatesFor): Promise<PlanRow> => (await planNow(dates)).plan;

/** The same with the time of the database's clock. One query. */
export async function planNow({
  db,
  plan,
  accountId,
  organisationId,
}: DatesFor): Promise<{ plan: PlanRow; now: Date }> {
  const whose = { planId: plan.id, accountId, organisationId };
  const { rows } = await db.raw<{ rows: [Granted & { now: Date }] }>(
    `select granted.*, zc_now() as now from (${GRANTED}) as granted`,
    whose,
  );
  const [{ now, ...granted }] = rows;
  return { plan: withGranted(plan, granted), now };
}

type Dates = Pick<PlanRow, 'declare_until' | 'repair_until' | 'audit_until'>;

/** The same where what was granted has been read. */
export const withGranted = <P extends Dates>(plan: P, granted: Granted): P => ({
  ...plan,
  declare_until: latest(plan.declare_until, granted.declare),
  // Without a date of its own a returned declaration may be mended until 审核截止.
  repair_until: plan.repair_until && latest(plan.repair_until, granted.repair),
  audit_until: latest(plan.audit_until, granted.audit),
});
