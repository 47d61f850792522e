import type { Database, Transaction } from '@zhicheng/database';
import type { AuditorRole } from '@zhicheng/workflow';
import type { Node } from '../tasks/process-kind.ts';

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

const limited = (column: string) => `(audit_edge.${column} is null or ? = any(audit_edge.${column}))`;

/**
 * All edges that a declaration on `route` may use, in one query. Edges to other convening units are none of its
 * business: a path ends at the convening unit of the plan's committee and nowhere else.
 */
export async function edgesFor(db: Database | Transaction, route: Route): Promise<Edge[]> {
  const rows = await db('audit_edge')
    .whereRaw(limited('levels'), [route.level])
    .whereRaw(limited('modes'), [route.mode])
    .whereRaw(limited('series_codes'), [route.seriesCode])
    .where((q) =>
      q.whereNot({ to_capacity: 'convening' }).orWhere({ to_organisation_id: route.conveningOrganisationId }),
    )
    .orderBy('id');
  return rows.map((row) => ({
    from: { node: row.from_capacity as AuditorRole, organisationId: row.from_organisation_id },
    to: { node: row.to_capacity as AuditorRole, organisationId: row.to_organisation_id },
  }));
}
