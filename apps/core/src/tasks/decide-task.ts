import { transaction } from '@zhicheng/database';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { conflict, notFound } from '../errors.ts';
import { holdsOrActsFor } from './delegations.ts';
import type { Node, ProcessRow, StepRow } from './process-kind.ts';
import { holderOf } from './rules.ts';

/**
 * 通过 / 退回 / 终止. One transaction moves the step, its task, its process and the subject behind it.
 * CONFLICT: somebody else decided or holds it, or it was taken back; INVALID: no opinion where one is needed;
 * REFUSED: what is missing, all of it at once.
 */
export async function decideTask({
  core,
  actor,
  taskId,
  decision,
  opinion,
  extra = {},
  next,
}: {
  core: Core;
  actor: Actor;
  taskId: string;
  decision: 'pass' | 'return' | 'terminate';
  opinion: string;
  extra?: Readonly<Record<string, unknown>>;
  next?: Node;
}): Promise<void> {
  const scope = { organisation_id: organisationOf(actor) };
  await transaction(core.db, async (trx) => {
    const task = await trx('task')
      .where({ ...scope, id: taskId, capacity: actor.role })
      .first();
    if (!task) throw notFound('待办');
    // Locks in one order everywhere: process, step, task.
    const step: StepRow = await trx('step').where({ id: task.step_id }).first();
    const process: ProcessRow = await trx('process').where({ id: step.process_id }).forUpdate().first();
    const now = await trx('task').where({ id: taskId }).forUpdate().first();
    if (now.closed_at) throw conflict(await closedBecause(trx, now));
    const holder: string | null = now.claimed_by;
    if (holder && !(await holdsOrActsFor(trx, actor, holder)))
      throw conflict(`${await holderOf(trx, holder)}已领取这一件，您填写的意见还在，可交给对方。`);
    // A delegate decides in his own name; whose claim it was is kept beside it.
    const onBehalfOf = holder === actor.accountId ? null : holder;
    const kind = core.processKinds.of(process.kind);
    const handedIn = { core, trx, actor, process, step, opinion, extra };
    const kept = decision === 'pass' ? await kind.keep?.(handedIn) : undefined;
    const composed =
      decision === 'return' && opinion.trim() === '' ? await kind.composedOpinion?.(handedIn) : undefined;
    const said = composed ?? opinion;
    await core.transition({
      trx,
      flow: 'step',
      id: task.step_id,
      action: decision,
      actor,
      scope: { ...scope, node: actor.role },
      reason: said,
      input: { extra, next },
      patch: {
        opinion: said.trim() || (decision === 'pass' ? '同意' : null),
        extra: JSON.stringify(kept ?? {}),
        decided_at: trx.raw('clock_timestamp()'),
        decided_by: actor.accountId,
        on_behalf_of: onBehalfOf,
      },
      ...(onBehalfOf && { note: { onBehalfOf } }),
    });
  });
}

async function closedBecause(
  trx: Parameters<typeof holderOf>[0],
  task: { closed_by: string | null; outcome: string },
): Promise<string> {
  if (task.outcome === 'cancel') return '这一件已被撤回，不再需要办理。';
  return task.closed_by ? `${await holderOf(trx, task.closed_by)}已办理这一件。` : '这一件已经办结。';
}
