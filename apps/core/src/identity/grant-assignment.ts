import { raw, transaction, violatedConstraint, type Transaction } from '@zhicheng/database';
import { CAPACITY_LABEL, type Role } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { conflict, forbidden, invalid, issue, notFound } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { releaseClaims } from '../tasks/claim-task.ts';
import { Account, Assignment } from './model.ts';
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
  // Held until it is written: a capacity that ends meanwhile takes its assignments with it.
  const able = await trx('organisation_capacity')
    .where({ organisation_id: organisationId, capacity: role })
    .forKeyShare()
    .first();
  if (!able)
    throw invalid([issue('capacity', `该单位没有“${CAPACITY_LABEL[role]}”身份。`, { path: 'organisationId' })]);
  const { id } = await Assignment.query(trx)
    .insert({ account_id: accountId, role, organisation_id: organisationId })
    .catch((error: unknown) => {
      if (violatedConstraint(error) === 'assignment_once') throw conflict('这个账号已经有这个身份。');
      throw error;
    });
  await appendEvent(trx, {
    subjectKind: 'account',
    subjectId: accountId,
    action: 'grantAssignment',
    actor,
    data: { assignmentId: id, role, organisationId },
  });
  return id;
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
    const account = await Account.query(trx).findById(accountId).forUpdate();
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
    const assignment = await Assignment.query(trx).findById(assignmentId).forUpdate();
    if (!assignment) throw notFound('身份');
    const { account_id: accountId, organisation_id: organisationId, role } = assignment;
    if (organisationId === null) throw forbidden('个人身份不能终止。');
    if (assignment.valid_to) throw conflict('这个身份已经终止。');
    await assignment.$query(trx).patch({ valid_to: raw('greatest(zc_now(), valid_from)') });
    await closeSessionsOf(trx, accountId);
    await releaseClaims({ trx, accountId, organisationId });
    await appendEvent(trx, {
      subjectKind: 'account',
      subjectId: accountId,
      action: 'endAssignment',
      actor,
      data: { assignmentId, role, organisationId },
    });
  });
}
