import { transaction } from '@zhicheng/database';
import { planFlow, stateOf } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { conflict } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { ReviewPlan } from './model.ts';
import { preparePlanFiles } from './plan-files.ts';
import { lockPlan } from './rules.ts';

/**
 * 删除草稿: a plan that was never published, gone for good; nobody but its editors ever saw it. The ledger keeps that
 * there was one. CONFLICT when somebody saved or published it meanwhile, NOT_FOUND outside the actor's scope.
 */
export async function removePlanDraft({
  core,
  actor,
  id,
  expectedVersion,
}: {
  core: Core;
  actor: Actor;
  id: string;
  expectedVersion: number;
}): Promise<void> {
  await transaction(core.db, async (trx) => {
    const row = await lockPlan(trx, actor, id);
    if (!stateOf(planFlow, row.state).editable) throw conflict('计划已经发布过，不能删除。不再需要的，请关闭。');
    if (row.version !== expectedVersion) throw conflict('这个计划在另一处被修改过，请刷新后再办理。');
    await preparePlanFiles({ trx, planId: id, attached: [] });
    await ReviewPlan.query(trx).deleteById(id);
    const data = { name: row.name, year: row.year };
    await appendEvent(trx, { subjectKind: 'reviewPlan', subjectId: id, action: 'removeDraft', actor, data });
  });
}
