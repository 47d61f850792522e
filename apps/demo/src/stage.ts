import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCore } from '@zhicheng/core';
import { connect } from '@zhicheng/database';
import { startEmbeddedPostgres } from '@zhicheng/database/embedded';
import { registry } from '@zhicheng/plugins';
import { profileOf, type ProfileCode } from '@zhicheng/profiles';
import { sandboxAccounts } from '@zhicheng/sandbox-sso/accounts';
import { loadDemo } from './load-demo.ts';

/** What a server needs to run over the stage, and `stop`. */
export interface Stage {
  readonly databaseUrl: string;
  /** The same data a second time, for servers that are not to meet the others. */
  readonly copyUrl: string;
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
    const copyUrl = await copied(postgres.url);
    return { databaseUrl: postgres.url, copyUrl, key, dataDir, profile, stop: () => postgres.stop() };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** @returns the address of a copy; nobody may be connected to the database */
async function copied(databaseUrl: string): Promise<string> {
  const [server, copy] = [new URL(databaseUrl), new URL(databaseUrl)];
  const name = databaseName(databaseUrl);
  server.pathname = '/postgres';
  copy.pathname = `/${name}_copy`;
  const db = connect({ url: server.href, poolMax: 1 });
  try {
    await db.raw('create database ?? template ??', [`${name}_copy`, name]);
  } finally {
    await db.destroy();
  }
  return copy.href;
}

const databaseName = (url: string): string => new URL(url).pathname.slice(1);
