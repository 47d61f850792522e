import { transaction } from '@zhicheng/database';
import { planFlow, stateOf } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { conflict, invalid, issue, notFound, refused } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { ReviewPlan } from './model.ts';
import { wrongDates } from './plan-data.ts';
import { mustPlan, planScope } from './rules.ts';

/**
 * Postpones the deadlines of a published plan for everybody; they can only move to later (REFUSED otherwise).
 * Instants, exclusive. FORBIDDEN for who may not publish it, INVALID for dates out of order.
 */
export async function extendPlan({
  core,
  actor,
  id,
  declareUntil,
  auditUntil,
  repairUntil,
  reason,
}: {
  core: Core;
  actor: Actor;
  id: string;
  declareUntil: Date;
  auditUntil: Date;
  repairUntil: Date | null;
  reason: string;
}): Promise<void> {
  mustPlan(actor);
  await transaction(core.db, async (trx) => {
    const plan = await ReviewPlan.query(trx)
      .findOne({ id, ...planScope(actor) })
      .forUpdate();
    if (!plan) throw notFound('计划');
    if (!stateOf(planFlow, plan.state).approved) throw conflict('只有已发布的计划可以延期。');
    const wrong = wrongDates({ declareFrom: plan.declare_from, declareUntil, repairUntil, auditUntil });
    if (wrong.length > 0) throw invalid(wrong.map(({ path, message }) => issue('dates', message, { path })));
    // Without a date of its own a returned declaration may be mended until 审核截止, which is later.
    const shortened = repairUntil !== null && repairUntil < (plan.repair_until ?? plan.audit_until);
    if (declareUntil < plan.declare_until || auditUntil < plan.audit_until || shortened)
      throw refused([issue('earlier', '已发布计划的截止时间只能延后，不能提前。')]);
    await plan.$query(trx).patch({
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
    await appendEvent(trx, {
      subjectKind: 'reviewPlan',
      subjectId: id,
      action: 'extend',
      actor,
      data: { declareUntil, auditUntil, repairUntil, reason },
    });
  });
}
