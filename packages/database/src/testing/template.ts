import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { connect, type Database } from '../connect.ts';
import { migrate, migrationHash } from '../migrate.ts';

/** What is to be in the template beyond the migrations; `key` changes whenever the outcome of `run` does. */
export interface Preparation {
  key: string;
  run(db: Database, url: string): Promise<void>;
}

/** Makes a database that is a copy of the migrated and prepared template; the template is built once per content. */
export async function cloneTemplate(
  urlOf: (database: string) => string,
  migrationsDir: string,
  preparation: Preparation | undefined,
): Promise<string> {
  const admin = new pg.Client({ connectionString: urlOf('postgres') });
  await admin.connect();
  try {
    const content = `${await migrationHash(migrationsDir)} ${preparation?.key ?? ''}`;
    const template = `template_${createHash('sha256').update(content).digest('hex').slice(0, 24)}`;
    await ensureTemplate(admin, template, async () => {
      const db = connect({ url: urlOf(template) });
      try {
        await migrate(db, migrationsDir);
        await preparation?.run(db, urlOf(template));
      } finally {
        await db.destroy();
      }
    });
    const clone = `test_${process.pid}_${randomBytes(6).toString('hex')}`;
    await admin.query(`create database ${clone} template ${template}`);
    return clone;
  } finally {
    await admin.end();
  }
}

const IN_USE = '55006';

/**
 * Connections that are closing get the seconds that the server gives them: cut off, they would raise an error that nobody
 * listens for any more. Those that a test has left open are cut.
 */
export async function dropDatabase(urlOf: (database: string) => string, name: string): Promise<void> {
  const admin = new pg.Client({ connectionString: urlOf('postgres') });
  await admin.connect();
  const drop = `drop database if exists ${admin.escapeIdentifier(name)}`;
  try {
    await admin.query(drop).catch((error: unknown) => {
      if (!(error instanceof pg.DatabaseError) || error.code !== IN_USE) throw error;
      return admin.query(`${drop} with (force)`);
    });
  } finally {
    await admin.end();
  }
}

/** The flag `datistemplate` says that a template is complete: an unfinished one is dropped and built anew. */
async function ensureTemplate(admin: pg.Client, name: string, build: () => Promise<void>): Promise<void> {
  const isComplete = async () =>
    (await admin.query('select 1 from pg_database where datname = $1 and datistemplate', [name])).rowCount === 1;
  if (await isComplete()) return;
  await admin.query('select pg_advisory_lock(hashtext($1))', [name]);
  try {
    if (await isComplete()) return;
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(`create database ${name}`);
    await build();
    await admin.query(`alter database ${name} with is_template true allow_connections false`);
  } finally {
    await admin.query('select pg_advisory_unlock(hashtext($1))', [name]);
  }
}
