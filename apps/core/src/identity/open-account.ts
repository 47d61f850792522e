import type { Transaction } from '@zhicheng/database';
import type { Role } from '@zhicheng/workflow';
import { Account, Assignment, Login, type AccountKind, type LoginProvider } from './model.ts';

/** An account with the assignment it begins with, if any; in the caller's transaction. Resolves to its id. */
export async function openAccount(
  trx: Transaction,
  { kind, name, first }: { kind: AccountKind; name: string; first?: { role: Role; organisationId: string | null } },
): Promise<string> {
  const { id } = await Account.query(trx).insert({ kind, display_name: name });
  if (first)
    await Assignment.query(trx).insert({ account_id: id, role: first.role, organisation_id: first.organisationId });
  return id;
}

/** A way to sign in to an account; only a built-in one has a password. One login per provider and subject. */
export async function addLogin(
  trx: Transaction,
  login: {
    accountId: string;
    provider: LoginProvider;
    subject: string;
    passwordHash?: string;
    mustChange?: boolean;
  },
): Promise<void> {
  await Login.query(trx).insert({
    account_id: login.accountId,
    provider: login.provider,
    subject: login.subject,
    password_hash: login.passwordHash ?? null,
    must_change_password: login.mustChange ?? false,
  });
}

/** The name by which pages greet an account. */
export async function renameAccount(trx: Transaction, accountId: string, name: string): Promise<void> {
  await Account.query(trx).findById(accountId).patch({ display_name: name });
}
