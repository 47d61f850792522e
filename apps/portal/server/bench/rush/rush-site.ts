import { once } from 'node:events';
import { createServer } from 'node:net';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ChildProcess } from 'node:child_process';
import { endChild, startChild } from '../../children.ts';
import { FILES_OF_COPIES, type Copy } from '../copy.ts';
import { send } from '../site.ts';
import { postmasterOf, type Parts } from './meter.ts';

/** Web and worker over a copy of a province, each in processes of their own, as `npm start` runs them. */
export interface RushSite {
  readonly ports: readonly number[];
  /** By part; the generator is added by whoever starts it. */
  readonly parts: Omit<Parts, 'generator'>;
  /** Has the collector run in web and worker, and says what they hold then, in MiB. */
  memory(): Promise<{ resident: number; heap: number }>;
  stop(): Promise<void>;
}

const PROBE = fileURLToPath(new URL('./memory-probe.mjs', import.meta.url));
const MiB = 1024 * 1024;

/** @param webs web processes, side by side */
export async function startRushSite(copy: Copy, webs = 1): Promise<RushSite> {
  const notes = mkdtempSync(join(tmpdir(), 'zhicheng-rush-'));
  const env = {
    ...{ DATABASE_URL: copy.url, ZHICHENG_KEY: copy.key, ZHICHENG_PROFILE: copy.app.core.profile.code },
    ...{ ZHICHENG_DATA: dirname(FILES_OF_COPIES), OIDC_ISSUER: 'http://localhost:9/', NODE_ENV: 'production' },
    // Sign-ins come from everywhere: the generator names addresses as a proxy would.
    ZHICHENG_PROXIES: '1',
    ...{ NODE_OPTIONS: `--import ${PROBE}`, MEMORY_NOTES: notes },
  };
  const ports: number[] = [];
  const web: ChildProcess[] = [];
  for (let n = 0; n < webs; n += 1) {
    const port = await freePort();
    ports.push(port);
    web.push(startChild('apps/portal/server/main.ts', { ...env, PORT: String(port), ZHICHENG_ROLE: 'web' }));
  }
  const worker = startChild('apps/portal/server/main.ts', { ...env, ZHICHENG_ROLE: 'worker' });
  const all = [...web, worker];
  const stop = async () => {
    await Promise.all(all.map(endChild));
    rmSync(notes, { recursive: true });
  };
  try {
    await Promise.all(ports.map((port) => untilReady(port, all)));
  } catch (error) {
    await stop();
    throw error;
  }
  const pids = (children: readonly ChildProcess[]) => children.map(({ pid = 0 }) => pid);
  return {
    ports,
    parts: { web: pids(web), worker: pids([worker]), postgres: [await postmasterOf(copy.app.core.db)] },
    async memory() {
      const found = await Promise.all(pids(all).map((pid) => memoryOf(pid, notes)));
      const sum = (of: 'rss' | 'heapUsed') => found.reduce((total, one) => total + one[of] / MiB, 0);
      return { resident: sum('rss'), heap: sum('heapUsed') };
    },
    stop,
  };
}

const PATIENCE = 100;

/** Asks the probe in a process, by a signal; it answers in a file. */
async function memoryOf(pid: number, notes: string): Promise<{ rss: number; heapUsed: number }> {
  const file = join(notes, String(pid));
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  for (let time = 0; time < PATIENCE; time += 1) {
    await pause(100);
    try {
      return JSON.parse(readFileSync(file, 'utf8'));
    } catch {
      // not written yet
    }
  }
  throw new Error(`process ${pid} does not say what it holds`);
}

async function untilReady(port: number, children: readonly ChildProcess[]): Promise<void> {
  const agent = new Agent();
  while ((await send(agent, { port, path: '/readyz' }).catch(() => undefined))?.status !== 200) {
    const ended = children.find(({ exitCode }) => exitCode !== null);
    if (ended) throw new Error(`the site ended with ${ended.exitCode}`);
    await pause(100);
  }
  agent.destroy();
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
