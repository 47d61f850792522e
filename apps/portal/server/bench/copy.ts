import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCore } from '@zhicheng/core';
import { connect } from '@zhicheng/database';
import { registry } from '@zhicheng/plugins';
import { playerOf, type Player, type Province } from './province.ts';

/** A copy of a province's database in the same server, for figures that use it up. */
export interface Copy extends Pick<Province, 'url' | 'key' | 'app'> {
  play(player: Player): Player;
  drop(): Promise<void>;
}

/** Where the site of the bench looks for contents of files; blobs are named by what they hold, so all copies share them. */
export const FILES_OF_COPIES = join(tmpdir(), 'zhicheng-bench', 'site', 'files');

/** Copies the database of a province, which nobody else may be using meanwhile. */
export async function copyOf(province: Province): Promise<Copy> {
  const { db, profile } = province.app.core;
  const name = `bench_${randomBytes(4).toString('hex')}`;
  const source = decodeURIComponent(new URL(province.url).pathname.slice(1));
  const at = new URL(province.url);
  at.pathname = '/postgres';
  // Nobody may be connected to what is copied, so our own pool lets go of it for as long.
  await db.destroy();
  const admin = connect({ url: at.href, poolMax: 1 });
  try {
    await admin.raw('create database ?? template ?? strategy file_copy', [name, source]);
  } finally {
    db.initialize();
  }
  at.pathname = `/${name}`;
  const app = await createCore(
    { databaseUrl: at.href, key: province.key, filesDir: FILES_OF_COPIES },
    profile,
    registry,
  );
  return {
    ...{ url: at.href, key: province.key, app },
    play: ({ actor }) => playerOf(app, actor),
    async drop() {
      await app.close();
      await admin.raw('drop database ?? with (force)', [name]);
      await admin.destroy();
    },
  };
}
