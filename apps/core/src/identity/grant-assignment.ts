import { transaction, violatedConstraint, type Transaction } from '@zhicheng/database';
import type { Role } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { conflict, forbidden, invalid, issue, notFound } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { releaseClaims } from '../tasks/claim-task.ts';
import { CAPACITY_LABEL } from './assignments.ts';
import type { AssignmentRow } from './model.ts';
import { mustOperate } from './operate.ts';
import { closeSessionsOf } from './sessions.ts';

export interface Grant {
  readonly role: Exclude<Role, 'applicant' | 'system'>;
  readonly organisationId: string;
}

/** An assignment needs an organisation that has the capacity. In the caller's transaction. Throws INVALID, CONFLICT. */
export async function addAssignment(
  trx: Transaction,
  { actor, accountId, role, organisationId }: Grant & { actor: Actor | null; accountId: string },
): Promise<string> {
  const able = await trx('organisation_capacity').where({ organisation_id: organisationId, capacity: role }).first();
  if (!able)
    throw invalid([issue('capacity', `该单位没有“${CAPACITY_LABEL[role]}”身份。`, { path: 'organisationId' })]);
  const [row] = await trx('assignment')
    .insert({ account_id: accountId, role, organisation_id: organisationId })
    .returning<{ id: string }[]>('id')
    .catch((error: unknown) => {
      if (violatedConstraint(error) === 'assignment_once') throw conflict('这个账号已经有这个身份。');
      throw error;
    });
  if (!row) throw new Error('insert returned nothing');
  await appendEvent(trx, {
    subjectKind: 'account',
    subjectId: accountId,
    action: 'grantAssignment',
    actor,
    data: { assignmentId: row.id, role, organisationId },
  });
  return row.id;
}

/** Lets an account act for an organisation in one of its capacities. Operators only. */
export async function grantAssignment({
  core,
  actor,
  accountId,
  role,
  organisationId,
}: Grant & { core: Pick<Core, 'db'>; actor: Actor | null; accountId: string }): Promise<{ assignmentId: string }> {
  mustOperate(actor);
  return transaction(core.db, async (trx) => {
    const account = await trx('account').where({ id: accountId }).forUpdate().first('id');
    if (!account) throw notFound('账号');
    return { assignmentId: await addAssignment(trx, { actor, accountId, role, organisationId }) };
  });
}

/**
 * Ends an assignment now: the account's logins end (GP.96) and what it had claimed is free again. Operators only.
 * Throws NOT_FOUND, CONFLICT when it has ended already, FORBIDDEN for a person's own assignment as applicant.
 */
export async function endAssignment({
  core,
  actor,
  assignmentId,
}: {
  core: Pick<Core, 'db'>;
  actor: Actor | null;
  assignmentId: string;
}): Promise<void> {
  mustOperate(actor);
  await transaction(core.db, async (trx) => {
    const row = await trx<AssignmentRow>('assignment').where({ id: assignmentId }).forUpdate().first();
    if (!row) throw notFound('身份');
    if (row.organisation_id === null) throw forbidden('个人身份不能终止。');
    if (row.valid_to) throw conflict('这个身份已经终止。');
    await trx('assignment')
      .where({ id: assignmentId })
      .update({ valid_to: trx.raw('greatest(zc_now(), valid_from)') });
    await closeSessionsOf(trx, row.account_id);
    await releaseClaims({ trx, accountId: row.account_id, organisationId: row.organisation_id });
    await appendEvent(trx, {
      subjectKind: 'account',
      subjectId: row.account_id,
      action: 'endAssignment',
      actor,
      data: { assignmentId, role: row.role, organisationId: row.organisation_id },
    });
  });
}
