import { transaction, type Database, type Transaction } from '@zhicheng/database';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { conflict, invalid, issue, notFound, type ErrorIssue } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { notify } from '../notifications/notify.ts';
import { colleagueNamed } from './colleagues.ts';
import { dayInWords } from './moments.ts';
import { holderOf } from './rules.ts';

const IN_FORCE = 'd.ended_at is null and d.valid_from <= zc_now() and d.valid_to > zc_now()';
const LONGEST_DAYS = 366;

/**
 * Accounts for which the actor acts today, as a query. A delegation counts while its days last and while the one who
 * gave it still acts for the organisation himself: it ends without anybody doing anything.
 */
export const delegatorsOf = (db: Database | Transaction, actor: Actor) =>
  db('delegation as d')
    .where({ 'd.to_account_id': actor.accountId, 'd.capacity': actor.role })
    .where({ 'd.organisation_id': organisationOf(actor) })
    .whereRaw(IN_FORCE)
    .whereExists(
      db('assignment as a')
        .whereRaw('a.account_id = d.from_account_id and a.organisation_id = d.organisation_id and a.role = d.capacity')
        .whereNull('a.valid_to'),
    )
    .select('d.from_account_id');

/** Whether a claim is the actor's own, or of somebody who has delegated to him today. */
export async function holdsOrActsFor(
  db: Database | Transaction,
  actor: Actor,
  claimedBy: string | null,
): Promise<boolean> {
  if (claimedBy === null) return false;
  if (claimedBy === actor.accountId) return true;
  return Boolean(await delegatorsOf(db, actor).where({ 'd.from_account_id': claimedBy }).first());
}

export interface DelegationDto {
  readonly id: string;
  readonly fromName: string;
  readonly toName: string;
  /** Days in the province, both included: YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly state: 'coming' | 'inForce' | 'over';
  readonly mine: boolean;
}

/** Given and received in the actor's capacity, the latest first. */
export async function listDelegations({ core, actor }: { core: Core; actor: Actor }): Promise<DelegationDto[]> {
  const rows = await core
    .db('delegation as d')
    .join('account as giver', 'giver.id', 'd.from_account_id')
    .join('account as taker', 'taker.id', 'd.to_account_id')
    .where({ 'd.organisation_id': organisationOf(actor), 'd.capacity': actor.role })
    .where((own) => void own.where('d.from_account_id', actor.accountId).orWhere('d.to_account_id', actor.accountId))
    .orderBy('d.valid_from', 'desc')
    .orderBy('d.id', 'desc')
    .limit(50)
    .select(
      'd.id',
      'd.reason',
      'd.from_account_id',
      'giver.display_name as fromName',
      'taker.display_name as toName',
      core.db.raw(`to_char(d.valid_from at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "from"`),
      core.db.raw(`to_char(d.valid_to at time zone 'Asia/Shanghai' - interval '1 day', 'YYYY-MM-DD') as "to"`),
      core.db.raw(`case when d.ended_at is not null or d.valid_to <= zc_now() then 'over'
        when d.valid_from > zc_now() then 'coming' else 'inForce' end as state`),
    );
  return rows.map(({ from_account_id: giver, ...row }) => ({ ...row, mine: giver === actor.accountId }));
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

function daysIssues({ from, to, today }: { from: string; to: string; today: string }): ErrorIssue[] {
  const wrong = (path: string, message: string) => issue('wrong', message, { path });
  if (!isDay(from)) return [wrong('from', '请选择开始日期。')];
  if (!isDay(to)) return [wrong('to', '请选择结束日期。')];
  if (from < today) return [wrong('from', '开始日期不能早于今天。')];
  if (to < from) return [wrong('to', '结束日期不能早于开始日期。')];
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  return days > LONGEST_DAYS ? [wrong('to', `一次委托最长 ${LONGEST_DAYS} 天。`)] : [];
}

/** `from` and `to` are days in the province, both included. */
export interface NewDelegation {
  readonly toAccountId: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

/**
 * 委托授权: a colleague may decide what the actor has claimed, from a day to a day. Throws INVALID (days, reason, no
 * such colleague), CONFLICT when these days are already given to somebody.
 */
export async function delegate({
  core,
  actor,
  toAccountId,
  from,
  to,
  reason,
}: NewDelegation & { core: Core; actor: Actor }): Promise<{ delegationId: string }> {
  return transaction(core.db, async (trx) => {
    // One giver at a time: nobody else writes what he gives.
    await trx('account').where({ id: actor.accountId }).forUpdate();
    const { rows } = await trx.raw(`select to_char(zc_now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as today`);
    const taker = await colleagueNamed(trx, actor, toAccountId);
    const issues = [
      ...(taker ? [] : [issue('wrong', '请选择一位同事。', { path: 'toAccountId' })]),
      ...daysIssues({ from, to, today: rows[0].today }),
      ...(reason.trim() ? [] : [issue('blank', '请写明委托原因。', { path: 'reason' })]),
    ];
    if (issues.length > 0) throw invalid(issues);
    const scope = { organisation_id: organisationOf(actor), capacity: actor.role };
    const taken = await trx('delegation')
      .where({ ...scope, from_account_id: actor.accountId })
      .whereNull('ended_at')
      .whereRaw(
        `valid_from < ((?::date + 1) at time zone 'Asia/Shanghai') and valid_to > (?::date at time zone 'Asia/Shanghai')`,
        [to, from],
      )
      .first('to_account_id');
    if (taken)
      throw conflict(`这段日期已经委托给${await holderOf(trx, taken.to_account_id)}，请先结束那一次，或改选日期。`);
    const [row] = await trx('delegation')
      .insert({
        ...scope,
        from_account_id: actor.accountId,
        to_account_id: toAccountId,
        valid_from: trx.raw(`?::date::timestamp at time zone 'Asia/Shanghai'`, [from]),
        valid_to: trx.raw(`(?::date + 1)::timestamp at time zone 'Asia/Shanghai'`, [to]),
        reason: reason.trim(),
      })
      .returning('id');
    await appendEvent(trx, {
      subjectKind: 'delegation',
      subjectId: row.id,
      action: 'delegate',
      actor,
      data: { to: toAccountId, role: actor.role, from, until: to, reason: reason.trim() },
    });
    await notify({
      trx,
      accountId: toAccountId,
      kind: 'delegation',
      text: `${await holderOf(trx, actor.accountId)}委托您在 ${dayInWords(from)}至 ${dayInWords(to)}代为审核其已领取的事项。`,
      link: '/work/tasks',
    });
    return { delegationId: row.id };
  });
}

/** 结束委托 before its last day; whoever gave it. NOT_FOUND for another's, CONFLICT when it is over. */
export async function endDelegation({
  core,
  actor,
  delegationId,
}: {
  core: Core;
  actor: Actor;
  delegationId: string;
}): Promise<void> {
  await transaction(core.db, async (trx) => {
    const row = await trx('delegation')
      .where({ id: delegationId, from_account_id: actor.accountId })
      .where({ organisation_id: organisationOf(actor), capacity: actor.role })
      .forUpdate()
      .first('*', trx.raw('ended_at is not null or valid_to <= zc_now() as over'));
    if (!row) throw notFound('委托');
    if (row.over) throw conflict('这次委托已经结束。');
    await trx('delegation')
      .where({ id: delegationId })
      .update({ ended_at: trx.raw('zc_now()') });
    await appendEvent(trx, { subjectKind: 'delegation', subjectId: delegationId, action: 'endDelegation', actor });
    await notify({
      trx,
      accountId: row.to_account_id,
      kind: 'delegation',
      text: `${await holderOf(trx, actor.accountId)}已结束对您的委托。`,
      link: '/work/tasks',
    });
  });
}
