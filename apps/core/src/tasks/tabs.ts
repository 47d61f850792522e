import type { Database } from '@zhicheng/database';
import { containing } from '../containing.ts';
import { organisationOf, type Actor } from '../context.ts';
import { delegatorsOf } from './delegations.ts';

export type TaskTab = 'todo' | 'claimable' | 'mine' | 'all';
export interface TaskFilter {
  readonly tab: TaskTab;
  readonly flowType?: string;
  readonly keyword?: string;
  /** Of open cases: what came last first; otherwise the longest waiting. */
  readonly newestFirst?: boolean;
  readonly page: number;
  readonly size: number;
}

/** Claimed by the actor, or by whom he acts for today; without several administrators, what nobody claimed as well. */
const mineNow = (db: Database, actor: Actor, shared: boolean) => (q: ReturnType<Database>) =>
  void q.where((any) => {
    void any.where('task.claimed_by', actor.accountId).orWhereIn('task.claimed_by', delegatorsOf(db, actor));
    if (!shared) void any.orWhereNull('task.claimed_by');
  });

/** Bounded by what one body has; an index over the words of a whole province finds far too many first. */
const named = (keyword: string) => (q: ReturnType<Database>) => {
  const { sql, bindings } = containing('task.flow_name', keyword);
  void q.whereRaw(sql, bindings);
};

/** All tasks of the body under a keyword. */
export const found = (db: Database, actor: Actor, keyword: string) =>
  db('task')
    .where({ 'task.organisation_id': organisationOf(actor), 'task.capacity': actor.role })
    .modify(named(keyword))
    .select('*');

/** As the indexes have it. */
const DONE = `task.closed_at is not null and task.outcome <> 'cancel'`;

/** One definition for the list and its count (GP.17). Of the tasks alone: what narrows them stands in their rows. */
export function inTab(
  db: Database,
  actor: Actor,
  tab: TaskTab,
  shared: boolean,
  { flowType, keyword }: Partial<TaskFilter>,
) {
  const q = db('task').where({ 'task.organisation_id': organisationOf(actor), 'task.capacity': actor.role });
  if (tab === 'todo') void q.whereNull('task.closed_at').modify(mineNow(db, actor, shared));
  if (tab === 'claimable') void q.whereNull('task.closed_at').whereNull('task.claimed_by').whereRaw('?', [shared]);
  if (tab === 'mine') void q.where('task.closed_by', actor.accountId);
  if (tab === 'mine' || tab === 'all') void q.whereRaw(DONE);
  if (flowType) void q.where('task.flow_type', flowType);
  if (keyword) void q.modify(named(keyword));
  return q;
}
