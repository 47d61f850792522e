import type { Core } from '../context.ts';
import { notFound } from '../errors.ts';
import type { Node } from '../tasks/process-kind.ts';
import {
  deadEnds,
  describeBreak,
  describeNodes,
  reachedFrom,
  type Break,
  type DescribedNode,
} from './describe-nodes.ts';
import { edgesHolding } from './edges.ts';
import { edgeDto, EDGE_COLUMNS, type EdgeDto, type JoinedEdge } from './list-edges.ts';
import { keyOf, pathFrom } from './resolve.ts';
import { finalsFor } from './accepting-finals.ts';
import { isAccepting } from './accepting-fields.ts';

const NEIGHBOURS_SHOWN = 200;

/**
 * 查询机构上级机构 / 查询机构下级机构 (HN-55.02..05, GP.45): edges in force from or to a body, in whatever capacity; at
 * most 200. Province-wide: the tree is how the departments work, not anybody's secret.
 */
export async function neighbours({
  core,
  organisationId,
  direction,
}: {
  core: Core;
  organisationId: string;
  direction: 'above' | 'below';
}): Promise<{ name: string; rows: EdgeDto[] }> {
  const body = await core.db('organisation').where({ id: organisationId }).first('name');
  if (!body) throw notFound('机构');
  const rows = await core
    .db('audit_edge')
    .join('organisation as below', 'below.id', 'audit_edge.from_organisation_id')
    .join('organisation as above', 'above.id', 'audit_edge.to_organisation_id')
    .whereNull('audit_edge.cancelled_at')
    .where(direction === 'above' ? 'from_organisation_id' : 'to_organisation_id', organisationId)
    .orderBy(['above.name', 'below.name', 'audit_edge.id'])
    .limit(NEIGHBOURS_SHOWN)
    .select<JoinedEdge[]>(...EDGE_COLUMNS);
  return { name: body.name, rows: rows.map((row) => edgeDto(core, row)) };
}

export interface SimulatedRow {
  /** 材料申报机构或单位 */
  readonly from: DescribedNode;
  /** 受理机构或单位 */
  readonly to: DescribedNode;
  /** 是否为终审机构 */
  readonly final: boolean;
  /** 是否能评审该专业; null: no final body, or no specialty asked for. */
  readonly reviews: boolean | null;
  /** The accepting body has no superior and is not final: the path is broken there. */
  readonly broken: boolean;
}
export interface Simulation {
  readonly unit: DescribedNode;
  readonly complete: boolean;
  /** One complete path, from the unit to a final body. */
  readonly path: readonly DescribedNode[];
  readonly rows: readonly SimulatedRow[];
  readonly breaks: readonly Break[];
}
export interface Question {
  readonly organisationId: string;
  readonly level: string;
  readonly mode: string;
  readonly seriesCode: string;
  readonly specialtyId?: string | undefined;
}

/** Convening units with a published plan for this level and specialty (HN-55.09); 初定 and 认定 have no plans. */
async function reviewersOf(core: Core, { level, mode, seriesCode, specialtyId }: Question): Promise<Set<string>> {
  const rows = await core
    .db('review_plan')
    .where({ state: 'published', series_code: seriesCode })
    .whereRaw(`jsonb_exists(data->'levels', ?) and jsonb_exists(data->'specialtyIds', ?)`, [level, specialtyId ?? ''])
    .where((q) => (isAccepting(mode) ? q : q.whereRaw(`data->>'mode' = ?`, [mode])))
    .distinct<{ id: string }[]>('convening_organisation_id as id');
  return new Set(rows.map(({ id }) => id));
}

/** 查询完整审核路径 (HN-55.06..10): every edge a declaration of this unit could take, whether it arrives, and if not where it stops. */
export async function simulate({ core, question }: { core: Core; question: Question }): Promise<Simulation> {
  const employer = await core
    .db('organisation_capacity')
    .where({ organisation_id: question.organisationId, capacity: 'employer' })
    .first('capacity');
  if (!employer) throw notFound('单位');
  const start: Node = { node: 'employer', organisationId: question.organisationId };
  const isFinal = await finalsFor({ core, db: core.db, asked: question });
  // it ends at a final body, whatever lies above that for others
  const all = (await edgesHolding(core.db, question)).filter(({ from }) => !isFinal(from));
  const reached = reachedFrom(all, start);
  const edges = [...reached.keys()].flatMap((key) => all.filter(({ from }) => keyOf(from) === key));
  const reviewers = question.specialtyId ? await reviewersOf(core, question) : null;
  const useful = reviewers
    ? edges.filter(({ to }) => to.node !== 'convening' || reviewers.has(to.organisationId))
    : edges;
  const path = pathFrom(useful, start, isFinal);
  const stops = deadEnds(edges, start, isFinal);
  const broken = new Set(stops.map(keyOf));
  const describe = await describeNodes(
    core,
    core.db,
    [...reached.values()].map(({ node }) => node),
  );
  const breaks = await Promise.all(stops.map((node) => describeBreak(core, core.db, describe(node))));
  return {
    unit: describe(start),
    complete: path !== null,
    path: (path ?? []).map(describe),
    rows: edges.map(({ from, to }) => ({
      from: describe(from),
      to: describe(to),
      final: isFinal(to),
      reviews: to.node === 'convening' && reviewers ? reviewers.has(to.organisationId) : null,
      broken: broken.has(keyOf(to)),
    })),
    breaks,
  };
}
