import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { testDatabase } from '@zhicheng/database/testing';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

it('as `migrate` it brings an empty database up to this version, and ends', { timeout: 120_000 }, async () => {
  const dir = mkdtempSync(join(tmpdir(), 'zhicheng-migrate-'));
  const empty = await testDatabase(dir);
  try {
    await promisify(execFile)(process.execPath, ['--import', 'tsx', 'apps/portal/server/main.ts'], {
      cwd: ROOT,
      env: {
        ...process.env,
        ...{ ZHICHENG_ROLE: 'migrate', DATABASE_URL: empty.url, ZHICHENG_KEY: 'ab'.repeat(32), ZHICHENG_DATA: dir },
      },
    });
    expect(await empty.db.schema.hasTable('account')).toBe(true);
    expect((await empty.db.raw('select count(*)::int as jobs from graphile_worker.jobs')).rows).toEqual([{ jobs: 0 }]);
  } finally {
    await empty.drop();
    rmSync(dir, { recursive: true });
  }
});
