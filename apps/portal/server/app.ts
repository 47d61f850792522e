import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { AppLoadContext, ServerBuild } from '@remix-run/server-runtime';
import { Hono } from 'hono';
import type { PortalContext } from '../app/context.ts';
import { admit } from './admission.ts';
import type { Admission } from './admission-policy.ts';
import { assets } from './assets.ts';
import { pageHandler } from './narrowed.ts';
import { observe, type Observer } from './observe.ts';
import { pagePatterns } from './page-pattern.ts';
import { limitBodies, newNonce, protect } from './protection.ts';

export type Ready = { readonly ready: boolean; readonly reason?: string };

export type WebParts = {
  /** The built portal; read with `loadBuild` of ./build.ts. */
  readonly build: ServerBuild;
  /** Per request: who asks, what the core offers. Called for pages only, never for assets. */
  context(
    request: Request,
    known: Pick<PortalContext, 'requestId' | 'nonce'>,
  ): Promise<AppLoadContext> | AppLoadContext;
  /** Database reachable, migrations done. */
  ready(): Promise<Ready>;
  /** The clock deadlines are checked with. */
  now(): Promise<Date>;
  /** Mounts that must come before the pages: the API, the files. They pass the same Origin check. */
  mount?(app: Web): void;
  /** Hosts the site is reached under besides the request's own Host, e.g. behind a proxy: `https://zc.example`. */
  readonly origins?: readonly string[];
  /** Origins a form may be redirected to: the sign-in servers. */
  readonly formTargets: readonly string[];
  readonly clientDirectory?: string;
  /** Decides who is served when more ask than can be; undefined: everybody is. */
  readonly admission?: Admission;
  /** Proxies of our own in front, for telling networks apart. */
  readonly proxies?: number;
  /** The process was told to stop: it answers, but wants no more. */
  stopping?(): boolean;
  /** Told of each request. */
  readonly observers?: readonly Observer[];
};

/** `page`: the portal itself answers, no mount and no asset. */
export type WebVariables = { requestId: string; nonce: string; page: boolean };
export type Web = Hono<{ Variables: WebVariables }>;

const CLIENT = fileURLToPath(new URL('../build/client', import.meta.url));

/** Health, clock, assets, whatever `mount` adds, then pages. */
export function createWeb(parts: WebParts): Web {
  const { build, context, ready, now, mount, origins, formTargets, clientDirectory = CLIENT } = parts;
  const { stopping = () => false, observers = [], admission, proxies } = parts;
  const app: Web = new Hono();
  app.use(async (c, next) => {
    c.set('requestId', randomUUID());
    c.set('nonce', newNonce());
    await next();
    // whoever keeps a connection comes back over a new one, to a process that stays
    if (stopping()) c.res.headers.set('Connection', 'close');
  });
  if (observers.length > 0) app.use(observe(observers, pagePatterns(build.routes)));
  app.use(protect({ origins, formTargets }));
  app.use(limitBodies);
  app.get('/healthz', (c) => c.json({ ok: true }));
  app.get('/readyz', async (c) => {
    if (stopping()) return c.json({ ready: false, reason: 'stopping' }, 503);
    const state = await ready().catch((error: unknown): Ready => {
      console.error('not ready:', error);
      return { ready: false };
    });
    return c.json(state, state.ready ? 200 : 503);
  });
  app.get('/clock', async (c) => {
    return c.json({ now: (await now()).toISOString() });
  });
  app.use(assets(clientDirectory));
  if (admission) app.use(admit(admission, proxies));
  mount?.(app);
  const handle = pageHandler(build, 'production');
  app.all('*', async (c) => {
    c.set('page', true);
    const known = { requestId: c.get('requestId'), nonce: c.get('nonce') };
    return handle(c.req.raw, await context(c.req.raw, known));
  });
  return app;
}
