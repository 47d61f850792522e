import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePair } from './server.ts';

/** A server beside the site, that can be killed and come back under the same address. */
export interface Neighbour {
  readonly url: string;
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

async function neighbour(url: string, spawned: () => ChildProcess, ready: RegExp, remove: () => Promise<void>) {
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const begun = spawned();
    child = begun;
    let said = '';
    await new Promise<void>((resolve, reject) => {
      for (const stream of [begun.stdout, begun.stderr])
        stream?.on('data', (chunk) => {
          said += String(chunk);
          if (ready.test(said)) resolve();
        });
      begun.once('error', reject);
      begun.once('exit', (code) => reject(new Error(`${begun.spawnfile} ended with ${code}: ${said}`)));
    });
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  await start();
  const stop = async () => {
    await end('SIGKILL');
    await remove();
  };
  return { url, start, stop, kill: () => end('SIGKILL') };
}

/** Throws with the name of what has to be installed. */
function needs(program: string): void {
  if (spawnSync(program, ['--version']).error)
    throw new Error(`${program} is not installed: several machines cannot be tried without it (npm test installs it)`);
}

/** A Redis of one's own that keeps nothing. */
export async function startRedis(): Promise<Neighbour> {
  needs('redis-server');
  const port = await freePair();
  const dir = await mkdtemp(join(tmpdir(), 'zhicheng-redis-'));
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', dir];
  const spawned = () => spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const remove = () => rm(dir, { recursive: true, force: true });
  return neighbour(`redis://127.0.0.1:${port}`, spawned, /Ready to accept connections/, remove);
}

/** What runs as nobody when we are root: the pooler refuses to be root. */
const NOBODY = { uid: 65_534, gid: 65_534 };

/**
 * PgBouncer in transaction mode before a database, with fewer connections than a web process asks for, so that
 * transactions of different requests do share them.
 */
export async function startPgbouncer(databaseUrl: string): Promise<Neighbour> {
  needs('pgbouncer');
  const behind = new URL(databaseUrl);
  const port = await freePair();
  const dir = await mkdtemp(join(tmpdir(), 'zhicheng-pgbouncer-'));
  const file = join(dir, 'pgbouncer.ini');
  const name = behind.pathname.slice(1);
  const target = `host=${behind.hostname} port=${behind.port} dbname=${name}`;
  await writeFile(
    file,
    [
      ...['[databases]', `${name} = ${target} user=${behind.username} password=${decodeURIComponent(behind.password)}`],
      ...['[pgbouncer]', 'listen_addr = 127.0.0.1', `listen_port = ${port}`, 'unix_socket_dir =', 'auth_type = any'],
      ...['pool_mode = transaction', 'default_pool_size = 3', 'max_client_conn = 100'],
    ].join('\n'),
    { mode: 0o600 },
  );
  const root = process.getuid?.() === 0;
  if (root) {
    await chmod(dir, 0o755);
    await chown(file, NOBODY.uid, NOBODY.gid);
  }
  const spawned = () => spawn('pgbouncer', [file], { stdio: ['ignore', 'pipe', 'pipe'], ...(root && NOBODY) });
  const remove = () => rm(dir, { recursive: true, force: true });
  const url = new URL(databaseUrl);
  [url.hostname, url.port] = ['127.0.0.1', `${port}`];
  return neighbour(url.href, spawned, /process up/, remove);
}
