import { createHash } from 'node:crypto';
import { Lucia, TimeSpan, type Adapter, type DatabaseSession } from 'lucia';
import type { Database } from '@zhicheng/database';
import type { Role } from '@zhicheng/workflow';
import { Session, type AccountKind } from './model.ts';

interface SessionAttributes {
  readonly assignmentId: string | null;
  /** As it holds today; absent when it has ended, or is none of this account. */
  readonly assignment?: ActiveAssignment;
}
/** The capacity in which somebody acts. */
export interface ActiveAssignment {
  readonly id: string;
  readonly role: Role;
  /** null for an applicant. */
  readonly organisationId: string | null;
}

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionAttributes, { kind: AccountKind; name: string; mustChangePassword: boolean }>;
    DatabaseSessionAttributes: SessionAttributes;
    DatabaseUserAttributes: { kind: AccountKind; name: string; mustChangePassword: boolean };
  }
}

/** Sliding: a session that is used in its second half lasts this long again. */
export const SESSION_HOURS = 8;

/** What the database keeps of a token; it opens nothing. */
export const sessionIdOf = (token: string): string => createHash('sha256').update(token).digest('hex');

type SessionRow = Pick<Session, 'account_id' | 'assignment_id' | 'expires_at'>;
type SessionAndAccount = SessionRow & {
  kind: AccountKind;
  name: string;
  disabled_at: Date | null;
  must_change_password: boolean;
  role: Role | null;
  organisation_id: string | null;
};

/** One query: every request of somebody who is signed in begins with it. */
const SESSION = `
  select s.account_id, s.assignment_id, s.expires_at, account.kind, account.display_name as name, account.disabled_at,
    exists (select 1 from login where login.account_id = account.id and login.must_change_password) as must_change_password,
    a.role, a.organisation_id
  from session s
    join account on account.id = s.account_id
    left join assignment a on a.id = s.assignment_id and a.account_id = s.account_id
      and a.valid_from <= zc_now() and (a.valid_to is null or a.valid_to > zc_now())
  where s.id = ?`;

const sessionAndAccount = async (db: Database, token: string): Promise<SessionAndAccount | undefined> =>
  (await db.raw<{ rows: SessionAndAccount[] }>(SESSION, [sessionIdOf(token)])).rows[0];

const sessionOf = (token: string, row: SessionAndAccount): DatabaseSession => ({
  id: token,
  userId: row.account_id,
  expiresAt: row.expires_at,
  attributes: {
    assignmentId: row.assignment_id,
    ...(row.assignment_id !== null &&
      row.role !== null && {
        assignment: { id: row.assignment_id, role: row.role, organisationId: row.organisation_id },
      }),
  },
});

/** Lucia's ids are our tokens: this adapter hashes each on its way to the table and never reads one back. */
function tableAdapter(db: Database): Adapter {
  const session = (token: string) => Session.query(db).findById(sessionIdOf(token));
  return {
    async getSessionAndUser(token) {
      const row = await sessionAndAccount(db, token);
      if (!row) return [null, null];
      const { account_id: id, kind, name, disabled_at: disabledAt, must_change_password: mustChangePassword } = row;
      return [sessionOf(token, row), disabledAt ? null : { id, attributes: { kind, name, mustChangePassword } }];
    },
    async getUserSessions() {
      throw new Error('tokens are not stored, so sessions cannot be listed by token');
    },
    async setSession({ id, userId, expiresAt, attributes }) {
      await Session.query(db).insert({
        id: sessionIdOf(id),
        account_id: userId,
        assignment_id: attributes.assignmentId,
        expires_at: expiresAt,
      });
    },
    async updateSessionExpiration(token, expiresAt) {
      await session(token).patch({ expires_at: expiresAt });
    },
    async deleteSession(token) {
      await session(token).delete();
    },
    async deleteUserSessions(accountId) {
      await Session.query(db).where({ account_id: accountId }).delete();
    },
    async deleteExpiredSessions() {
      await Session.query(db).where('expires_at', '<=', new Date()).delete();
    },
  };
}

const luciaOf = (db: Database) =>
  new Lucia(tableAdapter(db), {
    sessionExpiresIn: new TimeSpan(SESSION_HOURS, 'h'),
    getSessionAttributes: ({ assignmentId, assignment }) => ({ assignmentId, assignment }),
    getUserAttributes: ({ kind, name, mustChangePassword }) => ({ kind, name, mustChangePassword }),
  });

/** Opens a session for an account acting in an assignment; the token exists here and in the browser only. */
export async function openSession(
  db: Database,
  { accountId, assignmentId }: { accountId: string; assignmentId: string },
): Promise<{ token: string; expiresAt: Date }> {
  const { id, expiresAt } = await luciaOf(db).createSession(accountId, { assignmentId });
  return { token: id, expiresAt };
}

export interface KnownSession {
  readonly account: { readonly id: string; readonly kind: AccountKind; readonly name: string };
  /** null: the one that it was opened in has ended. */
  readonly assignment: ActiveAssignment | null;
  readonly expiresAt: Date;
  readonly mustChangePassword: boolean;
  /** Its life was extended by this reading. */
  readonly fresh: boolean;
}

/** The session of a token; null when there is none, it has run out, or its account is disabled. */
export async function readSession(db: Database, token: string): Promise<KnownSession | null> {
  const { session, user } = await luciaOf(db).validateSession(token);
  if (!session) return null;
  const { assignment = null, expiresAt, fresh } = session;
  const { id, kind, name, mustChangePassword } = user;
  return { account: { id, kind, name }, assignment, expiresAt, mustChangePassword, fresh };
}

/** Ends one session, on every process at once: all of them ask the database. */
export const closeSession = (db: Database, token: string): Promise<void> => luciaOf(db).invalidateSession(token);

/** Ends every session of an account (GP.96). Takes the transaction of the change that demands it. */
export const closeSessionsOf = (db: Database, accountId: string): Promise<void> =>
  luciaOf(db).invalidateUserSessions(accountId);

/** Removes sessions that have run out. */
export const sweepSessions = (db: Database): Promise<void> => luciaOf(db).deleteExpiredSessions();
