import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { WebVariables } from './app.ts';
import type { RequestLine } from './log.ts';

/** What is told of each request that has been answered. */
export type Observer = (line: RequestLine) => void;

const EVERYTHING = new Set(['*', '/*']);
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * Tells the observers of each request: how long until its answer began, and by which pattern of address it was
 * answered; where pages answer, `pattern` knows. Nothing that the client wrote gets through.
 */
export function observe(
  observers: readonly Observer[],
  pattern: (path: string) => string,
): MiddlewareHandler<{ Variables: WebVariables }> {
  return async (c, next) => {
    const begun = performance.now();
    await next();
    const own = matchedRoutes(c).find(({ path }) => !EVERYTHING.has(path))?.path;
    const { method } = c.req;
    const { status } = c.res;
    const route = own ?? (c.get('page') ? pattern(c.req.path) : status < 400 ? '(asset)' : '(refused)');
    const line = {
      requestId: c.get('requestId'),
      method: METHODS.has(method) ? method : '(other)',
      route,
      status,
      ms: performance.now() - begun,
    };
    for (const told of observers) told(line);
  };
}
