import type { Database } from '@zhicheng/database';
import type { AuditorRole } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { regionName } from '../organisations/queries.ts';
import { configurationOf, type ConfigurationKey } from './configuration-fields.ts';
import { inScope, keptRegions } from './edge-scope.ts';

/** One end of an edge, with what a reader needs to know of the body. */
export interface NodeDto {
  readonly node: AuditorRole;
  readonly organisationId: string;
  readonly name: string;
  readonly regionName: string;
}
export interface EdgeDto {
  readonly id: string;
  readonly version: number;
  readonly from: NodeDto;
  readonly to: NodeDto;
  /** null: all. */
  readonly levels: readonly string[] | null;
  readonly modes: readonly string[] | null;
  readonly seriesCodes: readonly string[] | null;
}
export interface EdgeFilter {
  readonly configuration: ConfigurationKey;
  readonly keyword?: string | undefined;
  readonly node?: AuditorRole | undefined;
  readonly page: number;
  readonly size: number;
}

export interface JoinedEdge {
  id: string;
  version: number;
  from_organisation_id: string;
  from_capacity: AuditorRole;
  to_organisation_id: string;
  to_capacity: AuditorRole;
  levels: string[] | null;
  modes: string[] | null;
  series_codes: string[] | null;
  below_name: string;
  below_region: string | null;
  above_name: string;
  above_region: string | null;
}
export const EDGE_COLUMNS = [
  'audit_edge.*',
  'below.name as below_name',
  'below.region_code as below_region',
  'above.name as above_name',
  'above.region_code as above_region',
] as const;

export const edgeDto = (core: Core, row: JoinedEdge): EdgeDto => ({
  id: row.id,
  version: row.version,
  from: {
    node: row.from_capacity,
    organisationId: row.from_organisation_id,
    name: row.below_name,
    regionName: regionName(core.profile, row.below_region),
  },
  to: {
    node: row.to_capacity,
    organisationId: row.to_organisation_id,
    name: row.above_name,
    regionName: regionName(core.profile, row.above_region),
  },
  levels: row.levels,
  modes: row.modes,
  seriesCodes: row.series_codes,
});

const kept = (db: Database, regions: readonly string[] | null) =>
  inScope(db, regions).join('organisation as above', 'above.id', 'audit_edge.to_organisation_id');

/** The edges of a configuration that the actor keeps, by the subordinate's name; `keyword` is part of either name. */
export async function listEdges({ core, actor, filter }: { core: Core; actor: Actor; filter: EdgeFilter }) {
  const { levels, modes, to } = { to: undefined, ...configurationOf(filter.configuration) };
  const regions = await keptRegions({ core, db: core.db, actor });
  const matching = () => {
    const query = kept(core.db, regions);
    if (levels) void query.whereRaw('(audit_edge.levels is null or audit_edge.levels && ?)', [[...levels]]);
    if (modes) void query.whereRaw('(audit_edge.modes is null or audit_edge.modes && ?)', [[...modes]]);
    if (to) void query.where('audit_edge.to_capacity', to);
    if (filter.node) void query.where('audit_edge.from_capacity', filter.node);
    const words = filter.keyword?.trim();
    if (words)
      void query.whereRaw(
        '(position(lower(?) in lower(below.name)) > 0 or position(lower(?) in lower(above.name)) > 0)',
        [words, words],
      );
    return query;
  };
  const rows = await matching()
    .select<JoinedEdge[]>(...EDGE_COLUMNS)
    .orderBy(['below.name', 'audit_edge.from_capacity', 'audit_edge.id'])
    .limit(filter.size)
    .offset((filter.page - 1) * filter.size);
  const total = await matching().count<{ n: number }[]>('* as n').first();
  return { rows: rows.map((row) => edgeDto(core, row)), total: Number(total?.n ?? 0) };
}

/** One edge within the actor's scope. NOT_FOUND otherwise, and for a cancelled one. */
export async function oneEdge({ core, actor, id }: { core: Core; actor: Actor; id: string }): Promise<EdgeDto> {
  const regions = await keptRegions({ core, db: core.db, actor });
  const row = await kept(core.db, regions)
    .where('audit_edge.id', id)
    .first<JoinedEdge | undefined>(...EDGE_COLUMNS);
  if (!row) throw notFound('审核路径');
  return edgeDto(core, row);
}
