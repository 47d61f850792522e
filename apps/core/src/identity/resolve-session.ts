import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { currentAssignments } from './assignments.ts';
import { Session } from './model.ts';
import { closeSession, readSession, sessionIdOf, type KnownSession } from './sessions.ts';

export interface ResolvedSession {
  readonly actor: Actor;
  readonly account: KnownSession['account'];
  /** `fresh` asks for the cookie to be written again: its life was extended. */
  readonly session: { readonly expiresAt: Date; readonly fresh: boolean };
}

/**
 * Who stands behind a token, and in which assignment. null when the session is over, the account is disabled, or the
 * assignment has ended; the session is then gone.
 */
export async function resolveSession({
  core,
  token,
}: {
  core: Pick<Core, 'db'>;
  token: string;
}): Promise<ResolvedSession | null> {
  const session = await readSession(core.db, token);
  if (!session) return null;
  const { account, assignment, expiresAt, mustChangePassword, fresh } = session;
  if (!assignment) {
    await closeSession(core.db, token);
    return null;
  }
  return {
    actor: {
      accountId: account.id,
      assignmentId: assignment.id,
      role: assignment.role,
      organisationId: assignment.organisationId,
      name: account.name,
      sessionId: sessionIdOf(token),
      ...(mustChangePassword && { mustChangePassword }),
    },
    account,
    session: { expiresAt, fresh },
  };
}

/** 退出: ends this session and no other. */
export const signOut = ({ core, token }: { core: Pick<Core, 'db'>; token: string }): Promise<void> =>
  closeSession(core.db, token);

/**
 * Goes on in another assignment of the same account, without signing in again; only the actor's own login moves.
 * Throws NOT_FOUND for an assignment that is not the actor's or has ended.
 */
export async function switchAssignment({
  core,
  actor,
  assignmentId,
}: {
  core: Pick<Core, 'db'>;
  actor: Pick<Actor, 'accountId' | 'sessionId'>;
  assignmentId: string;
}): Promise<void> {
  if (!actor.sessionId) throw notFound('登录');
  const assignments = await currentAssignments(core.db, actor.accountId);
  if (!assignments.some(({ id }) => id === assignmentId)) throw notFound('身份');
  const moved = await Session.query(core.db)
    .where({ id: actor.sessionId, account_id: actor.accountId })
    .patch({ assignment_id: assignmentId });
  if (moved === 0) throw notFound('登录');
}
