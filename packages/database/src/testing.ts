import { connect, type Database } from './connect.ts';
import { adminUrl, enter, leave } from './testing/shared-server.ts';
import { cloneTemplate, dropDatabase, type Preparation } from './testing/template.ts';

export type { Preparation };

export interface TestDatabase {
  db: Database;
  url: string;
  /** closes the pool and removes the database */
  drop(): Promise<void>;
}

/** Set by the global set-up, whose process then keeps the server for all its workers. */
export const KEPT_BY_RUN = 'ZHICHENG_TEST_SERVER_KEPT';

/**
 * A database of its own for one test file: a copy of a template that has all migrations of the folder and,
 * if given, what `prepare` puts into it. Call `drop` in `afterAll`.
 */
export async function testDatabase(migrationsDir: string, prepare?: Preparation): Promise<TestDatabase> {
  const keptByRun = process.env[KEPT_BY_RUN] !== undefined;
  if (!keptByRun) enter();
  const urlOf = await adminUrl();
  const name = await cloneTemplate(urlOf, migrationsDir, prepare);
  const db = connect({ url: urlOf(name), poolMax: 10 });
  return {
    db,
    url: urlOf(name),
    async drop() {
      await db.destroy();
      await dropDatabase(urlOf, name);
      if (!keptByRun) await leave();
    },
  };
}
