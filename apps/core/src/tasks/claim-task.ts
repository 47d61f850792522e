import { transaction } from '@zhicheng/database';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { conflict, notFound } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { holderOf } from './rules.ts';

/** 领取. Claiming what one holds already changes nothing; what a colleague holds is CONFLICT and names them. */
export async function claimTask({ core, actor, taskId }: { core: Core; actor: Actor; taskId: string }): Promise<void> {
  await transaction(core.db, async (trx) => {
    const task = await trx('task')
      .where({ id: taskId, organisation_id: organisationOf(actor), capacity: actor.role })
      .forUpdate()
      .first();
    if (!task) throw notFound('待办');
    if (task.closed_at) throw conflict('这一件已经办结或已被下级撤回。');
    if (task.claimed_by === actor.accountId) return;
    if (task.claimed_by) throw conflict(`${await holderOf(trx, task.claimed_by)}已领取这一件。`);
    await trx('task')
      .where({ id: taskId })
      .update({ claimed_by: actor.accountId, claimed_at: trx.raw('clock_timestamp()') });
    await appendEvent(trx, { subjectKind: 'step', subjectId: task.step_id, action: 'claim', actor });
  });
}

/** Gives back what an account holds; its assignment ended. */
export async function releaseClaims({
  trx,
  accountId,
  organisationId,
}: {
  trx: Parameters<Parameters<typeof transaction>[1]>[0];
  accountId: string;
  organisationId: string;
}): Promise<void> {
  await trx('task')
    .where({ claimed_by: accountId, organisation_id: organisationId })
    .whereNull('closed_at')
    .update({ claimed_by: null, claimed_at: null });
}
