import { previewFrom, type PathPreview } from '../audit-path/preview.ts';
import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { boundUnitOf } from '../organisations/queries.ts';
import type { PlanRow } from '../plans/plan-data.ts';
import { routeOf } from './may-declare.ts';

/**
 * Who would audit the actor's declaration under a plan, in which order, before there is one. The level is the title's.
 * null while he is bound to no unit. NOT_FOUND for a plan in preparation and a title it does not offer.
 */
export async function previewPath({
  core,
  actor,
  planId,
  titleId,
}: {
  core: Core;
  actor: Actor;
  planId: string;
  titleId: string;
}): Promise<PathPreview | null> {
  const plan: PlanRow | undefined = await core
    .db('review_plan')
    .where({ id: planId })
    .whereNot({ state: 'draft' })
    .first();
  const title = await core.db('title').where({ id: titleId }).first('level');
  if (!plan || !title || !plan.data.titleIds.includes(titleId)) throw notFound('评审计划');
  const unit = await boundUnitOf({ db: core.db, personId: actor.accountId });
  if (!unit) return null;
  const start = { node: 'employer' as const, organisationId: unit.organisationId };
  return previewFrom({ core, db: core.db, start, route: routeOf(plan, title.level) });
}
