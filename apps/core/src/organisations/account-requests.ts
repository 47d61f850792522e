import { transaction } from '@zhicheng/database';
import type { Coded, FileRef, Raw } from '@zhicheng/series-kit';
import { accountRequestFlow, stateOf } from '@zhicheng/workflow';
import { readForm } from '../catalog/read-form.ts';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { invalid, notFound } from '../errors.ts';
import { checkOwn } from '../files/check-own.ts';
import { recordUse } from '../files/file-uses.ts';
import { once } from '../idempotency.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { notify } from '../notifications/notify.ts';
import { bindFlow, type Move } from '../transition.ts';
import { accountRequestFields } from './account-fields.ts';
import { AccountRequest, type AccountRequestRow } from './model.ts';

const LINK = '/work/account-requests';

const telling = (text: (move: Move<AccountRequestRow>) => string) => (move: Move<AccountRequestRow>) =>
  notify({ trx: move.trx, accountId: move.row.created_by, kind: 'accountRequest', text: text(move), link: LINK });

export const accountRequestBindings = bindFlow<AccountRequestRow>(accountRequestFlow, 'account_request', {
  guards: {},
  effects: {
    notifyAccountCreated: telling(({ row }) => `${row.content.name}的内置账号已开通，初始密码由平台运维告知单位。`),
    notifyAccountDeclined: telling(({ row, reason }) => `${row.content.name}的内置账号没有开通：${reason}`),
  },
});

/** 申请内置账号 (AH-29.03, AH-38.03, RF.07): the bureau forwards a unit's data to operations. Throws INVALID per field. */
export function requestAccount({
  core,
  actor,
  form,
  idempotencyKey,
}: {
  core: Core;
  actor: Actor;
  form: Raw;
  idempotencyKey: string;
}): Promise<{ id: string }> {
  const run = (trx: Parameters<Parameters<typeof transaction>[1]>[0]) => async () => {
    const { row, issues } = await readForm(trx, accountRequestFields, form);
    if (row === null) throw invalid(issues);
    const owned = await checkOwn({ trx, actor, fields: accountRequestFields, row });
    if (owned.issues.length > 0) throw invalid(owned.issues);
    const { id } = await AccountRequest.query(trx).insert({
      bureau_id: organisationOf(actor),
      state: accountRequestFlow.initial,
      content: owned.row,
      created_by: actor.accountId,
    });
    await recordUse({ trx, fileIds: owned.fileIds, subjectKind: 'accountRequest', subjectId: id });
    await appendEvent(trx, { subjectKind: 'accountRequest', subjectId: id, action: 'request', actor });
    return { id };
  };
  return transaction(core.db, (trx) =>
    once({ trx, actor, key: idempotencyKey, action: 'requestAccount', run: run(trx) }),
  );
}

/** 不予开通, with a reason that the bureau reads. Operators only (the flow says so). */
export async function declineAccount({
  core,
  actor,
  id,
  reason,
}: {
  core: Core;
  actor: Actor;
  id: string;
  reason: string;
}): Promise<void> {
  await transaction(core.db, (trx) =>
    core.transition({
      ...{ trx, flow: 'accountRequest', id, action: 'decline', actor, scope: {}, reason },
      patch: { reason: reason.trim(), decided_at: trx.raw('zc_now()') },
    }),
  );
}

export interface AccountRequestDto {
  readonly id: string;
  readonly stateLabel: string;
  readonly open: boolean;
  readonly bureauName: string;
  readonly content: {
    readonly name: string;
    readonly reason: string;
    readonly region: Coded;
    readonly unitNature: Coded;
    readonly contact: string;
    readonly mobile: string;
    readonly note: string | null;
    readonly proof: readonly FileRef[];
  };
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
}

const MOST = 200;

const requests = (core: Core, actor: Actor) =>
  AccountRequest.query(core.db)
    .join('organisation as bureau', 'bureau.id', 'account_request.bureau_id')
    .where((q) => {
      if (actor.role !== 'operator') void q.where({ bureau_id: organisationOf(actor) });
    })
    .select('account_request.*', 'bureau.name as bureauName')
    .castTo<(AccountRequestRow & { bureauName: string })[]>();

const dtoOf = (row: AccountRequestRow & { bureauName: string }): AccountRequestDto => {
  const state = stateOf(accountRequestFlow, row.state);
  return {
    ...{ id: row.id, stateLabel: state.label, open: state.underAudit === true, bureauName: row.bureauName },
    ...{ content: row.content, createdAt: row.created_at, decidedAt: row.decided_at, reason: row.reason },
  };
};

/** Requests of the actor's bureau, all of them for an operator: open ones first, then the latest, at most 200. */
export async function listAccountRequests({ core, actor }: { core: Core; actor: Actor }): Promise<AccountRequestDto[]> {
  const rows = await requests(core, actor)
    .orderByRaw('account_request.decided_at is not null, account_request.id desc')
    .limit(MOST);
  return rows.map(dtoOf);
}

/** One of them. NOT_FOUND for another bureau's. */
export async function accountRequest({
  core,
  actor,
  id,
}: {
  core: Core;
  actor: Actor;
  id: string;
}): Promise<AccountRequestDto> {
  const [row] = await requests(core, actor).where('account_request.id', id);
  if (!row) throw notFound('申请');
  return dtoOf(row);
}
