import { transaction, violatedConstraint, type Transaction } from '@zhicheng/database';
import type { Actor, Core } from '../context.ts';
import { conflict, invalid, issue, notFound, type ErrorIssue } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { addAssignment, type Grant } from './grant-assignment.ts';
import { Login } from './model.ts';
import { addLogin, openAccount } from './open-account.ts';
import { mustOperate } from './operate.ts';
import { closeSessionsOf } from './sessions.ts';
import { hashPassword, USERNAME } from './sign-in-builtin.ts';

const SHORTEST_PASSWORD = 8;
const LONGEST_PASSWORD = 128;

/** What is wrong with a password to be set; `path` names the field. */
export const passwordIssues = (password: string, path = 'password'): ErrorIssue[] =>
  password.length < SHORTEST_PASSWORD || password.length > LONGEST_PASSWORD
    ? [issue('wrong', `密码应为 ${SHORTEST_PASSWORD} 到 ${LONGEST_PASSWORD} 个字符。`, { path })]
    : [];

export interface NewAccount {
  readonly username: string;
  readonly password: string;
  readonly displayName: string;
  readonly assignments: readonly Grant[];
  /** The password was set for somebody else, who changes it at the first sign-in. */
  readonly mustChange?: boolean;
}

/**
 * Creates a built-in account (AH-29.03, AH-37.01, SM-UREG.05) with its password and assignments. Operators only.
 * User names do not tell upper from lower case. Throws INVALID, CONFLICT when the user name is taken.
 */
export async function createBuiltinAccount({
  core,
  actor,
  ...account
}: NewAccount & { core: Pick<Core, 'db'>; actor: Actor | null }): Promise<{ accountId: string }> {
  mustOperate(actor);
  return transaction(core.db, (trx) => addBuiltinAccount(trx, { actor, ...account }));
}

/** The same in the caller's transaction, who has made sure that an operator asks. */
export async function addBuiltinAccount(
  trx: Transaction,
  { actor, username, password, displayName, assignments, mustChange }: NewAccount & { actor: Actor | null },
): Promise<{ accountId: string }> {
  const subject = username.trim().toLowerCase();
  const issues = [
    ...(USERNAME.test(subject)
      ? []
      : [issue('wrong', '账号应为 3 到 40 个字母、数字、点、下划线或短横线。', { path: 'username' })]),
    ...passwordIssues(password),
    ...(displayName.trim() ? [] : [issue('blank', '请填写显示名称。', { path: 'displayName' })]),
    ...(assignments.length > 0 ? [] : [issue('blank', '请至少授予一个身份。', { path: 'assignments' })]),
  ];
  if (issues.length > 0) throw invalid(issues);
  const passwordHash = await hashPassword(password);
  const accountId = await openAccount(trx, { kind: 'builtin', name: displayName.trim() });
  await addLogin(trx, { accountId, provider: 'builtin', subject, passwordHash, mustChange }).catch((error: unknown) => {
    if (violatedConstraint(error) === 'login_provider_subject_key') throw conflict('这个账号名已被使用。');
    throw error;
  });
  await appendEvent(trx, { subjectKind: 'account', subjectId: accountId, action: 'createBuiltin', actor });
  for (const grant of assignments) await addAssignment(trx, { actor, accountId, ...grant });
  return { accountId };
}

/** Gives a built-in account a new password and ends its logins. Operators only. Throws INVALID, NOT_FOUND. */
export async function resetPassword({
  core,
  actor,
  accountId,
  password,
  mustChange = false,
}: {
  core: Pick<Core, 'db'>;
  actor: Actor | null;
  accountId: string;
  password: string;
  mustChange?: boolean;
}): Promise<void> {
  mustOperate(actor);
  const issues = passwordIssues(password);
  if (issues.length > 0) throw invalid(issues);
  const passwordHash = await hashPassword(password);
  await transaction(core.db, async (trx) => {
    const changed = await Login.query(trx)
      .where({ account_id: accountId, provider: 'builtin' })
      .patch({ password_hash: passwordHash, must_change_password: mustChange });
    if (changed === 0) throw notFound('内置账号');
    await closeSessionsOf(trx, accountId);
    await appendEvent(trx, { subjectKind: 'account', subjectId: accountId, action: 'resetPassword', actor });
  });
}
