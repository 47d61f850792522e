import { spawn, type ChildProcess } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const PATIENCE_MS = 120_000;

export interface SiteSettings {
  readonly dataDir: string;
  readonly key: string;
  readonly port: number;
}

/** The site as `npm start` runs it, and a worker beside it: what can be killed. */
export interface Site {
  readonly url: string;
  /** Of the database in the data folder, at whatever port it is. */
  databaseUrl(): string;
  /** Web and worker in one process, which also keeps the database; back when it answers. */
  killApp(): Promise<void>;
  /** The worker that runs by itself. */
  killWorker(): Promise<void>;
  /** The server and every process of it, at once; back when the site answers again. */
  killDatabase(): Promise<void>;
  stop(): Promise<void>;
}

export const databaseUrlOf = (dataDir: string): string => {
  const read = (name: string) => readFileSync(join(dataDir, 'postgres', name), 'utf8').trim();
  return `postgres://zhicheng:${read('password')}@127.0.0.1:${read('port')}/zhicheng`;
};

/** Starts it over a data folder that has the demo's data. Output goes into `<data>/site.log`. */
export async function startSite(settings: SiteSettings): Promise<Site> {
  const { dataDir, port } = settings;
  const url = `http://localhost:${port}`;
  let app = start(settings, {});
  await answering(url, app);
  const databaseUrl = () => databaseUrlOf(dataDir);
  const startWorker = () => start(settings, { ZHICHENG_ROLE: 'worker', DATABASE_URL: databaseUrl() });
  let worker = startWorker();
  return {
    url,
    databaseUrl,
    async killApp() {
      await gone(app, 'SIGKILL');
      app = start(settings, {});
      await answering(url, app);
    },
    async killWorker() {
      await gone(worker, 'SIGKILL');
      worker = startWorker();
    },
    async killDatabase() {
      const postmaster = Number.parseInt(readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8'), 10);
      const all = [postmaster, ...childrenOf(postmaster)];
      for (const pid of all) killed(pid);
      // whoever owns the database brings it back; a worker that did not outlive it is started by whoever owns that
      await answering(url, app, async () => {
        if (ended(app)) app = start(settings, {});
        return app;
      });
      if (ended(worker)) worker = startWorker();
    },
    async stop() {
      await gone(worker, 'SIGTERM');
      await gone(app, 'SIGTERM');
    },
  };
}

function start({ dataDir, key, port }: SiteSettings, more: Readonly<Record<string, string>>): ChildProcess {
  const log = openSync(join(dataDir, 'site.log'), 'a');
  return spawn(process.execPath, ['--import', 'tsx', 'apps/portal/server/main.ts'], {
    cwd: ROOT,
    env: {
      ...process.env,
      ...{ NODE_ENV: 'production', PORT: String(port), ZHICHENG_KEY: key, ZHICHENG_DATA: dataDir },
      ...{ ZHICHENG_PROFILE: 'anhui', ZHICHENG_DEMO: 'off' },
      // sign-on is somewhere else, and nobody signs in here: a sandbox would outlive the site that is killed
      OIDC_ISSUER: `http://localhost:${port + 1}`,
      ...more,
    },
    stdio: ['ignore', log, log],
  });
}

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function gone(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (ended(child)) return;
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(signal);
  await exit;
}

/** Until /readyz says so. `alive` may replace a process that has ended. */
async function answering(url: string, first: ChildProcess, alive?: () => Promise<ChildProcess>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  let app = first;
  while (Date.now() < deadline) {
    if (alive) app = await alive();
    else if (ended(app)) throw new Error(`the site ended with ${app.exitCode} before it was ready`);
    const ok = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ok) return;
    await delay(50);
  }
  throw new Error(`${url} does not answer after ${PATIENCE_MS / 1000} s`);
}

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function killed(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it went by itself
  }
}
