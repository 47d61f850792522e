import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCore, type Actor, type Caller, type CoreApp } from '@zhicheng/core';
import { startEmbeddedPostgres } from '@zhicheng/database/embedded';
import { registry } from '@zhicheng/plugins';
import { profileOf } from '@zhicheng/profiles';

/** A province that `npm run bench -- fill` has filled, with those who meet the most of it. */
export interface Province {
  readonly people: number;
  readonly entries: number;
  readonly url: string;
  readonly key: string;
  readonly app: CoreApp;
  /** Somebody with 300 rows in the library. */
  readonly owner: Player;
  /** Administrator of the largest unit, a hospital. */
  readonly hospital: Player;
  /** Administrator of the department of a city, with the most declarations. */
  readonly department: Player;
  /** The convening unit with the most declarations. */
  readonly convening: Player;
  close(): Promise<void>;
}
export interface Player {
  readonly actor: Actor;
  readonly api: Caller;
}

export const playerOf = (app: CoreApp, actor: Actor): Player => ({ actor, api: app.callerFor(actor, 'bench') });

/** The database of a province with fsync on, as a site runs it. */
export async function openProvince(folder: string): Promise<Province> {
  const note = join(folder, 'province.json');
  if (!existsSync(note)) throw new Error(`There is no province in ${folder}: npm run bench -- fill`);
  const { people, entries, key, profile } = JSON.parse(readFileSync(note, 'utf8'));
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
  const app = await createCore(
    { databaseUrl: postgres.url, key, filesDir: join(folder, 'files') },
    profileOf(profile),
    registry,
  );
  return {
    ...{ people, entries, key, app, url: postgres.url },
    owner: playerOf(app, await busiestOwner(app)),
    hospital: playerOf(app, await busiest(app, 'employer')),
    department: playerOf(app, await busiest(app, 'department')),
    convening: playerOf(app, await busiest(app, 'convening')),
    async close() {
      await app.close();
      await postgres.stop();
    },
  };
}

async function busiestOwner({ core: { db } }: CoreApp): Promise<Actor> {
  // Those of many rows have three hundred: whoever of them the database finds first, and `api` has not given more yet.
  const { rows } = await db.raw(`
    select a.account_id, a.id, c.display_name from (
      select owner_id from library_entry where owner_id in (select account_id from person order by account_id limit 6000)
      group by owner_id having count(*) <= 300 order by count(*) desc limit 1) most
    join assignment a on a.account_id = most.owner_id and a.role = 'applicant' join account c on c.id = a.account_id`);
  return actorOf(rows[0], 'applicant');
}

/** The body of a capacity that has had the most tasks. */
async function busiest({ core: { db } }: CoreApp, capacity: 'employer' | 'department' | 'convening'): Promise<Actor> {
  const { rows } = await db.raw(
    `select a.account_id, a.id, a.organisation_id, c.display_name from (
       select organisation_id from task where capacity = ? group by organisation_id order by count(*) desc limit 1) most
     join assignment a on a.organisation_id = most.organisation_id and a.role = ? join account c on c.id = a.account_id`,
    [capacity, capacity],
  );
  return actorOf(rows[0], capacity);
}

const actorOf = (row: Record<string, string> | undefined, role: Actor['role']): Actor => {
  if (!row) throw new Error(`the province has no ${role}`);
  return {
    ...{ accountId: row.account_id ?? '', assignmentId: row.id ?? '', role },
    ...{ organisationId: row.organisation_id ?? null, name: row.display_name ?? '' },
  };
};
