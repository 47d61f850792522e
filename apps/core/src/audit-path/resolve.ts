import type { AuditorRole } from '@zhicheng/workflow';
import type { Node } from '../tasks/process-kind.ts';
import type { Edge } from './edges.ts';

const keyOf = ({ node, organisationId }: Node): string => `${node}:${organisationId}`;
const FINAL: AuditorRole = 'convening';

/** Nodes from which the convening unit can be reached without passing `seen` again, walking backwards. */
function leadingHome(edges: readonly Edge[], seen: ReadonlySet<string>): Set<string> {
  const fresh = edges.filter(({ to }) => !seen.has(keyOf(to)));
  const home = new Set(fresh.filter(({ to }) => to.node === FINAL).map(({ to }) => keyOf(to)));
  for (let grew = true; grew;) {
    const before = home.size;
    for (const { from, to } of fresh) if (!seen.has(keyOf(from)) && home.has(keyOf(to))) home.add(keyOf(from));
    grew = home.size > before;
  }
  return home;
}

/**
 * Nodes that may follow `at` (MG.04): the ends of its edges that have not audited in this round and from which the
 * convening unit can still be reached through nodes that have not either, so that no choice ends in a loop. Empty at
 * the convening unit itself, and where the tree has a gap.
 */
export function nodesAfter(edges: readonly Edge[], at: Node, visited: readonly Node[] = []): Node[] {
  if (at.node === FINAL) return [];
  const home = leadingHome(edges, new Set([...visited, at].map(keyOf)));
  return edges.filter(({ from, to }) => keyOf(from) === keyOf(at) && home.has(keyOf(to))).map(({ to }) => to);
}

/** The whole path from `start`, taking the first of several next nodes; null when it does not reach the end. */
export function pathFrom(edges: readonly Edge[], start: Node): Node[] | null {
  const path = [start];
  for (let at = start; at.node !== FINAL;) {
    const next = nodesAfter(edges, at, path)[0];
    if (!next) return null;
    path.push(next);
    at = next;
  }
  return path;
}
