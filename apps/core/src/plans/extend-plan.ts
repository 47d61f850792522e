import { transaction, type Transaction } from '@zhicheng/database';
import { planFlow, stateOf } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { conflict, invalid, issue, refused } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { ReviewPlan } from './model.ts';
import { wrongDates, type PlanRow } from './plan-data.ts';
import { planFor } from './plan-dates.ts';
import { lockPlan } from './rules.ts';
import { tellSoon } from './tell-extension.ts';

interface Extension {
  readonly core: Core;
  readonly actor: Actor;
  readonly id: string;
  readonly declareUntil: Date;
  readonly auditUntil: Date;
  readonly repairUntil: Date | null;
  readonly reason: string;
}

/**
 * Postpones the deadlines of a published plan for everybody; they can only move to later (REFUSED otherwise). Those
 * who have a record under it that is not over are told by a job. Instants, exclusive. FORBIDDEN for who may not publish it, INVALID for dates out of order or without a reason.
 */
export async function extendPlan({ core, actor, id, reason, ...dates }: Extension): Promise<void> {
  await transaction(core.db, async (trx) => {
    const plan = await lockPlan(trx, actor, id);
    mayPostpone(plan, plan, dates, reason);
    const { declareUntil, auditUntil, repairUntil } = dates;
    await ReviewPlan.query(trx)
      .findById(id)
      .patch({
        declare_until: declareUntil,
        audit_until: auditUntil,
        repair_until: repairUntil,
        version: plan.version + 1,
        data: {
          ...plan.data,
          declareUntil: declareUntil.toISOString(),
          auditUntil: auditUntil.toISOString(),
          repairUntil: repairUntil?.toISOString() ?? null,
        },
      });
    const extensionId = await grant(trx, actor, id, { dates, reason });
    await appendEvent(trx, {
      subjectKind: 'reviewPlan',
      subjectId: id,
      action: 'extend',
      actor,
      data: { ...dates, reason },
    });
    await tellSoon(trx, extensionId);
  });
}

/** For whom a deadline is postponed. */
export type Beneficiary = { readonly accountId: string } | { readonly organisationId: string };

/**
 * Postpones the deadlines of a published plan for one person, or for everybody who declares through one unit. The
 * same rules as for all; the person, or those of the unit who have a record under the plan, are told by a job. NOT_FOUND for a
 * person or unit that does not exist.
 */
export async function extendFor({
  core,
  actor,
  id,
  beneficiary,
  reason,
  ...dates
}: Extension & { readonly beneficiary: Beneficiary }): Promise<void> {
  await transaction(core.db, async (trx) => {
    const plan = await lockPlan(trx, actor, id);
    const whom = await beneficiaryOf(trx, beneficiary);
    const today = await planFor({ db: trx, plan, ...whom });
    mayPostpone(plan, today, dates, reason);
    const extensionId = await grant(trx, actor, id, { dates, reason, ...whom });
    await appendEvent(trx, {
      subjectKind: 'reviewPlan',
      subjectId: id,
      action: 'extendFor',
      actor,
      data: { ...dates, reason, ...beneficiary },
    });
    await tellSoon(trx, extensionId);
  });
}

type Dates = Pick<Extension, 'declareUntil' | 'auditUntil' | 'repairUntil'>;

/** `today`: the dates that hold now for those concerned. */
function mayPostpone(plan: PlanRow, today: PlanRow, dates: Dates, reason: string): void {
  if (!stateOf(planFlow, plan.state).approved) throw conflict('只有已发布的计划可以延期。');
  if (reason.trim() === '') throw invalid([issue('blank', '请写明延期原因', { path: 'reason' })]);
  const { declareUntil, auditUntil, repairUntil } = dates;
  const wrong = wrongDates({ declareFrom: plan.declare_from, ...dates });
  if (wrong.length > 0) throw invalid(wrong.map(({ path, message }) => issue('dates', message, { path })));
  // Without a date of its own a returned declaration may be mended until 审核截止, which is later.
  const shortened = repairUntil !== null && repairUntil < (today.repair_until ?? today.audit_until);
  if (declareUntil < today.declare_until || auditUntil < today.audit_until || shortened)
    throw refused([issue('earlier', '已发布计划的截止时间只能延后，不能提前。')]);
}

interface Whom {
  readonly accountId: string | null;
  readonly organisationId: string | null;
}

async function beneficiaryOf(trx: Transaction, beneficiary: Beneficiary): Promise<Whom> {
  if ('accountId' in beneficiary) {
    const person = await trx('person').where({ account_id: beneficiary.accountId }).first('account_id');
    if (!person) throw invalid([issue('unknown', '请选择延期的申报人', { path: 'beneficiary' })]);
    return { accountId: beneficiary.accountId, organisationId: null };
  }
  const unit = await trx('organisation').where({ id: beneficiary.organisationId }).first('id');
  if (!unit) throw invalid([issue('unknown', '请选择延期的单位', { path: 'beneficiary' })]);
  return { accountId: null, organisationId: beneficiary.organisationId };
}

async function grant(
  trx: Transaction,
  actor: Actor,
  planId: string,
  { dates, reason, accountId = null, organisationId = null }: Partial<Whom> & { dates: Dates; reason: string },
): Promise<string> {
  const [{ id }] = await trx('plan_extension')
    .insert({
      plan_id: planId,
      account_id: accountId,
      organisation_id: organisationId,
      declare_until: dates.declareUntil,
      repair_until: dates.repairUntil,
      audit_until: dates.auditUntil,
      reason: reason.trim(),
      granted_by: actor.accountId,
    })
    .returning('id');
  return id;
}
