import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type Cluster, SUPERUSER } from './cluster.ts';
import { isAlive, runsProgram } from './process.ts';
import { freePort, isFree } from './ports.ts';
import { giveTo, type RunAs, runDetached } from './run-as.ts';

export interface Postmaster {
  pid: number;
  port: number;
  adopted: boolean;
}

export interface ServerSettings {
  [name: string]: string | number;
}

const ADOPT_MS = 10_000;
// a crash may be followed by a long recovery, during which the server lives but answers nobody
const READY_MS = 120_000;
const START_ATTEMPTS = 5;

export function urlOf(cluster: Cluster, port: number, database: string): string {
  return `postgres://${SUPERUSER}:${cluster.password}@127.0.0.1:${port}/${database}`;
}

/** The server that somebody else runs in a folder. */
export function urlOfRunning(dataDir: string, database: string): string {
  const read = (name: string) => readFileSync(join(dataDir, name), 'utf8').trim();
  return `postgres://${SUPERUSER}:${read('password')}@127.0.0.1:${read('port')}/${database}`;
}

/** Takes over a postmaster that outlived its supervisor, if one answers; clears the traces of a dead one. */
export async function adoptOrphan(cluster: Cluster): Promise<Postmaster | undefined> {
  const seen = readPidFile(cluster);
  if (!seen) return undefined;
  if (!isAlive(seen.pid) || !runsProgram(seen.pid, 'postgres')) {
    // the number may belong to somebody else by now, which Postgres itself would take for a living server
    rmSync(cluster.pidFile, { force: true });
    return undefined;
  }
  const deadline = Date.now() + ADOPT_MS;
  while (Date.now() < deadline && isAlive(seen.pid)) {
    const now = readPidFile(cluster);
    if (now?.port && (await answers(urlOf(cluster, now.port, 'postgres')))) {
      return { pid: now.pid, port: now.port, adopted: true };
    }
    await delay(100);
  }
  if (isAlive(seen.pid)) await stopPostmaster(seen.pid);
  return undefined;
}

/** Starts a server on the wished port, the port of last time or any free one, and waits until it answers. */
export async function startPostmaster(
  runAs: RunAs,
  cluster: Cluster,
  wished: number | undefined,
  settings: ServerSettings,
): Promise<Postmaster> {
  let failure: unknown;
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt++) {
    const port = wished ?? (await portOfLastTime(cluster)) ?? (await freePort());
    try {
      const pid = await launch(runAs, cluster, port, settings);
      writeFileSync(cluster.portFile, `${port}\n`);
      return { pid, port, adopted: false };
    } catch (error) {
      failure = error;
      // backends of a killed postmaster hold its memory for a moment; another program may have taken the port
      await delay(200 * (attempt + 1));
    }
  }
  throw failure;
}

/** Fast shutdown; immediate after 20 seconds. Resolves when the process is gone. */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      if (!isAlive(pid)) return;
      await delay(15);
    }
  }
  throw new Error(`Postgres (process ${pid}) does not stop.`);
}

async function launch(runAs: RunAs, cluster: Cluster, port: number, settings: ServerSettings): Promise<number> {
  const args = ['-D', cluster.dir];
  for (const [name, value] of Object.entries({ ...baseSettings(port), ...settings }))
    args.push('-c', `${name}=${value}`);
  const logFile = openSync(cluster.logFile, 'w');
  giveTo(runAs, cluster.logFile);
  const child = runDetached(runAs, 'postgres', args, logFile);
  closeSync(logFile);
  let ended = false;
  child.once('exit', () => (ended = true));
  child.once('error', () => (ended = true));
  const url = urlOf(cluster, port, 'postgres');
  const deadline = Date.now() + READY_MS;
  while (!ended && Date.now() < deadline) {
    // the pid file proves that it is our server which answers on the port, not a stranger
    if (child.pid && readPidFile(cluster)?.pid === child.pid && (await answers(url))) return child.pid;
    await delay(20);
  }
  if (!ended && child.pid) await stopPostmaster(child.pid);
  throw new Error(`Postgres did not start on port ${port}:\n${lastLines(cluster.logFile)}`);
}

function baseSettings(port: number): ServerSettings {
  return {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    max_connections: 100,
    shared_buffers: '128MB',
  };
}

async function portOfLastTime(cluster: Cluster): Promise<number | undefined> {
  if (!existsSync(cluster.portFile)) return undefined;
  const port = Number.parseInt(readFileSync(cluster.portFile, 'utf8'), 10);
  return port > 0 && (await isFree(port)) ? port : undefined;
}

function readPidFile(cluster: Cluster): { pid: number; port?: number } | undefined {
  if (!existsSync(cluster.pidFile)) return undefined;
  const lines = readFileSync(cluster.pidFile, 'utf8').split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  const port = Number.parseInt(lines[3] ?? '', 10);
  return pid > 0 ? { pid, ...(port > 0 ? { port } : {}) } : undefined;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  // a connection that breaks off while it is being made also emits an event, which would end the process
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function lastLines(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-12).join('\n') : '';
}
