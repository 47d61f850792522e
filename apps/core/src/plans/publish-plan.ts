import { transaction } from '@zhicheng/database';
import { planFlow } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { refused, issue } from '../errors.ts';
import { bindFlow, type Move } from '../transition.ts';
import { ReviewPlanVersion } from './model.ts';
import { columnsOf, type PlanData, type PlanDraft, type PlanRow } from './plan-data.ts';
import { movePlanFiles } from './plan-files.ts';
import { planIssues } from './plan-issues.ts';
import { lockPlan } from './rules.ts';

interface Act {
  readonly core: Core;
  readonly actor: Actor;
  readonly id: string;
  readonly expectedVersion?: number;
}

/**
 * Freezes the plan as its next version and opens it to applicants; of a published plan, makes its waiting changes hold:
 * declarations made from now on pin the new version, the others keep theirs. REFUSED with everything that is wrong with
 * it, CONFLICT when there is nothing to publish.
 */
export async function publishPlan({ core, actor, id, expectedVersion }: Act): Promise<void> {
  await transaction(core.db, async (trx) => {
    const row = await lockPlan(trx, actor, id);
    const scope = { convening_organisation_id: row.convening_organisation_id };
    const frozen = { plan_version: trx.raw('plan_version + 1') };
    if (!row.changes) {
      const patch = { ...frozen, published_at: trx.raw('zc_now()') };
      await core.transition({ trx, flow: 'reviewPlan', id, action: 'publish', actor, expectedVersion, scope, patch });
      return;
    }
    const { data, ...columns } = columnsOf({ ...row.changes, ...liveDates(row) });
    const patch = { ...frozen, ...columns, data: JSON.stringify(data), changes: null };
    const input = { data };
    await core.transition({
      ...{ trx, flow: 'reviewPlan', id, action: 'revise', actor, expectedVersion, scope, patch, input },
      note: { planVersion: row.plan_version + 1 },
    });
  });
}

/** The dates of a published plan move by extension only. */
export const liveDates = (row: PlanRow) => ({
  declareFrom: row.declare_from.toISOString(),
  declareUntil: row.declare_until.toISOString(),
  repairUntil: row.repair_until?.toISOString() ?? null,
  auditUntil: row.audit_until.toISOString(),
});

/** 关闭: no new declaration and no submission from now on; what is under audit goes on. With a reason. */
export async function closePlan({ core, actor, id, expectedVersion, reason }: Act & { reason: string }): Promise<void> {
  if (reason.trim() === '') throw refused([issue('blank', '请写明关闭原因。', { path: 'reason' })]);
  await transaction(core.db, async (trx) => {
    const row = await lockPlan(trx, actor, id);
    const scope = { convening_organisation_id: row.convening_organisation_id };
    await core.transition({ trx, flow: 'reviewPlan', id, action: 'close', actor, expectedVersion, scope, reason });
  });
}

/** What the move is about: the changes that are to hold, or the plan in preparation. */
const dataOf = ({ row, input }: Move<PlanRow>): PlanDraft => (input.data as PlanDraft | undefined) ?? row.data;

async function freezePlanVersion(move: Move<PlanRow>): Promise<void> {
  const { trx, row } = move;
  // The guard has seen that nothing is blank.
  const data = dataOf(move) as PlanData;
  await ReviewPlanVersion.query(trx).insert({ plan_id: row.id, plan_version: row.plan_version + 1, data });
  await movePlanFiles({ trx, planId: row.id, published: data.attachments });
}

export const planBindings = bindFlow<PlanRow>(planFlow, 'review_plan', {
  guards: { planPublishable: (move) => planIssues(move.trx, move.core, move.row.id, dataOf(move)) },
  effects: { freezePlanVersion },
});
