import { transaction } from '@zhicheng/database';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { notFound } from '../errors.ts';

/**
 * 撤回 an own pass (AH-36, AH-32.11). REFUSED with 指定流程的当前状态不允许撤回 once the next level has
 * claimed or audited; the item is then back in the actor's 待处理.
 */
export async function withdrawDecision({
  core,
  actor,
  stepId,
}: {
  core: Core;
  actor: Actor;
  stepId: string;
}): Promise<{ message: string }> {
  const scope = { organisation_id: organisationOf(actor), node: actor.role };
  await transaction(core.db, async (trx) => {
    const step = await trx('step')
      .where({ ...scope, id: stepId })
      .first();
    if (!step) throw notFound('审核');
    await trx('process').where({ id: step.process_id }).forUpdate();
    await core.transition({
      trx,
      flow: 'step',
      id: stepId,
      action: 'withdraw',
      actor,
      scope,
      // A pass that was carried over and is taken back will be one of this round.
      patch: { decided_at: null, decided_by: null, on_behalf_of: null, opinion: null, carried_from: null },
    });
  });
  return { message: '已成功撤回 此流程审核!' };
}
