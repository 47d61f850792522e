import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Core } from '@zhicheng/core';

const SESSION = 'zc_session';
const ATTEMPT = 'zc_sso';

export const sessionToken = (request: Request): string | undefined =>
  /(?:^|;\s*)zc_session=([^;]+)/.exec(request.headers.get('Cookie') ?? '')?.[1];

/** Plain http only where the site itself is: on this machine. */
const secure = (origin: string): boolean => origin.startsWith('https:');

/** Ends with the browser; how long it holds before that is the database's to say, which prolongs it while it is used. */
export function keepSession(c: Context, origin: string, { token }: { token: string }): void {
  setCookie(c, SESSION, token, { httpOnly: true, sameSite: 'Lax', path: '/', secure: secure(origin) });
}
export const forgetSession = (c: Context): string | undefined => deleteCookie(c, SESSION, { path: '/' });

/** The sign-in under way, sealed: it holds the PKCE verifier. Ten minutes. */
export function keepAttempt(c: Context, origin: string, core: Core, attempt: object): void {
  const sealed = core.cipher.seal(JSON.stringify(attempt)).toString('base64url');
  setCookie(c, ATTEMPT, sealed, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/auth',
    secure: secure(origin),
    maxAge: 600,
  });
}
export function takeAttempt(c: Context, core: Core): unknown {
  const sealed = getCookie(c, ATTEMPT);
  deleteCookie(c, ATTEMPT, { path: '/auth' });
  if (!sealed) return undefined;
  try {
    return JSON.parse(core.cipher.open(Buffer.from(sealed, 'base64url')));
  } catch {
    return undefined;
  }
}
