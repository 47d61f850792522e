import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { claim } from '../embedded/claim.ts';
import { stopPostmaster } from '../embedded/postmaster.ts';
import { processIdentity } from '../embedded/process.ts';
import { openServer, type Server } from '../embedded/server.ts';

/** One server for all test runs of this checkout; several runs may be under way at once. */
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../../..');
const FOLDER = join(ROOT, 'node_modules/.cache/zhicheng-test-pg');
const USERS = join(FOLDER, 'users');
const LOCK = join(FOLDER, 'lock');
const TEMPLATES_KEPT = 8;

/** Notes that this process uses the server, which then stays until the last user has left. */
export function enter(): void {
  mkdirSync(USERS, { recursive: true });
  writeFileSync(join(USERS, String(process.pid)), processIdentity(process.pid) ?? '');
}

/** Leaves; the last one stops the server. */
export async function leave(): Promise<void> {
  const release = await claim(LOCK);
  try {
    rmSync(join(USERS, String(process.pid)), { force: true });
    if (livingUsers() > 0) return;
    const pid = Number.parseInt(readIfThere(join(FOLDER, 'cluster/postmaster.pid')), 10);
    if (pid > 0) await stopPostmaster(pid);
  } finally {
    release();
  }
}

/** The address of a database of the server, which is started when it is not running yet. */
export async function adminUrl(): Promise<(database: string) => string> {
  mkdirSync(FOLDER, { recursive: true });
  const release = await claim(LOCK);
  try {
    const server = await openServer({
      dataDir: FOLDER,
      fsync: false,
      settings: { max_connections: 300, autovacuum: 'off', deadlock_timeout: '200ms' },
    });
    if (!server.adopted) await clearLeftovers(server);
    return server.urlOf;
  } finally {
    release();
  }
}

/** Clones of runs that were killed, and templates of migrations long gone. */
async function clearLeftovers(server: Server): Promise<void> {
  const client = new pg.Client({ connectionString: server.urlOf('postgres') });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(
      `select datname from pg_database where datname like 'test\\_%'
       union all
       (select datname from pg_database where datname like 'template\\_%' order by oid desc offset ${TEMPLATES_KEPT})`,
    );
    for (const { datname } of rows) {
      const name = client.escapeIdentifier(datname);
      if (datname.startsWith('template_')) await client.query(`alter database ${name} is_template false`);
      await client.query(`drop database ${name}`);
    }
  } finally {
    await client.end();
  }
}

function livingUsers(): number {
  let living = 0;
  for (const name of readdirSync(USERS)) {
    if (processIdentity(Number(name)) === readIfThere(join(USERS, name))) living++;
    else rmSync(join(USERS, name), { force: true });
  }
  return living;
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
