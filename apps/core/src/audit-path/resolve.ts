import type { Node } from '../tasks/process-kind.ts';
import type { Edge } from './edges.ts';

/** One node as one word. */
export const keyOf = ({ node, organisationId }: Node): string => `${node}:${organisationId}`;

/** Whether a path may end at a node. */
export type Final = (node: Node) => boolean;
/** A declaration under a plan ends at the convening unit. */
export const convenes: Final = ({ node }) => node === 'convening';

/** Nodes from which a final one can be reached without passing `seen` again, walking backwards. */
function leadingHome(edges: readonly Edge[], seen: ReadonlySet<string>, isFinal: Final): Set<string> {
  const fresh = edges.filter(({ to }) => !seen.has(keyOf(to)));
  const home = new Set(fresh.filter(({ to }) => isFinal(to)).map(({ to }) => keyOf(to)));
  const below = new Map<string, string[]>();
  for (const { from, to } of fresh) {
    const known = below.get(keyOf(to));
    if (known) known.push(keyOf(from));
    else below.set(keyOf(to), [keyOf(from)]);
  }
  // A set lists what is added while it is walked, too: each node once.
  for (const key of home) for (const from of below.get(key) ?? []) if (!seen.has(from)) home.add(from);
  return home;
}

/** Keys of all nodes, the convening unit's among them, from which it can be reached along these edges. */
export const nodesLeadingHome = (edges: readonly Edge[]): ReadonlySet<string> =>
  leadingHome(edges, new Set(), convenes);

/**
 * Nodes that may follow `at` (MG.04): the ends of its edges that have not audited in this round and from which the
 * convening unit can still be reached through nodes that have not either, so that no choice ends in a loop. Empty at
 * the convening unit itself, and where the tree has a gap.
 */
export function nodesAfter(
  edges: readonly Edge[],
  at: Node,
  visited: readonly Node[] = [],
  isFinal: Final = convenes,
): Node[] {
  if (isFinal(at)) return [];
  const home = leadingHome(edges, new Set([...visited, at].map(keyOf)), isFinal);
  return edges.filter(({ from, to }) => keyOf(from) === keyOf(at) && home.has(keyOf(to))).map(({ to }) => to);
}

/** The whole path from `start`, taking the first of several next nodes; null when it does not reach the end. */
export function pathFrom(edges: readonly Edge[], start: Node, isFinal: Final = convenes): Node[] | null {
  const path = [start];
  for (let at = start; !isFinal(at);) {
    const next = nodesAfter(edges, at, path, isFinal)[0];
    if (!next) return null;
    path.push(next);
    at = next;
  }
  return path;
}
