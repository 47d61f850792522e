import { randomBytes } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { WebVariables } from './app.ts';

export const newNonce = (): string => randomBytes(16).toString('base64');

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Style attributes carry sizes of the input controls; style elements and scripts need the nonce. */
const policy = (nonce: string, formTargets: readonly string[]): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    ["form-action 'self'", ...formTargets].join(' '),
    "frame-src 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/** A form or script of another site may send cookies; it cannot send our Origin. */
export function mayChange(request: Request, origins: readonly string[]): boolean {
  if (SAFE.has(request.method)) return true;
  const origin = request.headers.get('Origin');
  if (!origin || !URL.canParse(origin)) return false;
  const host = request.headers.get('Host') ?? new URL(request.url).host;
  return new URL(origin).host === host || origins.includes(origin);
}

type Options = { origins?: readonly string[]; formTargets: readonly string[] };

/** Security headers on every answer; 403 for a change that does not come from our own pages. */
export function protect({ origins = [], formTargets }: Options): MiddlewareHandler<{ Variables: WebVariables }> {
  return async (c, next) => {
    if (!mayChange(c.req.raw, origins)) {
      return c.json({ code: 'FORBIDDEN', message: '请求来源不明，没有执行。', requestId: c.get('requestId') }, 403);
    }
    await next();
    const { headers } = c.res;
    headers.set('X-Request-Id', c.get('requestId'));
    if (!headers.has('Content-Security-Policy'))
      headers.set('Content-Security-Policy', policy(c.get('nonce'), formTargets));
    headers.set('X-Content-Type-Options', 'nosniff');
    headers.set('Referrer-Policy', 'same-origin');
    headers.set('Permissions-Policy', 'geolocation=(), microphone=(), payment=()');
    headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  };
}
