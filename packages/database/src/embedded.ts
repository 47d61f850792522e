import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { tryClaim } from './embedded/claim.ts';
import { stopPostmaster, urlOfRunning } from './embedded/postmaster.ts';
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
  /** process number of the server */
  pid: number;
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
    return supervised(server, database, release);
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

function supervised({ pid, port, adopted, urlOf }: Server, database: string, release: () => void): EmbeddedPostgres {
  let stopping: Promise<void> | undefined;
  return {
    ...{ url: urlOf(database), port, pid, adopted, urlOf },
    stop: () => (stopping ??= stopPostmaster(pid).finally(release)),
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
