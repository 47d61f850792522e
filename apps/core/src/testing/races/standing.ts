import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../context.ts';
import type { Stage } from '../model/session.ts';
import { at } from '../model/state.ts';
import { callerOf } from './race.ts';

/** A declaration that goes back and forth between its applicant and the levels, from race to race. */
export interface Case {
  readonly id: string;
  readonly person: number;
}

/** Where a case stands: with its applicant, or before a level. */
export interface Standing extends Case {
  readonly state: string;
  readonly version: number;
  readonly round: number;
  readonly planId: string;
  readonly waiting: Waiting | null;
}
export interface Waiting {
  readonly taskId: string;
  readonly level: number;
  readonly claimedBy: string | null;
  /** The pass before it, when that can be taken back. */
  readonly below: { readonly stepId: string; readonly by: string } | null;
}

const STANDING = `
  select d.state, d.version, d.round, d.plan_id as "planId", t.id as "taskId", t.claimed_by as "claimedBy",
    s.organisation_id as "organisationId", below.state as "belowState", below.id as "stepId", below.decided_by as by
  from declaration d
  left join process p on p.kind = 'declaration' and p.subject_id = d.id and p.state = 'running'
  left join step s on s.process_id = p.id and s.state = 'open'
  left join task t on t.step_id = s.id and t.closed_at is null
  left join lateral (select b.* from step b where b.process_id = p.id and b.seq < s.seq and b.state <> 'cancelled'
    order by b.seq desc limit 1) below on true
  where d.id = ?`;

export async function standingOf({ road, levels }: Stage, one: Case): Promise<Standing> {
  const { rows } = await road.core.db.raw(STANDING, [one.id]);
  assert.equal(rows.length, 1, `${one.id}: so many open tasks`);
  const { state, version, round, planId, taskId, claimedBy, organisationId, belowState, stepId, by } = rows[0];
  const level = levels.findIndex((each) => each.organisationId === organisationId);
  const below = belowState === 'passed' ? { stepId, by } : null;
  return { ...one, state, version, round, planId, waiting: taskId ? { taskId, level, claimedBy, below } : null };
}

/** Who decides what waits there: who has claimed it, or the first. */
export function holderOf({ levels }: Stage, { level, claimedBy }: Waiting): Actor {
  const { auditors } = at(levels, level);
  return auditors.find(({ accountId }) => accountId === claimedBy) ?? at(auditors, 0);
}

/** Its open step has one task, its rounds are the submits of the ledger, and no step was decided twice. */
const WHOLE = `
  select (select count(*)::int from ledger_event where subject_id = d.id and action = 'submit') = d.round as rounds,
    (select count(*)::int from process p join step s on s.process_id = p.id
      where p.kind = 'declaration' and p.subject_id = d.id and s.state = 'open') = (d.state = 'inAudit')::int as steps,
    (select count(*)::int from task t where t.subject_id = d.id and t.closed_at is null) = (d.state = 'inAudit')::int as tasks,
    not exists (select 1 from process p join step s on s.process_id = p.id
      where p.kind = 'declaration' and p.subject_id = d.id and p.round = d.round and s.carried_from is null
        and (s.state in ('passed', 'returned', 'terminated'))::int <> (select
          count(*) filter (where e.action in ('pass', 'return', 'terminate')) - count(*) filter (where e.action = 'withdraw')
          from ledger_event e where e.subject_id = s.id)) as decisions
  from declaration d where d.id = ?`;

export async function staysWhole({ road }: Stage, { id }: Case): Promise<void> {
  const { rows } = await road.core.db.raw(WHOLE, [id]);
  assert.deepEqual(rows[0], { rounds: true, steps: true, tasks: true, decisions: true }, `what became of ${id}`);
}

/** Moves by which a special race is prepared or put back. Everything through the API. */
export function movesOf(stage: Stage) {
  const applicant = ({ person }: Case) => callerOf(stage, at(stage.applicants, person).actor);
  const submit = async (one: Case) => {
    const { version } = await standingOf(stage, one);
    return applicant(one).declarations.submit({
      ...{ id: one.id, expectedVersion: version, idempotencyKey: randomUUID() },
    });
  };
  const decide = async (one: Case, decision: 'pass' | 'return') => {
    const { waiting } = await standingOf(stage, one);
    if (!waiting) throw new Error(`${one.id} waits nowhere`);
    const { taskId, level, claimedBy } = waiting;
    const caller = callerOf(stage, holderOf(stage, waiting));
    if (claimedBy === null && at(stage.levels, level).auditors.length > 1) await caller.tasks.claim({ taskId });
    await caller.tasks.decide({ taskId, decision, opinion: '已核对。', extra: stage.papers });
  };
  const home = async (one: Case): Promise<void> => {
    while ((await standingOf(stage, one)).waiting) await decide(one, 'return');
  };
  return { applicant, submit, decide, home };
}
export type Moves = ReturnType<typeof movesOf>;
