import { transaction, type Transaction } from '@zhicheng/database';
import { CAPACITY_LABEL } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { invalid, issue, notFound, refused, type ErrorIssue } from '../errors.ts';
import { endAssignment } from '../identity/grant-assignment.ts';
import { mustOperate } from '../identity/operate.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { BINDING_NODES, Organisation, type Capacity } from './model.ts';

interface Ending {
  readonly organisationId: string;
  readonly capacity: Capacity;
}

/** What still needs a capacity, each a count over the tables of those it would be taken from. */
const NEEDED: readonly { code: string; sql: string; words(n: number): string; mendAt?: string }[] = [
  {
    code: 'edges',
    sql: `select count(*)::int as n from audit_edge where (from_organisation_id, from_in_force) = (:organisationId, :capacity)
      or (to_organisation_id, to_in_force) = (:organisationId, :capacity)`,
    words: (n) => `还有 ${n} 条审核路径经过这个身份，请先在“审核路径”中改派或注销。`,
    mendAt: '/work/audit-tree',
  },
  {
    code: 'accepting',
    sql: `select count(*)::int as n from accepting_body where (organisation_id, node_in_force) = (:organisationId, :capacity)`,
    words: (n) => `还有 ${n} 条初定、认定受理以这个身份办理，请先注销。`,
    mendAt: '/work/audit-tree/accepting',
  },
  {
    code: 'waiting',
    sql: `select count(*)::int as n from step where (organisation_id, node, state) = (:organisationId, :capacity, 'open')`,
    words: (n) => `还有 ${n} 件事项等待以这个身份审核，请先办完。`,
  },
  {
    code: 'plans',
    sql: `select count(*)::int as n from review_plan where :capacity = 'convening'
      and convening_organisation_id = :organisationId and state <> 'closed'`,
    words: (n) => `还有 ${n} 个没有关闭的评审计划由它组建，请先关闭。`,
    mendAt: '/work/plans',
  },
];

/** Its people stay bound to a unit that can audit them, in one capacity or the other (AH-37.03). */
async function stillBound(trx: Transaction, { organisationId, capacity }: Ending, left: readonly Capacity[]) {
  const audits = (one: Capacity) => BINDING_NODES.some((node) => node === one);
  if (!audits(capacity) || left.some(audits)) return [];
  const bound = await trx('binding')
    .where({ organisation_id: organisationId })
    .whereIn('state', ['approved', 'pending'])
    .count<{ n: number }[]>('* as n')
    .first();
  const n = Number(bound?.n ?? 0);
  return n === 0 ? [] : [issue('bound', `还有 ${n} 人绑定或申请绑定在这个单位，请先由本人变更单位。`)];
}

async function whyNot(trx: Transaction, ending: Ending, left: readonly Capacity[]): Promise<ErrorIssue[]> {
  const issues: ErrorIssue[] = left.length === 0 ? [issue('last', '机构至少保留一个身份。')] : [];
  for (const { code, sql, words, mendAt } of NEEDED) {
    const { rows } = await trx.raw<{ rows: { n: number }[] }>(sql, { ...ending });
    const n = rows[0]?.n ?? 0;
    if (n > 0) issues.push(issue(code, words(n), mendAt ? { mendAt } : {}));
  }
  return [...issues, ...(await stillBound(trx, ending, left))];
}

/**
 * Ends a capacity of an organisation with the assignments held in it, whose logins end (GP.96); what was done in it
 * stays as it was. Operators only. INVALID without a reason, NOT_FOUND when it has none such, REFUSED with everything
 * that still needs it.
 */
export async function endCapacity({
  core,
  actor,
  reason,
  ...ending
}: Ending & { core: Pick<Core, 'db'>; actor: Actor; reason: string }): Promise<void> {
  mustOperate(actor);
  if (reason.trim() === '') throw invalid([issue('blank', '请填写原因。', { path: 'reason' })]);
  const { organisationId, capacity } = ending;
  await transaction(core.db, async (trx) => {
    const organisation = await Organisation.query(trx).findById(organisationId).forUpdate();
    const held = await trx('organisation_capacity')
      .where({ organisation_id: organisationId })
      .forUpdate()
      .select<{ capacity: Capacity }[]>('capacity');
    if (!organisation || !held.some((one) => one.capacity === capacity)) throw notFound('机构身份');
    const left = held.map((one) => one.capacity).filter((one) => one !== capacity);
    const issues = await whyNot(trx, ending, left);
    if (actor.organisationId === organisationId && actor.role === capacity)
      issues.push(issue('own', '不能结束自己正在使用的身份，请由另一机构的运维人员办理。'));
    if (issues.length > 0) throw refused(issues);
    const assignments = await trx('assignment')
      .where({ organisation_id: organisationId, role: capacity })
      .whereNull('valid_to')
      .select<{ id: string }[]>('id');
    for (const { id } of assignments) await endAssignment({ core: { db: trx }, actor, assignmentId: id });
    await trx('organisation_capacity').where({ organisation_id: organisationId, capacity }).delete();
    await appendEvent(trx, {
      ...{ subjectKind: 'organisation', subjectId: organisationId, action: 'endCapacity', actor },
      data: { capacity, reason: reason.trim(), assignments: assignments.length },
    });
  });
}

export interface BodyDto {
  readonly id: string;
  readonly name: string;
  readonly registered: boolean;
  readonly capacities: readonly {
    readonly capacity: Capacity;
    readonly label: string;
    /** Accounts that act in it. */
    readonly holders: number;
  }[];
}

/** An organisation with its capacities, for operations. NOT_FOUND. */
export async function bodyWithCapacities({ core, id }: { core: Pick<Core, 'db'>; id: string }): Promise<BodyDto> {
  const body = await core.db('organisation').where({ id }).first('id', 'name', 'registered_at');
  if (!body) throw notFound('机构');
  const rows = await core
    .db('organisation_capacity as c')
    .leftJoin('assignment as a', (on) =>
      on.on('a.organisation_id', 'c.organisation_id').on('a.role', 'c.capacity').onNull('a.valid_to'),
    )
    .where({ 'c.organisation_id': id })
    .groupBy('c.capacity')
    .orderBy('c.capacity')
    .select<{ capacity: Capacity; holders: number }[]>('c.capacity', core.db.raw('count(a.id)::int as holders'));
  return {
    id,
    name: body.name,
    registered: body.registered_at !== null,
    capacities: rows.map((row) => ({ ...row, label: CAPACITY_LABEL[row.capacity] })),
  };
}
