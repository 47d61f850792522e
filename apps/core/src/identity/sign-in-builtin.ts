import type { Core } from '../context.ts';
import { invalid, issue, refused } from '../errors.ts';
import { currentAssignments } from './assignments.ts';
import { withHashing, type Hashing } from './hashing.ts';
import { reserveAttempt } from './login-throttle.ts';
import { Account, Login } from './model.ts';
import { openSession } from './sessions.ts';

/** What user names look like, in lower case. */
export const USERNAME = /^[a-z0-9][a-z0-9._-]{2,39}$/;
/** Stands for every name that no account can have: what was typed instead is neither looked up nor stored. */
const IMPOSSIBLE = '?';

let decoy: Promise<string> | undefined;
/** An unknown account costs the same time as a wrong password. */
const decoyHash = ({ hash }: Hashing): Promise<string> =>
  (decoy ??= hash('no account has this password').catch((error: unknown) => {
    decoy = undefined;
    throw error;
  }));

/** @throws REFUSED when too many sign in at this moment */
export const hashPassword = (password: string): Promise<string> => withHashing(({ hash }) => hash(password));

/**
 * 内置单位登录. At most five failures in 15 minutes per account and network (`network`: the caller's address; the
 * counts stand in Postgres). Throws INVALID in the same words for an unknown account and a wrong password, REFUSED
 * when throttled, when the account is disabled or holds no assignment today, and before anything is counted when too
 * many sign in at this moment.
 */
export async function signInBuiltin({
  core,
  username,
  password,
  network = '',
}: {
  core: Pick<Core, 'db'>;
  username: string;
  password: string;
  network?: string;
}): Promise<{ token: string; expiresAt: Date }> {
  const typed = username.trim().toLowerCase();
  const subject = USERNAME.test(typed) ? typed : IMPOSSIBLE;
  const accountId = await withHashing(async (hashing) => {
    const attempt = await reserveAttempt(core.db, { username: subject, network });
    const login = await Login.query(core.db).findOne({ provider: 'builtin', subject });
    const right = await attempt.judge(async () =>
      hashing.verify(login?.password_hash ?? (await decoyHash(hashing)), password),
    );
    if (!login || !right) throw invalid([issue('badCredentials', '账号或密码不正确。', { path: 'password' })]);
    await attempt.forgive();
    return login.account_id;
  });
  return openDefaultSession({ core, accountId });
}

/** Opens a session in the first assignment of an account. Throws REFUSED when it is disabled or has none today. */
export async function openDefaultSession({
  core,
  accountId,
  prefer,
}: {
  core: Pick<Core, 'db'>;
  accountId: string;
  /** Role to begin with, where the account holds it. */
  prefer?: string;
}): Promise<{ token: string; expiresAt: Date }> {
  const account = await Account.query(core.db).findById(accountId);
  if (!account || account.disabled_at)
    throw refused([issue('accountDisabled', '这个账号已停用。请联系为您开户的机构。')]);
  const assignments = await currentAssignments(core.db, accountId);
  const chosen = assignments.find(({ role }) => role === prefer) ?? assignments[0];
  if (!chosen) throw refused([issue('noAssignment', '这个账号目前没有有效的身份，不能登录。请联系为您开户的机构。')]);
  return openSession(core.db, { accountId, assignmentId: chosen.id });
}
