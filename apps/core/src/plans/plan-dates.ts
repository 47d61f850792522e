import type { Database, Transaction } from '@zhicheng/database';
import type { PlanRow } from './plan-data.ts';

/** Whose dates are asked for; the unit is the one that the declaration goes to. */
export interface DatesFor {
  readonly db: Database | Transaction;
  readonly plan: PlanRow;
  readonly accountId: string | null;
  readonly organisationId: string | null;
}

type Granted = Readonly<Record<'declare' | 'repair' | 'audit', Date | null>>;

const latest = (one: Date, other: Date | null): Date => (other !== null && other > one ? other : one);

/**
 * The plan with the deadlines that hold for one person: the plan's own, or later ones granted to the person or to the
 * unit. Every window of a declaration is asked of this row, never of the plan's own.
 */
export async function planFor({ db, plan, accountId, organisationId }: DatesFor): Promise<PlanRow> {
  const granted = await db('plan_extension')
    .where({ plan_id: plan.id })
    .where((q) => q.where({ account_id: accountId }).orWhere({ organisation_id: organisationId }))
    .first<Granted>(
      db.raw('max(declare_until) as declare'),
      db.raw('max(repair_until) as repair'),
      db.raw('max(audit_until) as audit'),
    );
  return {
    ...plan,
    declare_until: latest(plan.declare_until, granted.declare),
    // Without a date of its own a returned declaration may be mended until 审核截止.
    repair_until: plan.repair_until && latest(plan.repair_until, granted.repair),
    audit_until: latest(plan.audit_until, granted.audit),
  };
}
