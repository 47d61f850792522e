import type { Database, Transaction } from '@zhicheng/database';
import type { Node } from '../tasks/process-kind.ts';
import type { EdgeRow } from './edge-rows.ts';

/** What an edge may depend on, and the unit at which the path has to end. */
export interface Route {
  readonly level: string;
  readonly mode: string;
  readonly seriesCode: string;
  readonly conveningOrganisationId: string;
}
export interface Edge {
  readonly from: Node;
  readonly to: Node;
}

/** The one lock of the tree, by name. */
const TREE = `hashtextextended('audit-tree', 0)`;

/** One writer of the tree at a time: what is checked against it still holds when it is written. */
export const lockTree = (trx: Transaction) => trx.raw(`select pg_advisory_xact_lock(${TREE})`);

/**
 * Until the end of the transaction nobody changes the tree: whoever sends a declaration along it finds it, afterwards,
 * as it was read, and whoever changes it next sees that declaration under way (GP.49).
 */
export const holdTree = (trx: Transaction) => trx.raw(`select pg_advisory_xact_lock_shared(${TREE})`);

const limited = (column: string) => `(audit_edge.${column} is null or ? = any(audit_edge.${column}))`;

/** Edges in force that hold for this level, way of acquisition and series, to whatever convening unit. */
export async function edgesHolding(
  db: Database | Transaction,
  { level, mode, seriesCode }: Omit<Route, 'conveningOrganisationId'>,
): Promise<Edge[]> {
  const rows = await holding(db, { level, mode, seriesCode });
  return rows.map(toEdge);
}

const holding = (db: Database | Transaction, { level, mode, seriesCode }: Omit<Route, 'conveningOrganisationId'>) =>
  db('audit_edge')
    .whereNull('cancelled_at')
    .whereRaw(limited('levels'), [level])
    .whereRaw(limited('modes'), [mode])
    .whereRaw(limited('series_codes'), [seriesCode])
    .orderBy('id');

const toEdge = (row: EdgeRow): Edge => ({
  from: { node: row.from_capacity, organisationId: row.from_organisation_id },
  to: { node: row.to_capacity, organisationId: row.to_organisation_id },
});

/**
 * All edges that a declaration on `route` may use, in one query. Edges to other convening units are none of its
 * business: a path ends at the convening unit of the plan's committee and nowhere else.
 */
export async function edgesFor(db: Database | Transaction, route: Route): Promise<Edge[]> {
  const rows: EdgeRow[] = await holding(db, route).where((q) =>
    q.whereNot({ to_capacity: 'convening' }).orWhere({ to_organisation_id: route.conveningOrganisationId }),
  );
  return rows.map(toEdge);
}

/**
 * Of these edges the ones that a declaration can meet on its way from `start`: however large the province, a handful. What a
 * path from there is asked for, it answers as all edges would.
 */
export async function edgesAhead(db: Database | Transaction, route: Route, start: Node): Promise<Edge[]> {
  const { rows } = await db.raw<{ rows: EdgeRow[] }>(AHEAD, {
    ...{ level: route.level, mode: route.mode, series: route.seriesCode },
    ...{ convening: route.conveningOrganisationId, node: start.node, organisation: start.organisationId },
  });
  return rows.map(toEdge);
}

/** Edges that leave `w`, under the conditions of `edgesFor`. */
const LEAVING = `join audit_edge e on (e.from_organisation_id, e.from_capacity) = (w.organisation_id, w.node)
    and e.cancelled_at is null and (e.levels is null or :level = any(e.levels)) and (e.modes is null or :mode = any(e.modes))
    and (e.series_codes is null or :series = any(e.series_codes))
    and (e.to_capacity <> 'convening' or e.to_organisation_id = :convening)`;
const AHEAD = `
  with recursive way (node, organisation_id) as (
    select :node::text, :organisation::uuid
    union select e.to_capacity, e.to_organisation_id from way w ${LEAVING}
  )
  select e.* from way w ${LEAVING} order by e.id`;
