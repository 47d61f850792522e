import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { tryClaim } from './embedded/claim.ts';
import { stopPostmaster, urlOfRunning } from './embedded/postmaster.ts';
import { isAlive } from './embedded/process.ts';
import { openServer, type Server, type ServerOptions } from './embedded/server.ts';

export interface EmbeddedPostgresOptions extends ServerOptions {
  /** folder for cluster, port, password and log, e.g. ./data/postgres; made when missing */
  dataDir: string;
  /** default: the port of last time, or any free one */
  port?: number;
  /** database that `url` names, made when missing; default 'zhicheng' */
  database?: string;
  /** false gives up safety against power failure for speed: tests only */
  fsync?: boolean;
  /** told what happens, in English */
  log?: (line: string) => void;
}

export interface EmbeddedPostgres {
  url: string;
  port: number;
  /** process number of the server; another one once it was killed and started again */
  readonly pid: number;
  /** true when the server outlived an earlier supervisor and was taken over */
  adopted: boolean;
  /** the same server, another database */
  urlOf(database: string): string;
  /** ends the server; a second call does nothing */
  stop(): Promise<void>;
}

/**
 * Starts a Postgres of our own on the loopback interface, or takes over the one that outlived a killed supervisor.
 * Works as an ordinary user and as root. Fails when another living process supervises the same folder: it would
 * stop the server under the other.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  mkdirSync(dirname(dataDir), { recursive: true });
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const release = tryClaim(join(dataDir, 'owner'));
  if (typeof release === 'number') {
    throw new Error(`The data folder ${dataDir} is in use by process ${release}. Stop it first.`);
  }
  try {
    const server = await openServer(options);
    const database = options.database ?? 'zhicheng';
    await ensureDatabase(server.urlOf('postgres'), database);
    return supervised(options, server, database, release);
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * The server of a folder for as long as a tool needs it, beside whoever runs it: only where none runs one is started,
 * and `leave` stops that one alone.
 * @throws when there is no cluster in the folder
 */
export async function visitEmbeddedPostgres({
  dataDir,
  database = 'zhicheng',
}: Pick<EmbeddedPostgresOptions, 'dataDir' | 'database'>): Promise<{ url: string; leave(): Promise<void> }> {
  const folder = resolve(dataDir);
  if (!existsSync(join(folder, 'cluster'))) throw new Error(`There is no database in ${folder}.`);
  const claimed = tryClaim(join(folder, 'owner'));
  if (typeof claimed === 'number') return { url: urlOfRunning(folder, database), leave: async () => undefined };
  claimed();
  const { url, stop } = await startEmbeddedPostgres({ dataDir: folder, database });
  return { url, leave: stop };
}

const WATCH_MS = 500;

/** Keeps the server: one that was killed is started again on the same port, so that pools find it when they next ask. */
function supervised(
  options: EmbeddedPostgresOptions,
  first: Server,
  database: string,
  release: () => void,
): EmbeddedPostgres {
  const log = options.log ?? ((line: string) => console.error(`embedded Postgres: ${line}`));
  let server = first;
  let stopping: Promise<void> | undefined;
  let mending: Promise<void> | undefined;
  const mend = async () => {
    log(`process ${server.pid} is gone; starting it again`);
    server = await openServer({ ...options, port: first.port });
  };
  const watch = setInterval(() => {
    if (stopping || mending || isAlive(server.pid)) return;
    mending = mend()
      .catch((error: unknown) => log(`does not start: ${error instanceof Error ? error.message : String(error)}`))
      .finally(() => (mending = undefined));
  }, WATCH_MS);
  watch.unref();
  const stop = async () => {
    clearInterval(watch);
    await mending;
    await stopPostmaster(server.pid).finally(release);
  };
  return {
    ...{ url: first.urlOf(database), port: first.port, adopted: first.adopted, urlOf: first.urlOf },
    get pid() {
      return server.pid;
    },
    stop: () => (stopping ??= stop()),
  };
}

async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
