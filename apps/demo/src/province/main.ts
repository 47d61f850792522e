import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createCore, invariantViolations } from '@zhicheng/core';
import { startEmbeddedPostgres } from '@zhicheng/database/embedded';
import { registry } from '@zhicheng/plugins';
import { profileOf } from '@zhicheng/profiles';
import { fillProvince } from './fill-province.ts';
import { brokenReferences } from './references.ts';

/** `npm run bench -- fill`: a province of its own in a folder of its own, and beside it what opens it again. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      people: { type: 'string', default: '10000' },
      entries: { type: 'string', default: '100000' },
      data: { type: 'string', default: '' },
      profile: { type: 'string', default: 'anhui' },
      check: { type: 'boolean', default: false },
    },
  });
  const size = { people: Number(values.people), entries: Number(values.entries) };
  const note = join(values.data, 'province.json');
  if (existsSync(note)) throw new Error(`There is a province in ${values.data}. Delete the folder to fill it anew.`);
  rmSync(values.data, { recursive: true, force: true });
  mkdirSync(values.data, { recursive: true });
  const key = randomBytes(32).toString('hex');
  const begun = Date.now();
  const log = (line: string) =>
    console.log(`${String(Math.round((Date.now() - begun) / 1000)).padStart(5)} s  ${line}`);
  // A fill that loses its power begins anew: it need not wait for the disk.
  const postgres = await startEmbeddedPostgres({
    ...{ dataDir: join(values.data, 'postgres'), fsync: false },
    settings: { wal_level: 'minimal', max_wal_senders: 0, max_wal_size: '8GB', shared_buffers: '1GB', autovacuum: 'off' },
  });
  try {
    const config = { databaseUrl: postgres.url, key, filesDir: join(values.data, 'files') };
    const app = await createCore(config, profileOf(values.profile), registry);
    try {
      await fillProvince(app, size, log);
      if (values.check) log(await checked(app.core.db));
      await app.core.db.raw('vacuum (analyze)');
      const { rows } = await app.core.db.raw('select pg_database_size(current_database()) as bytes');
      const seconds = Math.round((Date.now() - begun) / 1000);
      const bytes = Number(rows[0].bytes);
      await app.core.db.raw('checkpoint');
      writeFileSync(note, JSON.stringify({ ...size, profile: values.profile, key, seconds, bytes }), { mode: 0o600 });
      log(`${size.people} people, ${size.entries} entries: ${(bytes / 2 ** 30).toFixed(2)} GiB`);
    } finally {
      await app.close();
    }
  } finally {
    await postgres.stop();
  }
}

async function checked(db: Parameters<typeof invariantViolations>[0]): Promise<string> {
  const violations = await invariantViolations(db);
  const references = await brokenReferences(db);
  if (violations.length + references.length > 0) throw new Error(JSON.stringify([violations, references], null, 1));
  return 'every invariant holds';
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
