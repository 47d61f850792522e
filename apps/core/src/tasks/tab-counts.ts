import type { Database } from '@zhicheng/database';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { administratorsOf } from './rules.ts';
import { found, inTab, type TaskFilter, type TaskTab } from './tabs.ts';

export type TaskCounts = Readonly<Record<TaskTab, number>>;

/** Counts of the four tabs under the same filter as the list. One query. */
export async function taskCounts({
  core,
  actor,
  filter = {},
}: {
  core: Core;
  actor: Actor;
  filter?: Partial<TaskFilter>;
}): Promise<TaskCounts> {
  const { db } = core;
  const shared = (await administratorsOf(db, organisationOf(actor), actor.role)) > 1;
  const counting = countingTabs(db, actor, shared, filter);
  if (filter.keyword) void counting.withMaterialized('found', found(db, actor, filter.keyword));
  return countsOf(await counting.first());
}

/** The counts of the four tabs; under a keyword of the tasks `found`, which the whole statement has to name. */
export function countingTabs(db: Database, actor: Actor, shared: boolean, { keyword, ...rest }: Partial<TaskFilter>) {
  const count = (tab: TaskTab) => inTab(db, actor, tab, shared, rest).count('*');
  const open = (tab: 'todo' | 'claimable') => count(tab).as(tab);
  if (keyword) {
    const under = (tab: TaskTab) => count(tab).from('found as task').as(tab);
    return db.queryBuilder().select(under('todo'), under('claimable'), under('mine'), under('all'));
  }
  return db
    .queryBuilder()
    .select(open('todo'), open('claimable'), done(db, actor, 'mine', rest), done(db, actor, 'all', rest));
}

/**
 * What is done is in the tally of the body up to a moment, and counted from there on, by the same statement: the tally
 * moves on meanwhile (tallies.sql). A body without a tally has little and is counted as it is.
 */
function done(db: Database, actor: Actor, tab: 'mine' | 'all', rest: Partial<TaskFilter>) {
  const body = { organisation_id: organisationOf(actor), capacity: actor.role };
  const tallied = db('task_tally').where(body).select(db.raw('coalesce(sum(done), 0)'));
  if (tab === 'mine') void tallied.where('closed_by', actor.accountId);
  if (rest.flowType) void tallied.where('flow_type', rest.flowType);
  const until = db('task_tally_until').where(body).select('closed_before');
  const since = inTab(db, actor, tab, false, rest)
    .whereRaw(`task.closed_at >= coalesce((?), '-infinity')`, [until])
    .count('*');
  return db.raw('(?) + (?) as ??', [tallied, since, tab]);
}

export const countsOf = (row: Readonly<Record<TaskTab, unknown>>): TaskCounts => ({
  ...{ todo: Number(row.todo), claimable: Number(row.claimable), mine: Number(row.mine), all: Number(row.all) },
});
