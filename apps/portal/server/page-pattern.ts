import type { ServerBuild } from '@remix-run/server-runtime';

type Routes = ServerBuild['routes'];

interface Node {
  readonly fixed: Map<string, Node>;
  /** Any one segment. */
  any?: Node;
  /** The pattern of the page that is here. */
  pattern?: string;
  /** The pattern that takes whatever follows. */
  rest?: string;
}

const node = (): Node => ({ fixed: new Map() });
export const segmentsOf = (path: string): string[] => path.split('/').filter(Boolean);

/** The pattern of a route, with those of the routes above it. */
export function pathOf(routes: Routes, id: string): string {
  const route = routes[id];
  if (!route) return '';
  const above = route.parentId ? pathOf(routes, route.parentId) : '';
  return [above, route.path ?? ''].filter(Boolean).join('/');
}

function grow(root: Node, path: string): void {
  const segments = segmentsOf(path);
  const pattern = `/${segments.join('/')}`;
  let at = root;
  for (const segment of segments) {
    if (segment === '*') {
      at.rest = pattern;
      return;
    }
    const next = (segment.startsWith(':') ? at.any : at.fixed.get(segment)) ?? node();
    if (segment.startsWith(':')) at.any = next;
    else at.fixed.set(segment, next);
    at = next;
  }
  at.pattern = pattern;
}

function find(at: Node, segments: readonly string[], from: number): string | undefined {
  const segment = segments[from];
  if (segment === undefined) return at.pattern ?? at.rest;
  const fixed = at.fixed.get(segment);
  const further = (fixed && find(fixed, segments, from + 1)) ?? (at.any && find(at.any, segments, from + 1));
  return further ?? at.rest;
}

/**
 * Which page of the portal answers an address, as a pattern: `/declarations/:id/fill`. The address itself may hold what
 * nobody should read in a log, and would be a metric of its own each. A page's data is the page: `/home.data`.
 * @returns a function from a path to the pattern; `(unknown)` where there is no page
 */
export function pagePatterns(routes: Routes): (path: string) => string {
  const root = node();
  for (const id of Object.keys(routes)) grow(root, pathOf(routes, id));
  return (path) => {
    const page = path.endsWith('.data') ? path.slice(0, -'.data'.length) : path;
    return find(root, page === '/_root' ? [] : segmentsOf(page), 0) ?? '(unknown)';
  };
}
