import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database, Transaction } from './connect.ts';

export interface Migration {
  name: string;
  sql: string;
  hash: string;
}

/** One key for every process that migrates this database; any constant will do. */
const LOCK_KEY = 7_330_519;

/**
 * Applies the `.sql` files of a folder in name order, each in a transaction of its own, and records name and hash.
 * Refuses when an applied file has changed or is gone, or when a new file sorts before an applied one.
 * Several processes may call it at once: each file runs once.
 * @returns the names applied by this call
 */
export async function migrate(db: Database, dir: string): Promise<string[]> {
  const migrations = await readMigrations(dir);
  await db.transaction(async (trx) => {
    await lock(trx);
    await trx.raw(
      `create table if not exists schema_migration
         (name text primary key, hash text not null, applied_at timestamptz not null default now())`,
    );
    refuseDivergence(migrations, await appliedHashes(trx));
  });
  const applied: string[] = [];
  for (const migration of migrations) {
    if (await applyOnce(db, migration)) applied.push(migration.name);
  }
  return applied;
}

/** Hash over names and contents of all migrations of a folder: what a template database is keyed by. */
export async function migrationHash(dir: string): Promise<string> {
  const hash = createHash('sha256');
  for (const { name, hash: content } of await readMigrations(dir)) hash.update(`${name}\0${content}\0`);
  return hash.digest('hex');
}

async function readMigrations(dir: string): Promise<Migration[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(dir, name), 'utf8');
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** True when this call applied it, false when it had been applied before. */
async function applyOnce(db: Database, migration: Migration): Promise<boolean> {
  return db.transaction(async (trx) => {
    await lock(trx);
    const known = await trx('schema_migration').where({ name: migration.name }).first('name');
    if (known) return false;
    try {
      // knex takes a bare question mark for a binding, and jsonb has operators that are spelt so
      await trx.raw(migration.sql.replaceAll('?', '\\?'));
    } catch (error) {
      throw new Error(`Migration ${migration.name} failed: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
    await trx('schema_migration').insert({ name: migration.name, hash: migration.hash });
    return true;
  });
}

function lock(trx: Transaction) {
  return trx.raw('select pg_advisory_xact_lock(?)', [LOCK_KEY]);
}

async function appliedHashes(trx: Transaction): Promise<Map<string, string>> {
  const rows = await trx<{ name: string; hash: string }>('schema_migration').select('name', 'hash');
  return new Map(rows.map((row) => [row.name, row.hash]));
}

function refuseDivergence(migrations: Migration[], applied: Map<string, string>): void {
  const byName = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const [name, hash] of applied) {
    const file = byName.get(name);
    if (!file) throw new Error(`Migration ${name} was applied to this database but its file is gone.`);
    if (file.hash !== hash) throw new Error(`Migration ${name} was changed after it had been applied; add a new file.`);
  }
  const last = [...applied.keys()].sort().at(-1);
  const late = migrations.find(({ name }) => last !== undefined && name < last && !applied.has(name));
  if (late) throw new Error(`Migration ${late.name} sorts before ${last}, which is applied already; rename it.`);
}
