import cluster from 'node:cluster';
import { existsSync, readFileSync } from 'node:fs';
import { getRequestListener } from '@hono/node-server';
import { createCore, createSsoClient, httpRegister, resolveSession, type Actor, type CoreApp } from '@zhicheng/core';
import { poolFigures } from '@zhicheng/database';
import { registry } from '@zhicheng/plugins';
import { clearLeftScratch } from '@zhicheng/storage';
import { watchLoad } from './admission.ts';
import { serverWithDoor } from './admission-door.ts';
import { createAdmission, type Admission } from './admission-policy.ts';
import { createWeb, type Ready } from './app.ts';
import { answering } from './answers.ts';
import { mountAuth } from './auth.ts';
import { loadBuild } from './build.ts';
import { sessionToken } from './cookies.ts';
import { standBehind } from './children.ts';
import { demoAccountsFile, demoWasLoaded, runDemo } from './demo.ts';
import { documentsApart } from './documents-apart.ts';
import { filePlaces } from './file-places.ts';
import { mountFiles } from './files.ts';
import { countsFor, frameReader } from './frame.ts';
import { watchWork } from './live-work.ts';
import { requestLog } from './log.ts';
import type { Metrics } from './metrics.ts';
import { platformOf } from './platform.ts';
import type { Settings } from './settings.ts';
import type { Closing } from './shutdown.ts';
import { watchStore } from './store-watch.ts';

export interface Addresses {
  readonly databaseUrl: string;
  /** The database itself, where the other is that of a pooler. */
  readonly directUrl: string;
}

/** Opens the core, the worker and the web on a database that runs. What it opens it hands to `stop`. */
export async function openSite(
  settings: Settings,
  { databaseUrl, directUrl }: Addresses,
  stop: Closing,
): Promise<void> {
  const { dataDir, profile, port, origin, role } = settings;
  // read while the database is being asked
  const building = role === 'worker' || role === 'migrate' ? undefined : loadBuild();
  building?.catch(() => undefined);
  const { store, bucket, filesDir, partsDir } = filePlaces(settings);
  clearLeftScratch().catch((error: unknown) => console.error('temporary files could not be cleared', error));
  const app = await createCore(
    {
      // workers are few and stay: a pooler would give them nothing
      ...{ databaseUrl: role === 'worker' ? directUrl : databaseUrl, directUrl },
      ...{ key: settings.key, filesDir, store, redisUrl: settings.redisUrl, register: registerOf(settings) },
    },
    profile,
    registry,
  );
  stop.before(() => app.close());
  if (role === 'migrate') return stop.done();
  const watch = watchStore(store);
  stop.before(() => watch.end());
  const ready = readiness(app, watch.trouble, stop);
  const admission = createAdmission({ places: settings.places });
  const metrics = await openMetrics(settings, app, admission, ready, stop);
  const demoLater = demoWasLoaded(dataDir);
  const demo = (): Promise<void> => {
    const { done, end } = runDemo(settings, directUrl);
    stop.before(end);
    return done;
  };
  if (settings.demo && !demoLater) await demo();
  // beside busy web processes it has a quarter of a core; on a machine of its own it makes no difference
  if (role === 'worker') standBehind(5);
  if (role !== 'web') {
    const documents = role === 'all' ? documentsApart(settings, directUrl) : undefined;
    const worker = await app.startWorker(documents?.make);
    stop.before(() => worker.stop());
    if (documents) stop.before(() => documents.end());
  }
  if (!building) return;
  const build = await building;
  const sso = createSsoClient({
    ...(settings.oidc ?? {
      issuer: `http://localhost:${port + 1}`,
      clientId: 'zhicheng-portal',
      clientSecret: undefined,
    }),
    redirectUri: `${origin}/auth/callback`,
  });
  const platform = platformOf(profile);
  const { core } = app;
  const actorOf = async (request: Request): Promise<Actor | null> => {
    const token = sessionToken(request);
    return token ? ((await resolveSession({ core, token }))?.actor ?? null) : null;
  };
  const live = await watchWork(app);
  stop.first(() => live.end());
  const web = createWeb({
    build,
    origins: [origin],
    formTargets: [new URL(settings.oidc?.issuer ?? `http://localhost:${port + 1}`).origin, origin],
    ready,
    stopping: stop.stopping,
    admission,
    proxies: settings.proxies,
    observers: [requestLog(settings.log), metrics?.observer].filter((observer) => observer !== undefined),
    now: async () => (await core.db.raw('select zc_now() as now')).rows[0].now,
    async context(request, known) {
      const actor = await actorOf(request);
      const caller = app.callerFor(actor, known.requestId);
      return { ...known, caller, frame: frameReader(platform, actor, caller) };
    },
    mount(hono) {
      mountAuth(hono, { core, sso, origin, proxies: settings.proxies });
      mountFiles(hono, { core, actorOf, partsDir, bucket });
      hono.get('/live/work', async (c) => answering(c, await actorOf(c.req.raw), async (actor) => live.open(c, actor)));
      hono.get('/live/counts', async (c) =>
        answering(c, await actorOf(c.req.raw), async (actor) =>
          c.json(actor.mustChangePassword ? {} : await countsFor(actor, app.callerFor(actor, c.get('requestId')))),
        ),
      );
      hono.all('/api/trpc/*', async (c) => app.handle(c.req.raw, await actorOf(c.req.raw), c.get('requestId')));
    },
  });
  const load = watchLoad(admission, () => poolFigures(core.db));
  stop.before(() => load.end());
  const server = serverWithDoor(admission, getRequestListener(web.fetch)).listen(port);
  stop.server(server, settings.drainMs);
  server.once('listening', () => {
    announce(settings, dataDir);
    if (settings.demo && demoLater) demo().catch((error: unknown) => console.error('demo:', error));
  });
}

/** With the real sign-on but no register, none is connected: nobody's number goes to the sandbox then. */
function registerOf({ register, oidc, port }: Settings) {
  if (register) return httpRegister({ ...register, sandbox: false });
  return oidc ? null : httpRegister({ url: `http://localhost:${port + 1}/registers/rows`, sandbox: true });
}

const readiness =
  ({ core }: CoreApp, storeTrouble: () => string | undefined, stop: Closing) =>
  async (): Promise<Ready> => {
    if (stop.stopping()) return { ready: false, reason: 'stopping' };
    if (storeTrouble()) return { ready: false, reason: 'file store' };
    return { ready: (await core.db.raw('select 1 as ok')).rows.length === 1 };
  };

/** Loaded only where somebody reads them. */
async function openMetrics(
  { metrics: address }: Settings,
  app: CoreApp,
  admission: Admission,
  ready: () => Promise<Ready>,
  stop: Closing,
): Promise<Metrics | undefined> {
  if (!address) return undefined;
  const [{ createMetrics }, { serveStatus }] = await Promise.all([
    import('./metrics.ts'),
    import('./status-server.ts'),
  ]);
  const metrics = createMetrics({
    pool: () => poolFigures(app.core.db),
    queue: app.queueFigures,
    admission: admission.figures,
  });
  const server = await serveStatus({ metrics, ready }, address);
  stop.before(() => void server.close());
  return metrics;
}

/** What a newcomer needs: where it is, and who may sign in. */
export function announce({ origin, log }: Settings, dataDir: string): void {
  // Of several on one port, the one that looks after them speaks.
  if (cluster.isWorker) return;
  if (log === 'json') return console.log(`listening, ${origin}`);
  const accounts = demoAccountsFile(dataDir);
  console.log(`\n职称申报平台  ${origin}\n`);
  if (existsSync(accounts)) console.log(readFileSync(accounts, 'utf8'));
}
