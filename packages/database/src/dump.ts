import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** A table of a dump: its file, the columns in their order, and what must come out of it again. */
interface DumpedTable {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: number;
  readonly sha256: string;
}
interface DumpedSequence {
  readonly sequence: string;
  readonly value: string;
}
export interface Dump {
  readonly takenAt: string;
  readonly migrations: readonly { readonly name: string; readonly hash: string }[];
  readonly tables: readonly DumpedTable[];
  readonly sequences: readonly DumpedSequence[];
}

/** Written last: a folder without it is a dump that did not come to its end. */
const MANIFEST = 'dump.json';
const fileOf = (folder: string, table: string) => join(folder, `${table.replaceAll('"', '')}.copy.gz`);

const TABLES = `
  select format('%I.%I', n.nspname, c.relname) as table, array_agg(quote_ident(a.attname) order by a.attnum) as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where c.relkind = 'r' and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
  group by n.nspname, c.relname order by 1`;
const SEQUENCES = `
  select format('%I.%I', schemaname, sequencename) as sequence, last_value::text as value
  from pg_sequences where last_value is not null order by 1`;

/** Passes bytes on and takes their hash. */
const hashing = (hash: Hash) =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Writes every row of a database into a folder, one compressed file per table: one moment of it, while others work.
 * The queue of jobs is part of it. What it costs the server is one long reading transaction.
 */
export function dumpDatabase({ url, folder }: { url: string; folder: string }): Promise<Dump> {
  return connected(url, async (client) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await client.query('begin isolation level repeatable read read only');
    const found = await client.query<{ table: string; columns: string[] }>(TABLES);
    const tables: DumpedTable[] = [];
    for (const { table, columns } of found.rows) tables.push(await dumpTable(client, folder, table, columns));
    const dump: Dump = {
      takenAt: (await client.query<{ now: Date }>('select now()')).rows[0]?.now.toISOString() ?? '',
      migrations: (await client.query('select name, hash from schema_migration order by name')).rows,
      tables,
      sequences: (await client.query<DumpedSequence>(SEQUENCES)).rows,
    };
    await client.query('commit');
    await writeFile(join(folder, `${MANIFEST}.partial`), `${JSON.stringify(dump, null, 1)}\n`, { mode: 0o600 });
    await rename(join(folder, `${MANIFEST}.partial`), join(folder, MANIFEST));
    return dump;
  });
}

async function dumpTable(client: pg.Client, folder: string, table: string, columns: string[]): Promise<DumpedTable> {
  const hash = createHash('sha256');
  const rows = client.query(copyTo(`copy ${table} (${columns.join(', ')}) to stdout`));
  const file = createWriteStream(fileOf(folder, table), { mode: 0o600 });
  await pipeline(rows, hashing(hash), createGzip({ level: 1 }), file);
  return { table, columns, rows: rows.rowCount, sha256: hash.digest('hex') };
}

/**
 * Puts a dump into a database that has the same migrations, in the place of whatever is in it; all of it or nothing.
 * The user must be allowed to set `session_replication_role`, as the owner of an embedded server is.
 * @throws when the dump is unfinished or damaged, or was taken with other migrations
 */
export async function loadDump({ url, folder }: { url: string; folder: string }): Promise<Dump> {
  const dump = await readDump(folder);
  return connected(url, async (client) => {
    await refuseOtherMigrations(client, dump);
    await client.query('begin');
    // neither triggers nor foreign keys: the rows passed them when they came about
    await client.query('set local session_replication_role = replica');
    await client.query(`truncate ${dump.tables.map(({ table }) => table).join(', ')}`);
    for (const table of dump.tables) await loadTable(client, folder, table);
    for (const { sequence, value } of dump.sequences) await client.query('select setval($1, $2)', [sequence, value]);
    await client.query('commit');
    return dump;
  });
}

/** What a dump says of itself. Throws where it did not come to its end. */
export async function readDump(folder: string): Promise<Dump> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => {
    throw new Error(`${folder} holds no finished dump (${MANIFEST} is missing).`);
  });
  return JSON.parse(text);
}

async function refuseOtherMigrations(client: pg.Client, { migrations }: Dump): Promise<void> {
  const { rows } = await client.query<Dump['migrations'][number]>('select name, hash from schema_migration');
  const here = new Map(rows.map(({ name, hash }) => [name, hash]));
  const other = migrations.find(({ name, hash }) => here.get(name) !== hash);
  if (other || here.size !== migrations.length)
    throw new Error(
      `The dump was taken with other migrations (its last is ${migrations.at(-1)?.name ?? 'none'}). Load it with the version of the program that took it, then upgrade.`,
    );
}

async function loadTable(client: pg.Client, folder: string, { table, columns, sha256 }: DumpedTable): Promise<void> {
  const hash = createHash('sha256');
  const rows = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`));
  await pipeline(createReadStream(fileOf(folder, table)), createGunzip(), hashing(hash), rows);
  if (hash.digest('hex') !== sha256) throw new Error(`The dump is damaged: ${fileOf(folder, table)}.`);
}
