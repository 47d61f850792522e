import type { Database, Transaction } from '@zhicheng/database';
import { planFlow, transitionOf } from '@zhicheng/workflow';
import type { Actor } from '../context.ts';
import { forbidden, notFound } from '../errors.ts';
import type { PlanRow } from './plan-data.ts';

/** Who may publish a plan prepares and extends it, too (RF.17). Throws FORBIDDEN. */
export function mustPlan(actor: Actor): void {
  if (!transitionOf(planFlow, 'publish').by.includes(actor.role)) throw forbidden();
}

/** Regions of an HRSS bureau: its own and everything below. */
const REGIONS_OF = `with recursive below as (
  select region_code as code from organisation where id = ?
  union all
  select region.code from region join below on region.parent_code = below.code)
  select code from below`;

/**
 * Which convening units' plans are this actor's, as a condition on the column that names the convening unit: a
 * convening unit has its own, an HRSS bureau those of the convening units of its region and below, operators all.
 */
export function planScope(actor: Actor, column = 'convening_organisation_id'): { sql: string; bindings: string[] } {
  if (actor.role === 'operator') return { sql: 'true', bindings: [] };
  const own = actor.organisationId ?? '';
  if (actor.role === 'hrss')
    return {
      sql: `${column} in (select id from organisation where region_code in (${REGIONS_OF}))`,
      bindings: [own],
    };
  return { sql: `${column} = ?`, bindings: [own] };
}

/** A plan of this actor's, locked until the transaction ends. FORBIDDEN, or NOT_FOUND outside the scope. */
export async function lockPlan(trx: Transaction, actor: Actor, id: string): Promise<PlanRow> {
  mustPlan(actor);
  const { sql, bindings } = planScope(actor);
  const row: PlanRow | undefined = await trx('review_plan').where({ id }).whereRaw(sql, bindings).forUpdate().first();
  if (!row) throw notFound('评审计划');
  return row;
}

/** The same for reading. */
export async function ownPlan(db: Database | Transaction, actor: Actor, id: string): Promise<PlanRow> {
  mustPlan(actor);
  const { sql, bindings } = planScope(actor);
  const row: PlanRow | undefined = await db('review_plan').where({ id }).whereRaw(sql, bindings).first();
  if (!row) throw notFound('评审计划');
  return row;
}
