import type { Database, Transaction } from '@zhicheng/database';
import type { Core } from '../context.ts';
import type { Node } from '../tasks/process-kind.ts';
import {
  deadEnds,
  describeBreak,
  describeNodes,
  reachedFrom,
  type Break,
  type DescribedNode,
} from './describe-nodes.ts';
import { noticeAt, type DeclarationNotice } from './accepting-finals.ts';
import { edgesFor, type Edge, type Route } from './edges.ts';
import { keyOf, nodesAfter, pathFrom } from './resolve.ts';

/** One level of audit; several nodes: whoever audits before it chooses one (GP.18). */
export interface PathStage {
  readonly choices: readonly DescribedNode[];
}
export interface PathPreview {
  readonly complete: boolean;
  /** From the unit to the final body; where the path is broken, to the broken place. */
  readonly stages: readonly PathStage[];
  readonly broken: Break | null;
  /** 申报须知 of the body at the end (GP.69). */
  readonly notice: DeclarationNotice | null;
}

/** The stages from `start`, going on from the first of several choices. */
function stagesOf(edges: readonly Edge[], path: readonly Node[]): Node[][] {
  return path.map((node, index) => {
    const before = path[index - 1];
    return before ? nodesAfter(edges, before, path.slice(0, index)) : [node];
  });
}

function wayTo(edges: readonly Edge[], start: Node, end: Node): Node[] {
  const reached = reachedFrom(edges, start);
  const way: Node[] = [];
  for (let at: Node | null = end; at; at = reached.get(keyOf(at))?.by ?? null) way.unshift(at);
  return way;
}

/** Who will audit what starts at `start`, in which order, or where the tree is broken and who mends it (MG.04). */
export async function previewFrom({
  core,
  db,
  start,
  route,
}: {
  core: Core;
  db: Database | Transaction;
  start: Node;
  route: Route;
}): Promise<PathPreview> {
  const edges = await edgesFor(db, route);
  const path = pathFrom(edges, start);
  const [end = start] = deadEnds(edges, start);
  const stages = path ? stagesOf(edges, path) : wayTo(edges, start, end).map((node) => [node]);
  const describe = await describeNodes(core, db, stages.flat());
  return {
    complete: path !== null,
    stages: stages.map((nodes) => ({ choices: nodes.map(describe) })),
    broken: path ? null : await describeBreak(core, db, describe(end)),
    notice: path ? await noticeAt(db, path.at(-1) ?? start, route) : null,
  };
}
