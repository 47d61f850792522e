import { randomInt } from 'node:crypto';
import type { Context } from 'hono';
import {
  DomainError,
  resolveSession,
  signInBuiltin,
  signInWithSso,
  signOut,
  type Core,
  type SsoAttempt,
  type SsoClient,
} from '@zhicheng/core';
import { homeOf } from '../app/frames/menu.ts';
import { localPath } from '../app/local-path.ts';
import { busyAnswer } from './admission.ts';
import type { Web } from './app.ts';
import { clientAddress } from './client-address.ts';
import { forgetSession, keepAttempt, keepSession, sessionToken, takeAttempt } from './cookies.ts';

interface Parts {
  readonly core: Core;
  readonly sso: SsoClient;
  readonly origin: string;
  /** Proxies of our own between the network and this process. */
  readonly proxies: number;
}

const isAttempt = (value: unknown): value is SsoAttempt =>
  typeof value === 'object' && value !== null && 'state' in value && 'codeVerifier' in value;

/** Where to go after signing in: what was asked for, if it is a page of ours, else the home of the capacity. */
async function after(core: Core, token: string, asked: string | undefined): Promise<string> {
  const session = await resolveSession({ core, token });
  const page = localPath(asked);
  return page && page !== '/home' ? page : homeOf(session?.actor.role ?? 'applicant');
}

/** The refusal as a word that the login page knows; it writes the sentences. */
function refusalCode(error: unknown, fallback: string): string {
  if (!(error instanceof DomainError)) throw error;
  const code = error.issues[0]?.code ?? '';
  const known: Readonly<Record<string, string>> = {
    badCredentials: 'password',
    tooManyAttempts: 'limited',
    accountDisabled: 'closed',
    noAssignment: 'closed',
  };
  return known[code] ?? fallback;
}

/** The wave is over in as many seconds; nothing was counted. */
const CROWDED_SECONDS = 4;
const isCrowded = (error: unknown): boolean => error instanceof DomainError && error.issues[0]?.code === 'crowded';

/** Signing in and out; forms post here, answers are redirects. */
export function mountAuth(app: Web, { core, sso, origin, proxies }: Parts): void {
  /** Whoever was signed in here before is so no longer: a token that left the browser must not live on. */
  const begin = async (c: Context, session: { token: string }): Promise<void> => {
    const former = sessionToken(c.req.raw);
    if (former) await signOut({ core, token: former });
    keepSession(c, origin, session);
  };
  app.post('/auth/start', async (c) => {
    const kind = c.req.query('kind') === 'unit' ? 'unit' : 'person';
    try {
      const { url, attempt } = await sso.start({ kind, returnTo: c.req.query('to') });
      keepAttempt(c, origin, core, attempt);
      return c.redirect(url, 303);
    } catch (error) {
      return c.redirect(`/login?refused=${refusalCode(error, 'sso')}`, 303);
    }
  });
  app.get('/auth/callback', async (c) => {
    const attempt = takeAttempt(c, core);
    if (!isAttempt(attempt)) return c.redirect('/login?refused=sso', 303);
    try {
      const { claims, returnTo } = await sso.finish(new URL(c.req.url), attempt);
      const session = await signInWithSso({ core, claims });
      await begin(c, session);
      return c.redirect(await after(core, session.token, returnTo), 303);
    } catch (error) {
      return c.redirect(`/login?refused=${refusalCode(error, 'sso')}`, 303);
    }
  });
  app.post('/auth/builtin', async (c) => {
    const form = await c.req.parseBody();
    const [username, password] = [String(form.account ?? ''), String(form.password ?? '')];
    try {
      const session = await signInBuiltin({ core, username, password, network: clientAddress(c, proxies) });
      await begin(c, session);
      return c.redirect(await after(core, session.token, c.req.query('to')), 303);
    } catch (error) {
      if (isCrowded(error)) {
        const sent = new URLSearchParams({ account: username, password }).toString();
        return busyAnswer(c, { status: 503, retryAfterSeconds: CROWDED_SECONDS + randomInt(CROWDED_SECONDS), sent });
      }
      const query = new URLSearchParams({ refused: refusalCode(error, 'password'), account: username.slice(0, 40) });
      return c.redirect(`/login?${query}`, 303);
    }
  });
  app.post('/auth/sign-out', async (c) => {
    const token = sessionToken(c.req.raw);
    if (token) await signOut({ core, token });
    forgetSession(c);
    return c.redirect('/login', 303);
  });
}
