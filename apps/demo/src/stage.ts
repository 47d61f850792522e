import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCore } from '@zhicheng/core';
import { startEmbeddedPostgres } from '@zhicheng/database/embedded';
import { registry } from '@zhicheng/plugins';
import { profileOf, type ProfileCode } from '@zhicheng/profiles';
import { sandboxAccounts } from '@zhicheng/sandbox-sso/accounts';
import { loadDemo } from './load-demo.ts';

/** What a server needs to run over the stage, and `stop`. */
export interface Stage {
  readonly databaseUrl: string;
  /** 64 hexadecimal digits. */
  readonly key: string;
  readonly dataDir: string;
  /** The province it plays in. */
  readonly profile: ProfileCode;
  stop(): Promise<void>;
}

/** A database with the demo of a province in it, outside of any server, so that a test may kill and restart servers over it. */
export async function openStage(dataDir: string, profile: ProfileCode = 'anhui'): Promise<Stage> {
  mkdirSync(dataDir, { recursive: true });
  const key = randomBytes(32).toString('hex');
  const postgres = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres'), fsync: false });
  try {
    const filesDir = join(dataDir, 'files');
    const app = await createCore({ databaseUrl: postgres.url, key, filesDir }, profileOf(profile), registry);
    try {
      if (!(await loadDemo(app))) throw new Error(`${dataDir} holds other data than the demo`);
    } finally {
      await app.close();
    }
    writeFileSync(join(dataDir, 'sandbox-accounts.json'), JSON.stringify(sandboxAccounts()), { mode: 0o600 });
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  return { databaseUrl: postgres.url, key, dataDir, profile, stop: () => postgres.stop() };
}
