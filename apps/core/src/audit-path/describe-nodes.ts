import type { Database, Transaction } from '@zhicheng/database';
import type { Core } from '../context.ts';
import { hrssOffice, phoneOf, type Office, type UnitDetails } from '../organisations/hrss-office.ts';
import { regionName } from '../organisations/queries.ts';
import { NODE_LABEL } from '../tasks/labels.ts';
import type { Node } from '../tasks/process-kind.ts';
import type { Edge } from './edges.ts';
import type { NodeDto } from './list-edges.ts';
import { convenes, keyOf, type Final } from './resolve.ts';

export interface DescribedNode extends NodeDto {
  /** 单位审核, 主管部门审核 … */
  readonly label: string;
  readonly phone: string | null;
  readonly regionCode: string | null;
}

/** Where a path ends before a final body, and who can mend that (HN-55.07). */
export interface Break {
  readonly at: DescribedNode;
  readonly office: Office | null;
  readonly words: string;
}

interface BodyRow {
  id: string;
  name: string;
  region_code: string | null;
  details: UnitDetails;
}

/** Nodes with the names of their bodies, by key; one query. */
export async function describeNodes(
  core: Core,
  db: Database | Transaction,
  nodes: readonly Node[],
): Promise<(node: Node) => DescribedNode> {
  const rows = await db('organisation')
    .whereIn('id', [...new Set(nodes.map(({ organisationId }) => organisationId))])
    .select<BodyRow[]>('id', 'name', 'region_code', 'details');
  const bodies = new Map(rows.map((row) => [row.id, row]));
  return ({ node, organisationId }) => {
    const body = bodies.get(organisationId);
    return {
      node,
      organisationId,
      label: NODE_LABEL[node],
      name: body?.name ?? '',
      regionName: regionName(core.profile, body?.region_code ?? null),
      regionCode: body?.region_code ?? null,
      phone: body ? phoneOf(body.details) : null,
    };
  };
}

/** Nodes reached from `start`, nearest first, with the node each was first reached from. */
export function reachedFrom(edges: readonly Edge[], start: Node): Map<string, { node: Node; by: Node | null }> {
  const above = new Map<string, Edge[]>();
  for (const edge of edges) above.set(keyOf(edge.from), [...(above.get(keyOf(edge.from)) ?? []), edge]);
  const reached = new Map<string, { node: Node; by: Node | null }>([[keyOf(start), { node: start, by: null }]]);
  for (const [key, { node }] of reached)
    for (const { to } of above.get(key) ?? [])
      if (!reached.has(keyOf(to))) reached.set(keyOf(to), { node: to, by: node });
  return reached;
}

/** Bodies on the way up that no superior names as subordinate, the final ones apart; nearest first. */
export function deadEnds(edges: readonly Edge[], start: Node, isFinal: Final = convenes): Node[] {
  const withSuperior = new Set(edges.map(({ from }) => keyOf(from)));
  return [...reachedFrom(edges, start)]
    .filter(([key, { node }]) => !isFinal(node) && !withSuperior.has(key))
    .map(([, { node }]) => node);
}

/** Says of a broken place which body it is and which office has to mend it. */
export async function describeBreak(core: Core, db: Database | Transaction, at: DescribedNode): Promise<Break> {
  const office = at.regionCode ? await hrssOffice({ core, db, regionCode: at.regionCode }) : null;
  const whom = office ? `${office.name}${office.phone ? `（电话 ${office.phone}）` : ''}` : '所属人社部门';
  return {
    at,
    office,
    words: `路径断在“${at.name}”：还没有上级机构把它列为下级机构。请${at.name}的上级机构增加这个下级机构，由${whom}在“审核路径”中配置。`,
  };
}
