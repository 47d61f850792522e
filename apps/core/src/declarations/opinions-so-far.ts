import type { Database } from '@zhicheng/database';
import { declarationFlow, stateOf } from '@zhicheng/workflow';
import { edgesFor, type Edge } from '../audit-path/edges.ts';
import { keyOf, pathFrom } from '../audit-path/resolve.ts';
import type { Core } from '../context.ts';
import type { PlanRow } from '../plans/plan-data.ts';
import type { Node } from '../tasks/process-kind.ts';
import { processLogs, type LogEntry } from '../tasks/process-log.ts';
import { routeOf } from './may-declare.ts';
import type { DeclarationRow } from './model.ts';
import type { ExpectedBody, Opinions } from './opinion-blocks.ts';

/** A declaration and the round of it that is shown. */
export interface Shown {
  readonly row: DeclarationRow;
  readonly round: number;
  /** Nothing of this round has been handed in yet. */
  readonly preview: boolean;
}

/** A round that has not come to its end, with its steps so far. */
interface Waiting {
  readonly row: DeclarationRow;
  readonly log: readonly LogEntry[];
}

/** Kinds of bodies where the tree does not say which: one box each. */
const USUAL = ['employer', 'department', 'hrss', 'convening'] as const;

/** What was not asked at all has its empty box, whatever the path was. */
const missing = (said: readonly LogEntry[]): ExpectedBody[] =>
  USUAL.filter((node) => !said.some((step) => step.node === node)).map((node) => ({ node, organisationName: '' }));

const decided = (log: readonly LogEntry[]): LogEntry[] => log.filter((step) => step.decidedAt !== null);

const isOver = ({ row, round, preview }: Shown): boolean =>
  !preview && (stateOf(declarationFlow, row.state).terminal === true || round < row.round);

/**
 * Opinions of one round so far, and the bodies that the audit tree still has before it, none where audit is over; of
 * several declarations, by declaration. As many queries for many as for one, but for the trees: one per plan and level.
 */
export async function opinionsOfMany({ db }: Core, shown: readonly Shown[]): Promise<ReadonlyMap<string, Opinions>> {
  const handedIn = shown.filter(({ preview }) => !preview).map(({ row }) => row.id);
  const logs = handedIn.length > 0 ? await processLogs(db, 'declaration', handedIn) : new Map<string, LogEntry[]>();
  const rounds = shown.map((one) => ({
    row: one.row,
    log: (logs.get(one.row.id) ?? []).filter(({ round }) => round === one.round),
    over: isOver(one),
  }));
  const expected = await expectedBodies(
    db,
    rounds.filter(({ over }) => !over),
  );
  return new Map(
    rounds.map(({ row, log }) => {
      const said = decided(log);
      return [row.id, { said, expected: expected.get(row.id) ?? missing(said) }];
    }),
  );
}

/** The same of one declaration. */
export async function opinionsSoFar(
  core: Core,
  row: DeclarationRow,
  round: { round: number; preview: boolean },
): Promise<Opinions> {
  return (await opinionsOfMany(core, [{ row, ...round }])).get(row.id) ?? { said: [], expected: [] };
}

/** By declaration; left out where the tree leads nowhere. */
async function expectedBodies(
  db: Database,
  waiting: readonly Waiting[],
): Promise<ReadonlyMap<string, readonly ExpectedBody[]>> {
  if (waiting.length === 0) return new Map();
  const ways = await waysOf(
    db,
    waiting.map(({ row }) => row),
  );
  const coming = waiting.flatMap(({ row, log }) => {
    const last = log.at(-1);
    const start: Node = { node: 'employer', organisationId: row.organisation_id };
    const path = ways(row, last ? { node: last.node, organisationId: last.organisationId } : start);
    return path ? [{ id: row.id, nodes: last?.decidedAt ? path.slice(1) : path }] : [];
  });
  const nameOf = await namesOf(db, [
    ...new Set(coming.flatMap(({ nodes }) => nodes.map((node) => node.organisationId))),
  ]);
  return new Map(
    coming.map(({ id, nodes }) => [
      id,
      nodes.map(({ node, organisationId }) => ({ node, organisationName: nameOf.get(organisationId) ?? '' })),
    ]),
  );
}

async function namesOf(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows: { id: string; name: string }[] = await db('organisation').whereIn('id', ids).select('id', 'name');
  return new Map(rows.map(({ id, name }) => [id, name]));
}

type Ways = (row: DeclarationRow, from: Node) => readonly Node[] | null;

/** The way on for declarations of these plans and levels, each way looked for once; null where there is none. */
async function waysOf(db: Database, rows: readonly DeclarationRow[]): Promise<Ways> {
  const plans: PlanRow[] = await db('review_plan').whereIn('id', [...new Set(rows.map((row) => row.plan_id))]);
  const titles: { id: string; level: string }[] = await db('title')
    .whereIn('id', [...new Set(rows.map((row) => row.title_id))])
    .select('id', 'level');
  const levelOf = new Map(titles.map(({ id, level }) => [id, level]));
  const treeOf = (row: DeclarationRow) => `${row.plan_id} ${levelOf.get(row.title_id)}`;
  const trees = new Map<string, readonly Edge[]>();
  for (const row of rows) {
    const plan = plans.find(({ id }) => id === row.plan_id);
    const level = levelOf.get(row.title_id);
    if (plan && level && !trees.has(treeOf(row))) trees.set(treeOf(row), await edgesFor(db, routeOf(plan, level)));
  }
  const ways = new Map<string, readonly Node[] | null>();
  return (row, from) => {
    const key = `${treeOf(row)} ${keyOf(from)}`;
    const known = ways.get(key) ?? pathFrom(trees.get(treeOf(row)) ?? [], from);
    ways.set(key, known);
    return known;
  };
}
