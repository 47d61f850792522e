import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabase, type Preparation } from '@zhicheng/database/testing';
import { installJobs, JOBS_SCHEMA } from '@zhicheng/jobs';
import { createKv } from '@zhicheng/kv';
import { anhui, type Profile } from '@zhicheng/profiles';
import type { Series } from '@zhicheng/series-kit';
import { diskStore } from '@zhicheng/storage';
import type { Actor, Core } from './context.ts';
import { assembleCore, MIGRATIONS, type Caller } from './main.ts';
import { createCallerFactory } from './procedures.ts';
import { appRouter } from './router.ts';
import { jobNames } from './worker.ts';

export interface CoreForTest {
  readonly core: Core;
  readonly url: string;
  /** Folder of the file store. */
  readonly filesDir: string;
  /** The API as this actor; null: nobody is signed in. */
  as(actor: Actor | null): Caller;
  /** Moves the database's clock (zc_now) for this test's database; null: the real time again. */
  setNow(at: Date | null): Promise<void>;
  drop(): Promise<void>;
}

export const TEST_KEY = '0123456789abcdef'.repeat(4);

/** A core on a database and a file store of its own; call `drop` in afterAll. */
export async function coreForTest({
  series,
  profile = anhui,
  prepare,
}: {
  series: readonly Series[];
  profile?: Profile;
  /** Put into the template once, e.g. the catalogue; the key changes with what `run` does. */
  prepare?: { key: string; run(core: Core): Promise<void> };
}): Promise<CoreForTest> {
  const dir = await mkdtemp(join(tmpdir(), 'zhicheng-core-'));
  const store = diskStore(dir);
  const kv = createKv();
  const make = (db: Core['db']) => assembleCore({ db, store, kv, key: TEST_KEY, profile, series });
  const preparation: Preparation = {
    key: [JOBS_SCHEMA, jobNames, profile.code, series.map(({ code }) => code), prepare?.key].join(' '),
    async run(db, url) {
      await installJobs(url, jobNames);
      await prepare?.run(make(db));
    },
  };
  const database = await testDatabase(MIGRATIONS, preparation);
  const core = make(database.db);
  const createCaller = createCallerFactory(appRouter);
  return {
    core,
    url: database.url,
    filesDir: dir,
    as: (actor) => createCaller({ core, actor, requestId: 'test' }),
    async setNow(at) {
      const name = new URL(database.url).pathname.slice(1);
      await core.db.raw(
        at
          ? `alter database "${name}" set zhicheng.now = '${at.toISOString()}'`
          : `alter database "${name}" reset zhicheng.now`,
      );
      // The setting holds for new connections only.
      await core.db.destroy();
      core.db.initialize();
    },
    async drop() {
      await database.drop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
