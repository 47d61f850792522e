import { randomBytes } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
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

/**
 * A form or script of another site may send cookies; it cannot send our Origin. Of an encrypted site only an encrypted
 * page is its own: what stands under the same name without encryption may come from anybody on the way.
 */
export function mayChange(request: Request, origins: readonly string[]): boolean {
  if (SAFE.has(request.method)) return true;
  const origin = request.headers.get('Origin');
  if (!origin || !URL.canParse(origin)) return false;
  if (origins.includes(origin)) return true;
  const { host, protocol } = new URL(origin);
  const encrypted = origins.length > 0 && origins.every((ours) => ours.startsWith('https:'));
  if (encrypted && protocol !== 'https:') return false;
  return host === (request.headers.get('Host') ?? new URL(request.url).host);
}

/** The largest form of ours is a paper with ten thousand cases: a third of this. */
const MOST_BYTES = 8 * 1024 * 1024;

/** 413 for a body that no form fills. Uploads are streamed and have limits of their own. */
export const limitBodies: MiddlewareHandler<{ Variables: WebVariables }> = async (c, next) =>
  c.req.path === '/files' ? next() : limited(c, next);

const limited = bodyLimit({
  maxSize: MOST_BYTES,
  onError: (c) => c.json({ code: 'INVALID', message: '提交的内容太大，没有执行。', issues: [] }, 413),
});

type Options = { origins?: readonly string[]; formTargets: readonly string[] };

/** A year; told only where the site is reached encrypted, or it could not be reached at all. */
const ENCRYPTED_ONLY = 'max-age=31536000; includeSubDomains';

/** Security headers on every answer, kept by no cache unless it says so; 403 for a change from elsewhere. */
export function protect({ origins = [], formTargets }: Options): MiddlewareHandler<{ Variables: WebVariables }> {
  const encrypted = origins.length > 0 && origins.every((ours) => ours.startsWith('https:'));
  return async (c, next) => {
    if (mayChange(c.req.raw, origins)) await next();
    else c.res = c.json({ code: 'FORBIDDEN', message: '请求来源不明，没有执行。', requestId: c.get('requestId') }, 403);
    const { headers } = c.res;
    headers.set('X-Request-Id', c.get('requestId'));
    if (!headers.has('Content-Security-Policy'))
      headers.set('Content-Security-Policy', policy(c.get('nonce'), formTargets));
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
    headers.set('X-Content-Type-Options', 'nosniff');
    // For browsers too old to know frame-ancestors; our own pages show papers in frames.
    headers.set('X-Frame-Options', 'SAMEORIGIN');
    headers.set('Referrer-Policy', 'same-origin');
    headers.set('Permissions-Policy', 'geolocation=(), microphone=(), payment=()');
    headers.set('Cross-Origin-Opener-Policy', 'same-origin');
    if (encrypted) headers.set('Strict-Transport-Security', ENCRYPTED_ONLY);
  };
}
