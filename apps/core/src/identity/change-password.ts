import { randomInt } from 'node:crypto';
import { transaction } from '@zhicheng/database';
import type { Actor, Core } from '../context.ts';
import { invalid, issue, notFound } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { passwordIssues } from './create-builtin-account.ts';
import { withHashing } from './hashing.ts';
import { reserveAttempt } from './login-throttle.ts';
import { Login, Session } from './model.ts';

/** None that are taken for one another when they are read out. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 12;

/** An initial password: told once, changed at the first sign-in. */
export const initialPassword = (): string =>
  Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/**
 * Changes the actor's own built-in password and ends the account's other logins. Throws NOT_FOUND for an account
 * without one, INVALID when the present one is wrong or the new one is too short or the same, REFUSED when throttled.
 */
export async function changePassword({
  core,
  actor,
  current,
  next,
}: {
  core: Pick<Core, 'db'>;
  actor: Actor;
  current: string;
  next: string;
}): Promise<void> {
  const login = await Login.query(core.db).findOne({ account_id: actor.accountId, provider: 'builtin' });
  if (!login?.password_hash) throw notFound('内置账号');
  const { password_hash: stored } = login;
  const passwordHash = await withHashing(async ({ verify, hash }) => {
    const attempt = await reserveAttempt(core.db, { username: login.subject, network: 'changePassword' });
    if (!(await attempt.judge(() => verify(stored, current))))
      throw invalid([issue('badCredentials', '现在的密码不正确。', { path: 'current' })]);
    await attempt.forgive();
    const issues = passwordIssues(next, 'next');
    if (next === current) issues.push(issue('wrong', '新密码不能与现在的密码相同。', { path: 'next' }));
    if (issues.length > 0) throw invalid(issues);
    return hash(next);
  });
  await transaction(core.db, async (trx) => {
    await Login.query(trx).findById(login.id).patch({ password_hash: passwordHash, must_change_password: false });
    await Session.query(trx)
      .where({ account_id: actor.accountId })
      .whereNot({ id: actor.sessionId ?? '' })
      .delete();
    await appendEvent(trx, {
      ...{ subjectKind: 'account', subjectId: actor.accountId, action: 'changePassword', actor },
    });
  });
}
