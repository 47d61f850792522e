import type { Database, Transaction } from '@zhicheng/database';
import { issue, type ErrorIssue } from '../errors.ts';
import type { Node } from '../tasks/process-kind.ts';
import type { EdgeRow } from './edge-rows.ts';
import { edgesFor, type Route } from './edges.ts';
import { keyOf, nodesLeadingHome } from './resolve.ts';

const applies = (codes: readonly string[] | null, code: string): boolean => codes === null || codes.includes(code);
const concerns = (edge: EdgeRow, route: Route): boolean =>
  applies(edge.levels, route.level) && applies(edge.modes, route.mode) && applies(edge.series_codes, route.seriesCode);

interface Waiting {
  readonly route: Route;
  readonly node: Node['node'];
  readonly organisation_id: string;
  readonly cases: number;
}

/** Where declarations under audit wait, by the route they take. */
const waitingCases = (db: Database | Transaction): Promise<Waiting[]> =>
  db('process')
    .join('step', 'step.process_id', 'process.id')
    .where({ 'process.kind': 'declaration', 'process.state': 'running', 'step.state': 'open' })
    .whereNot('step.node', 'convening')
    .groupBy('process.route', 'step.node', 'step.organisation_id')
    .select<Waiting[]>('process.route', 'step.node', 'step.organisation_id', db.raw('count(*)::int as cases'));

/** How many of the waiting declarations the tree leads home, as it stands now. */
async function ledHome(db: Database | Transaction, waiting: readonly Waiting[]): Promise<number> {
  const homes = new Map<string, ReadonlySet<string>>();
  let led = 0;
  for (const { route, node, organisation_id, cases } of waiting) {
    const name = JSON.stringify(route);
    const home = homes.get(name) ?? nodesLeadingHome(await edgesFor(db, route));
    homes.set(name, home);
    if (home.has(keyOf({ node, organisationId: organisation_id }))) led += cases;
  }
  return led;
}

/**
 * GP.49: makes a change of `edge` unless declarations under audit need the edge as it was: they ask the tree for their
 * next node, and would find none. Runs `change` in the caller's transaction.
 * @returns what stands in the way; the caller then throws, which takes the change back
 */
export async function changeUnlessUsed(
  trx: Transaction,
  edge: EdgeRow,
  change: () => Promise<unknown>,
): Promise<ErrorIssue[]> {
  const waiting = (await waitingCases(trx)).filter(({ route }) => concerns(edge, route));
  const before = await ledHome(trx, waiting);
  await change();
  const lost = before - (await ledHome(trx, waiting));
  if (lost <= 0) return [];
  return [
    issue(
      'used',
      `有 ${lost} 份正在审核的申报要走这条路径，改动后将无法送达评委会。请先配置另一条路径，再改动这一条。`,
    ),
  ];
}

/**
 * GP.49: whether the subordinate would fall out of the tree with its own subordinates still below it. One that keeps
 * another superior for the same declarations stays where it is.
 */
export async function orphaned(trx: Transaction, edge: EdgeRow): Promise<ErrorIssue[]> {
  const overlapping = (column: string) => `(? :: text[] is null or ${column} is null or ${column} && ? :: text[])`;
  const edges = () =>
    (['levels', 'modes', 'series_codes'] as const).reduce(
      (query, column) => query.whereRaw(overlapping(column), [edge[column], edge[column]] as (string[] | null)[]),
      trx('audit_edge').whereNull('cancelled_at').whereNot({ id: edge.id }),
    );
  const below = await edges()
    .where({ to_organisation_id: edge.from_organisation_id, to_capacity: edge.from_capacity })
    .count<{ n: number }[]>('* as n')
    .first();
  if (!below?.n) return [];
  const other = await edges()
    .where({ from_organisation_id: edge.from_organisation_id, from_capacity: edge.from_capacity })
    .first('id');
  return other
    ? []
    : [
        issue(
          'children',
          `这个机构下面还有 ${below.n} 个下级机构，不能注销。请先注销或改派它的下级，或用“编辑”更换上级。`,
        ),
      ];
}
