import { transaction } from '@zhicheng/database';
import { CAPACITY_LABEL, type AuditorRole } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { conflict, forbidden, invalid, issue, notFound } from '../errors.ts';
import { once } from '../idempotency.ts';
import { initialPassword } from '../identity/change-password.ts';
import { addBuiltinAccount, resetPassword } from '../identity/create-builtin-account.ts';
import { endAssignment } from '../identity/grant-assignment.ts';
import { addOrganisation, type NewOrganisation } from './create-organisation.ts';
import { Organisation } from './model.ts';

interface NewUnitAccount {
  readonly core: Core;
  readonly actor: Actor;
  /** A body that is on the platform already; else `organisation` is entered. */
  readonly organisationId?: string;
  readonly organisation?: NewOrganisation;
  /** Capacities of the body; the account gets an assignment for each. */
  readonly capacities: readonly AuditorRole[];
  readonly username: string;
  readonly displayName: string;
  /** The request that this answers. */
  readonly requestId?: string;
  readonly idempotencyKey: string;
}

/**
 * Operators enter a body (AH-29.03, AH-37.01, AH-38.03, SM-UREG.05) and its built-in account in one act, or an account
 * for a body that is there. `password` is told this once and must be changed at the first sign-in; null when the same
 * form came twice. Throws INVALID per field, CONFLICT when the name is taken or the request is decided.
 */
export async function openUnitAccount(
  request: NewUnitAccount,
): Promise<{ accountId: string; password: string | null }> {
  const { core, actor, capacities, username, displayName, requestId, idempotencyKey } = request;
  if (capacities.length === 0) throw invalid([issue('blank', '请至少选择一个身份。', { path: 'capacities' })]);
  let password: string | null = null;
  const { accountId } = await transaction(core.db, (trx) =>
    once({
      ...{ trx, actor, key: idempotencyKey, action: 'openUnitAccount' },
      async run() {
        const organisationId = await bodyOf(trx, request);
        password = initialPassword();
        const assignments = capacities.map((role) => ({ role, organisationId }));
        const opened = await addBuiltinAccount(trx, {
          ...{ actor, username, password, displayName, assignments, mustChange: true },
        });
        if (requestId)
          await core.transition({
            ...{ trx, flow: 'accountRequest', id: requestId, action: 'fulfil', actor, scope: {} },
            patch: { account_id: opened.accountId, decided_at: trx.raw('zc_now()') },
          });
        return opened;
      },
    }),
  );
  return { accountId, password };
}

async function bodyOf(
  trx: Parameters<typeof addOrganisation>[0],
  { actor, organisationId, organisation, capacities }: NewUnitAccount,
): Promise<string> {
  if (organisation) return (await addOrganisation(trx, { ...organisation, actor, capacities })).id;
  const known = organisationId && (await Organisation.query(trx).findById(organisationId));
  if (!known) throw notFound('单位');
  return known.id;
}

/** A new initial password, told this once; the account's logins end. Throws NOT_FOUND. */
export async function renewPassword({
  core,
  actor,
  accountId,
}: {
  core: Core;
  actor: Actor;
  accountId: string;
}): Promise<{ password: string }> {
  if (accountId === actor.accountId) throw conflict('自己的密码请在“修改密码”中修改。');
  const password = initialPassword();
  await resetPassword({ core, actor, accountId, password, mustChange: true });
  return { password };
}

/** GP.96, but nobody locks himself out. */
export async function endOthersAssignment({
  core,
  actor,
  assignmentId,
}: {
  core: Core;
  actor: Actor;
  assignmentId: string;
}): Promise<void> {
  const own = await core.db('assignment').where({ id: assignmentId, account_id: actor.accountId }).first('id');
  if (own) throw forbidden('不能终止自己的身份，请由另一位运维人员办理。');
  await endAssignment({ core, actor, assignmentId });
}

export interface BuiltInAccountDto {
  readonly accountId: string;
  readonly username: string;
  readonly displayName: string;
  /** The initial password has not been changed yet. */
  readonly initial: boolean;
  readonly createdAt: Date;
  readonly assignments: readonly {
    readonly id: string;
    readonly label: string;
    readonly organisationName: string;
  }[];
}

type Row = Omit<BuiltInAccountDto, 'assignments'> & {
  assignments: readonly { id: string; role: AuditorRole; organisationName: string }[];
};

/** Built-in accounts with the assignments they hold today, by account, name or organisation; the latest first. */
export async function listBuiltInAccounts({
  core,
  keyword,
  accountId,
  page,
  size,
}: {
  core: Core;
  keyword: string;
  /** Only this one. */
  accountId?: string | undefined;
  page: number;
  size: number;
}): Promise<{ rows: BuiltInAccountDto[]; more: boolean }> {
  const words = keyword.trim().toLowerCase();
  const query = core
    .db('account')
    .join('login', 'login.account_id', 'account.id')
    .where({ 'login.provider': 'builtin' })
    .orderBy('account.id', 'desc')
    .limit(size + 1)
    .offset((page - 1) * size)
    .select<Row[]>(
      'account.id as accountId',
      'login.subject as username',
      'account.display_name as displayName',
      'login.must_change_password as initial',
      'account.created_at as createdAt',
      core.db.raw(`(select coalesce(json_agg(json_build_object('id', a.id, 'role', a.role, 'organisationName', o.name)
          order by a.valid_from), '[]') from assignment a join organisation o on o.id = a.organisation_id
        where a.account_id = account.id and a.valid_to is null) as assignments`),
    );
  if (accountId) void query.where({ 'account.id': accountId });
  if (words !== '')
    void query.whereRaw(
      `(position(? in login.subject) > 0 or position(? in lower(account.display_name)) > 0 or exists (
        select 1 from assignment a join organisation o on o.id = a.organisation_id
        where a.account_id = account.id and position(? in lower(o.name)) > 0))`,
      [words, words, words],
    );
  const rows = await query;
  return {
    rows: rows.slice(0, size).map(({ assignments, ...rest }) => ({
      ...rest,
      assignments: assignments.map(({ role, ...one }) => ({ ...one, label: CAPACITY_LABEL[role] })),
    })),
    more: rows.length > size,
  };
}
