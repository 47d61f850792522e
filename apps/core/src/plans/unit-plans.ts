import { transaction, type Transaction } from '@zhicheng/database';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { invalid, issue, notFound } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { notify } from '../notifications/notify.ts';
import { listPlans, type PlanFilter, type PlanListItem } from './queries.ts';

export interface UnitPlanItem extends PlanListItem {
  readonly recommended: boolean;
  readonly commissioned: { readonly organisationName: string; readonly note: string } | null;
}

/** 评审计划 as a unit sees it (AH-33.03, .04), with what it has said about each plan; 已推荐 alone if asked for. */
export async function unitPlans({
  core,
  actor,
  filter,
}: {
  core: Core;
  actor: Actor;
  filter: PlanFilter;
}): Promise<{ rows: UnitPlanItem[]; total: number }> {
  const organisationId = organisationOf(actor);
  const { rows, total } = await listPlans({ core, filter, organisationId });
  const commissions = await core
    .db('plan_commission')
    .join('organisation', 'organisation.id', 'plan_commission.target_organisation_id')
    .where({ organisation_id: organisationId })
    .whereNull('ended_at')
    .whereIn(
      'plan_id',
      rows.map(({ id }) => id),
    )
    .select<{ plan_id: string; name: string; note: string }[]>('plan_id', 'organisation.name', 'note');
  return {
    total,
    rows: rows.map((row) => {
      const found = commissions.find(({ plan_id }) => plan_id === row.id);
      return { ...row, commissioned: found ? { organisationName: found.name, note: found.note } : null };
    }),
  };
}

interface OfUnit {
  readonly core: Core;
  readonly actor: Actor;
  readonly planId: string;
}

/**
 * 推荐 (AH-33.05; GP.20, an assumption): the unit opens a published plan for its own staff, who see 单位已推荐; `on`
 * false takes it back. Says the same twice without harm. NOT_FOUND for a plan that is not published.
 */
export async function recommendPlan({ core, actor, planId, on }: OfUnit & { on: boolean }): Promise<void> {
  const organisation_id = organisationOf(actor);
  await transaction(core.db, async (trx) => {
    await publishedPlan(trx, planId);
    const table = trx('plan_recommendation');
    const changed = on
      ? await table
          .insert({ plan_id: planId, organisation_id, recommended_by: actor.accountId })
          .onConflict(['plan_id', 'organisation_id'])
          .ignore()
          .returning('plan_id')
      : await table.where({ plan_id: planId, organisation_id }).delete().returning('plan_id');
    if (changed.length === 0) return;
    const action = on ? 'recommend' : 'endRecommendation';
    const data = { organisationId: organisation_id };
    await appendEvent(trx, { subjectKind: 'reviewPlan', subjectId: planId, action, actor, data });
  });
}

/**
 * 委托 (AH-33.05; GP.20, an assumption): the unit lets another body review for it. Kept as a record with a note; a new
 * one takes the place of the last. The other body is told. INVALID unless the target is another convening unit.
 */
export async function commissionPlan({
  core,
  actor,
  planId,
  targetOrganisationId,
  note,
}: OfUnit & { targetOrganisationId: string; note: string }): Promise<void> {
  const organisation_id = organisationOf(actor);
  await transaction(core.db, async (trx) => {
    const plan = await publishedPlan(trx, planId);
    const target = await trx('organisation_capacity')
      .where({ organisation_id: targetOrganisationId, capacity: 'convening' })
      .first();
    if (!target || targetOrganisationId === organisation_id || targetOrganisationId === plan.convening_organisation_id)
      throw invalid([issue('target', '请选择受委托的评审组建单位', { path: 'target' })]);
    await endOpen(trx, planId, organisation_id);
    await trx('plan_commission').insert({
      ...{ plan_id: planId, organisation_id, target_organisation_id: targetOrganisationId },
      ...{ note: note.trim(), commissioned_by: actor.accountId },
    });
    const data = { organisationId: organisation_id, targetOrganisationId, note: note.trim() };
    await appendEvent(trx, { subjectKind: 'reviewPlan', subjectId: planId, action: 'commission', actor, data });
    await tell(trx, targetOrganisationId, organisation_id, plan);
  });
}

/** Takes the commission back; nothing happens where there is none. */
export async function endCommission({ core, actor, planId }: OfUnit): Promise<void> {
  const organisation_id = organisationOf(actor);
  await transaction(core.db, async (trx) => {
    await publishedPlan(trx, planId);
    if (!(await endOpen(trx, planId, organisation_id))) return;
    const data = { organisationId: organisation_id };
    await appendEvent(trx, { subjectKind: 'reviewPlan', subjectId: planId, action: 'endCommission', actor, data });
  });
}

async function endOpen(trx: Transaction, planId: string, organisationId: string): Promise<boolean> {
  const ended = await trx('plan_commission')
    .where({ plan_id: planId, organisation_id: organisationId })
    .whereNull('ended_at')
    .update({ ended_at: trx.raw('zc_now()') });
  return ended > 0;
}

interface Published {
  readonly id: string;
  readonly name: string;
  readonly convening_organisation_id: string;
}

async function publishedPlan(trx: Transaction, id: string): Promise<Published> {
  const plan: Published | undefined = await trx('review_plan')
    .where({ id })
    .whereNot({ state: 'draft' })
    // The ledger of the plan has one writer at a time.
    .forUpdate()
    .first('id', 'name', 'convening_organisation_id');
  if (!plan) throw notFound('评审计划');
  return plan;
}

/** Everybody who acts for the commissioned body today. */
async function tell(trx: Transaction, targetId: string, unitId: string, plan: Published): Promise<void> {
  const unit = await trx('organisation').where({ id: unitId }).first('name');
  const accounts = await trx('assignment')
    .where({ organisation_id: targetId, role: 'convening' })
    .whereRaw('(valid_to is null or valid_to > zc_now())')
    .distinct<{ account_id: string }[]>('account_id');
  for (const { account_id } of accounts)
    await notify({
      trx,
      accountId: account_id,
      kind: 'plan',
      text: `${unit?.name ?? ''}就“${plan.name}”委托贵单位评审。`,
      link: `/plans/${plan.id}`,
    });
}

/** Bodies that a unit may commission: every convening unit; that it is not the plan's own is asked when it is done. */
export async function commissionTargets({
  core,
  actor,
}: Omit<OfUnit, 'planId'>): Promise<{ id: string; name: string }[]> {
  return core
    .db('organisation')
    .join('organisation_capacity as c', 'c.organisation_id', 'organisation.id')
    .where({ 'c.capacity': 'convening' })
    .whereNot({ 'organisation.id': organisationOf(actor) })
    .orderBy('organisation.name')
    .limit(500)
    .select('organisation.id', 'organisation.name');
}
