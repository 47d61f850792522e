import { createRequestHandler, type RequestHandler, type ServerBuild } from '@remix-run/server-runtime';
import { pathOf, segmentsOf } from './page-pattern.ts';

/** Addresses that are read as they stand; any other (encoded, say) is matched with every route there is. */
const PLAIN = /^[\w\-./]*$/;

/** May a route with this pattern answer the address, or stand above one that does? */
function concerns(pattern: readonly string[], asked: readonly string[]): boolean {
  for (const [index, segment] of pattern.entries()) {
    if (segment === '*' || segment.endsWith('?')) return true;
    const found = asked[index];
    if (found === undefined) return false;
    if (!segment.startsWith(':') && segment.toLowerCase() !== found.toLowerCase()) return false;
  }
  return true;
}

/**
 * Pages as `createRequestHandler` answers them. It and the page's own router go through all routes half a dozen times for
 * every request, compiling each pattern anew; here they get only those that can match the address or an address above it
 * (which the page tells the browser of), so that the outcome is the same. Handlers are kept: there are as many as sets
 * of routes, however many addresses are asked for.
 */
export function pageHandler(build: ServerBuild, mode?: string): RequestHandler {
  const everything = createRequestHandler(build, mode);
  const patterns = Object.keys(build.routes).map((id) => ({ id, segments: segmentsOf(pathOf(build.routes, id)) }));
  const kept = new Map<string, RequestHandler>();
  return (request, context) => {
    const { pathname } = new URL(request.url);
    if (!PLAIN.test(pathname) || pathname.endsWith('/__manifest')) return everything(request, context);
    const asked = segmentsOf(pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/'));
    const ids = patterns.filter(({ segments }) => concerns(segments, asked)).map(({ id }) => id);
    if (ids.length === 0) return everything(request, context);
    const key = ids.join(' ');
    const handle = kept.get(key) ?? createRequestHandler(narrowed(build, ids), mode);
    kept.set(key, handle);
    return handle(request, context);
  };
}

function narrowed(build: ServerBuild, ids: readonly string[]): ServerBuild {
  const wanted = new Set(ids);
  const only = <T>(routes: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(routes).filter(([id]) => wanted.has(id)));
  return { ...build, routes: only(build.routes), assets: { ...build.assets, routes: only(build.assets.routes) } };
}
