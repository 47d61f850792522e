/** Groups of nodes that reach each other, each as one closed path; a graph without cycles gives none. */
export function findCycles(graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const groups: string[][] = [];
  const number = (of: Map<string, number>, node: string) => of.get(node) ?? 0;
  const connect = (node: string) => {
    index.set(node, index.size + 1);
    low.set(node, index.size);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) {
        connect(next);
        low.set(node, Math.min(number(low, node), number(low, next)));
      } else if (stack.includes(next)) low.set(node, Math.min(number(low, node), number(index, next)));
    }
    if (low.get(node) !== index.get(node)) return;
    const group = stack.splice(stack.indexOf(node));
    if (group.length > 1 || graph.get(node)?.has(node)) groups.push(closedPath(graph, group));
  };
  for (const node of graph.keys()) if (!index.has(node)) connect(node);
  return groups;
}

/** The shortest way from the first node of a group back to itself. */
function closedPath(graph: ReadonlyMap<string, ReadonlySet<string>>, group: string[]): string[] {
  const [start = ''] = [...group].sort();
  const members = new Set(group);
  let paths = [[start]];
  const seen = new Set<string>();
  while (paths.length > 0) {
    const longer: string[][] = [];
    for (const path of paths) {
      for (const next of graph.get(path.at(-1) ?? '') ?? []) {
        if (next === start) return [...path, start];
        if (!members.has(next) || seen.has(next)) continue;
        seen.add(next);
        longer.push([...path, next]);
      }
    }
    paths = longer;
  }
  return [start, start];
}
