import { LEVEL_CODES, LEVEL_LABELS, type LevelCode } from '@zhicheng/series-kit';
import { tableXlsx } from '@zhicheng/spreadsheets';
import type { Actor, Core } from '../context.ts';
import type { Node } from '../tasks/process-kind.ts';
import { deadEnds, describeBreak, describeNodes, type Break, type DescribedNode } from './describe-nodes.ts';
import type { EdgeRow } from './edge-rows.ts';
import { keptRegions } from './edge-scope.ts';
import type { Edge, Route } from './edges.ts';
import { keyOf, nodesLeadingHome } from './resolve.ts';

export interface BrokenPath {
  readonly unit: DescribedNode;
  readonly level: LevelCode;
  readonly levelLabel: string;
  readonly broken: Break;
}
export interface BrokenPaths {
  readonly rows: readonly BrokenPath[];
  readonly total: number;
  /** Registered employers looked at. */
  readonly units: number;
  /** Levels for which there are published plans. */
  readonly levels: readonly LevelCode[];
}
export interface ReportFilter {
  readonly level?: LevelCode | undefined;
  readonly seriesCode?: string | undefined;
  readonly page: number;
  readonly size: number;
}

interface PlannedRoute extends Omit<Route, 'level'> {
  level: LevelCode;
}

/** What published plans ask the tree for: the levels in use. */
async function routesInUse({ db }: Core, { level, seriesCode }: Partial<ReportFilter>): Promise<PlannedRoute[]> {
  const query = db('review_plan')
    .joinRaw(`cross join lateral jsonb_array_elements_text(data->'levels') as level`)
    .where({ state: 'published' })
    .distinct<PlannedRoute[]>(
      db.raw('level.value as level'),
      db.raw(`coalesce(data->>'mode', 'REVIEW') as mode`),
      'series_code as seriesCode',
      'convening_organisation_id as conveningOrganisationId',
    );
  if (level) void query.whereRaw('level.value = ?', [level]);
  if (seriesCode) void query.where({ series_code: seriesCode });
  return query;
}

const applies = (codes: readonly string[] | null, code: string): boolean => codes === null || codes.includes(code);
const edgesOn = (rows: readonly EdgeRow[], route: Route): Edge[] =>
  rows
    .filter(
      (row) =>
        applies(row.levels, route.level) &&
        applies(row.modes, route.mode) &&
        applies(row.series_codes, route.seriesCode) &&
        (row.to_capacity !== 'convening' || row.to_organisation_id === route.conveningOrganisationId),
    )
    .map((row) => ({
      from: { node: row.from_capacity, organisationId: row.from_organisation_id },
      to: { node: row.to_capacity, organisationId: row.to_organisation_id },
    }));

/** Registered employers that the actor keeps the paths of, by name. */
async function employersOf(core: Core, actor: Actor): Promise<Node[]> {
  const regions = await keptRegions({ core, db: core.db, actor });
  const query = core
    .db('organisation')
    .join('organisation_capacity as c', 'c.organisation_id', 'organisation.id')
    .where('c.capacity', 'employer')
    .whereNotNull('registered_at')
    .orderBy(['name', 'id'])
    .select<{ id: string }[]>('id');
  if (regions !== null) void query.whereIn('region_code', regions);
  return (await query).map(({ id }) => ({ node: 'employer', organisationId: id }));
}

interface Gap {
  readonly unit: Node;
  readonly level: LevelCode;
  readonly stop: Node;
}

/** Employers from which no plan of a level in use can be reached: the tree is read once, the rest is done in memory. */
async function gapsOf({ core, actor, filter }: { core: Core; actor: Actor; filter: Partial<ReportFilter> }) {
  const [routes, edges, units] = await Promise.all([
    routesInUse(core, filter),
    core.db<EdgeRow>('audit_edge').whereNull('cancelled_at').select('*'),
    employersOf(core, actor),
  ]);
  const levels = LEVEL_CODES.filter((level) => routes.some((route) => route.level === level));
  const gaps: Gap[] = [];
  for (const level of levels) {
    const ways = routes.filter((route) => route.level === level).map((route) => edgesOn(edges as EdgeRow[], route));
    const home = ways.map(nodesLeadingHome);
    const any = ways.flat();
    for (const unit of units)
      if (!home.some((keys) => keys.has(keyOf(unit)))) gaps.push({ unit, level, stop: deadEnds(any, unit)[0] ?? unit });
  }
  return { gaps, levels, units: units.length };
}

async function described(core: Core, gaps: readonly Gap[]): Promise<BrokenPath[]> {
  const describe = await describeNodes(
    core,
    core.db,
    gaps.flatMap(({ unit, stop }) => [unit, stop]),
  );
  const breaks = new Map<string, Break>();
  for (const { stop } of gaps)
    if (!breaks.has(keyOf(stop))) breaks.set(keyOf(stop), await describeBreak(core, core.db, describe(stop)));
  return gaps.flatMap(({ unit, level, stop }) => {
    const broken = breaks.get(keyOf(stop));
    return broken ? [{ unit: describe(unit), level, levelLabel: LEVEL_LABELS[level], broken }] : [];
  });
}

/** Which registered employers have no way to a committee, for which level, where it stops and who mends it. */
export async function brokenPaths(input: { core: Core; actor: Actor; filter: ReportFilter }): Promise<BrokenPaths> {
  const { gaps, levels, units } = await gapsOf(input);
  const { page, size } = input.filter;
  const rows = await described(input.core, gaps.slice((page - 1) * size, page * size));
  return { rows, total: gaps.length, units, levels };
}

const COLUMNS = ['单位', '属地', '职称等级', '断在哪个机构', '由谁配置', '电话', '说明'].map((header) => ({
  header,
  width: header === '说明' ? 80 : 28,
}));

/** The whole report as XLSX. */
export async function brokenPathsXlsx({
  core,
  actor,
  filter,
}: {
  core: Core;
  actor: Actor;
  filter: Partial<ReportFilter>;
}): Promise<Buffer> {
  const { gaps } = await gapsOf({ core, actor, filter });
  const rows = (await described(core, gaps)).map(({ unit, levelLabel, broken }) => [
    unit.name,
    unit.regionName,
    levelLabel,
    broken.at.name,
    broken.office?.name ?? '',
    broken.office?.phone ?? '',
    broken.words,
  ]);
  return tableXlsx({ title: '审核路径断点报告', columns: COLUMNS, rows });
}
