import { transaction } from '@zhicheng/database';
import type { Actor, Core } from '../context.ts';
import { conflict, issue, notFound, refused } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { ReviewPlan } from './model.ts';

/**
 * Postpones the deadlines of a published plan for everybody; they can only move to later (REFUSED otherwise).
 * Instants, exclusive.
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
  await transaction(core.db, async (trx) => {
    const plan = await ReviewPlan.query(trx).findById(id).forUpdate();
    if (!plan) throw notFound('计划');
    if (plan.state !== 'published') throw conflict('只有已发布的计划可以延期。');
    if (declareUntil < plan.declare_until || auditUntil < plan.audit_until)
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
