import { findCycles } from './boundaries/cycles.ts';
import { nounFolderComplaint } from './boundaries/core-rules.ts';
import { findImports, parse } from './boundaries/find-imports.ts';
import { complaintOf, computedImportComplaint } from './boundaries/import-rules.ts';
import { type Place, placeOf, targetOf } from './boundaries/locate.ts';
import type { Repository } from './boundaries/repository.ts';
import { roomViolations } from './boundaries/room-rules.ts';
import type { Violation } from './boundaries/violation.ts';

export { readRepository, type Repository } from './boundaries/repository.ts';
export { describeViolation, type Violation } from './boundaries/violation.ts';

/** An import between two files of the repository. */
interface Edge {
  from: Place;
  to: Place;
  typeOnly: boolean;
}

/** Everything in the repository that breaks a rule of the house, in the order of the files. */
export function findViolations(repository: Repository): Violation[] {
  const violations: Violation[] = [];
  const edges: Edge[] = [];
  const libraries = new Map<string, Set<string>>();
  for (const [path, text] of repository.files) {
    const from = placeOf(repository, path);
    const source = parse(path, text);
    violations.push(...roomViolations(repository, from, source));
    const folder = nounFolderComplaint(from);
    if (folder) violations.push({ ...folder, path, line: 1 });
    for (const found of findImports(source)) {
      const { specifier, typeOnly, line } = found;
      const target = specifier === undefined ? undefined : targetOf(repository, from, specifier);
      const complaint = target ? complaintOf({ from, target, typeOnly }) : computedImportComplaint(from, found);
      if (complaint) violations.push({ ...complaint, path, line });
      if (target?.kind === 'file') edges.push({ from, to: target.place, typeOnly });
      if (target?.kind === 'external') noteLibrary(libraries, from, target.name);
    }
  }
  return [...violations, ...sharedLibraries(libraries), ...cycleViolations(edges)];
}

function noteLibrary(libraries: Map<string, Set<string>>, from: Place, name: string): void {
  if (!from.path.startsWith('packages/') || from.isTest) return;
  libraries.set(name, (libraries.get(name) ?? new Set()).add(from.unit));
}

/** Rule 1: a library that two packages import has no owner. */
function sharedLibraries(libraries: ReadonlyMap<string, ReadonlySet<string>>): Violation[] {
  return [...libraries]
    .filter(([, units]) => units.size > 1)
    .map(([name, units]) => {
      const message = `${name} is imported by ${[...units].join(' and ')}; one package owns a library`;
      return { rule: 1, path: 'packages', line: 1, message };
    });
}

/** Rule 7: neither files nor packages import each other in a circle. */
function cycleViolations(edges: readonly Edge[]): Violation[] {
  const between = (pick: (place: Place) => string, wanted: readonly Edge[]) => {
    const graph = new Map<string, Set<string>>();
    for (const { from, to } of wanted) {
      if (pick(from) === pick(to)) continue;
      graph.set(pick(from), (graph.get(pick(from)) ?? new Set()).add(pick(to)));
    }
    return findCycles(graph);
  };
  const files = between(
    ({ path }) => path,
    edges.filter(({ typeOnly }) => !typeOnly),
  );
  const units = between(
    ({ unit }) => unit,
    edges.filter(({ from }) => !from.isTest),
  );
  return [...files, ...units].map((cycle) => {
    return { rule: 7, path: cycle[0] ?? '', line: 1, message: `imports itself: ${cycle.join(' -> ')}` };
  });
}
