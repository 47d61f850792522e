import { forwardTaskTallies, loadCatalog, type CoreApp } from '@zhicheng/core';
import type { Database } from '@zhicheng/database';
import { registry } from '@zhicheng/plugins';
import { DECLARATIONS } from './declarations.ts';
import { ENTRIES } from './entries.ts';
import { buildIndexes, setIndexesAside } from './indexes.ts';
import { insertPeople, type Somebody } from './people.ts';
import { noteSnapshots, publishPlans } from './plans.ts';
import { closeLot, openLot } from './processes.ts';
import { randomFrom } from './random.ts';
import { bodiesOf, insertOrganisations, unitSizes, unitsOf, type UnitKind } from './units.ts';
import { closeWorkshop, openWorkshop } from './working-tables.ts';

/** People per transaction. */
const LOT = 4000;
/** Most rows of one library, and every so many people one who has them. */
const MANY_ENTRIES = 300;
const EVERY = 1500;
/** Share of the people who are bound to a unit: they alone have a library. */
const BOUND = 0.95;

const KINDS: readonly UnitKind[] = [
  {
    series: 'health',
    names: ['医疗卫生人民医院', '中医院', '社区卫生服务中心'],
    nature: 'PUBLIC_INSTITUTION',
    share: 3,
  },
  {
    series: 'teacher',
    names: ['中小学第一中学', '第二中学', '实验小学', '中心小学'],
    nature: 'PUBLIC_INSTITUTION',
    share: 5,
  },
  {
    series: 'engineering',
    names: ['工程建筑设计院', '交通工程公司', '环境工程公司'],
    nature: 'STATE_ENTERPRISE',
    share: 2,
  },
];

export interface ProvinceSize {
  readonly people: number;
  /** Rows of all libraries together, about. */
  readonly entries: number;
}

/**
 * Fills an empty, migrated database with a province set-wise: what use cases would leave behind, held against the rules
 * of `checkData` instead of being made by them. Organisations' plans and the catalogue do come from the use cases.
 * @throws when the database has accounts already
 */
export async function fillProvince(
  app: CoreApp,
  { people, entries }: ProvinceSize,
  log: (line: string) => void = () => undefined,
): Promise<void> {
  const { db, profile } = app.core;
  if (await db('account').first('id')) throw new Error('A province is filled into an empty database.');
  await loadCatalog({ core: app.core });
  const series = registry.filter(({ code }) => KINDS.some((kind) => kind.series === code));
  await openWorkshop(db, series);
  const bodies = bodiesOf(profile, KINDS);
  const units = unitsOf(profile, KINDS, unitSizes(people));
  await insertOrganisations(db, profile, bodies, units);
  await publishPlans(app, series, bodies, people);
  await noteSnapshots(app, series);
  log(`${units.length} units and their plans`);
  const definitions = await setIndexesAside(db);
  await inLots(
    app,
    somebodies(
      units.map(({ size }) => size),
      entries / people / BOUND,
    ),
    log,
  );
  log('lists of declarations');
  await fillDesks(db);
  log('indexes');
  await buildIndexes(db, definitions, log);
  await fillTallies(db);
  await closeWorkshop(db);
  await db.raw('analyze');
}

/** What triggers would have kept, had there been any. */
const fillDesks = (db: Database): Promise<unknown> =>
  db.transaction(async (trx) => {
    await trx.raw(`set local work_mem = '256MB'; analyze task, step, process, declaration, person`);
    await trx.raw(`insert into declaration_desk select * from declaration_desk_source`);
  });

/** As the upgrade of a site does it. */
const fillTallies = async (db: Database): Promise<void> => {
  await db.raw('analyze task, library_entry, organisation_capacity');
  await db.raw('insert into library_tally select * from library_tally_source');
  await forwardTaskTallies(db);
};

/** Everybody, unit after unit, with how many rows each has: most have few, some many. */
function somebodies(sizes: readonly number[], mean: number): Somebody[] {
  const random = randomFrom(7);
  // What the people of many rows have is taken from the others.
  const usual = Math.max(1, mean - MANY_ENTRIES / EVERY);
  return sizes
    .flatMap((size, unit) => Array.from({ length: size }, () => unit))
    .map((unit, n) => ({
      ...{ n, unit },
      entries:
        n % EVERY === 42
          ? MANY_ENTRIES
          : Math.min(MANY_ENTRIES, Math.round(1 - Math.log(1 - random()) * (usual - 0.5))),
    }));
}

async function inLots(app: CoreApp, people: readonly Somebody[], log: (line: string) => void): Promise<void> {
  const begun = Date.now();
  let next = 0;
  let done = 0;
  const worker = async () => {
    for (let at = next; at < people.length; at = next) {
      next += LOT;
      const lot = people.slice(at, at + LOT);
      await fillLot(app, lot, at);
      done += lot.length;
      if (done % (25 * LOT) === 0) log(`${done} people after ${Math.round((Date.now() - begun) / 1000)} s`);
    }
  };
  // Two cores: one lot in each.
  await Promise.all([worker(), worker()]);
}

const fillLot = (app: CoreApp, lot: readonly Somebody[], seed: number): Promise<void> =>
  app.core.db.transaction(async (trx) => {
    // Keys are checked by what checks the whole province; row by row it costs as much as writing.
    await trx.raw(
      `set local session_replication_role = replica; set local work_mem = '256MB'; select setseed(${(seed % 9973) / 9973})`,
    );
    await openLot(trx);
    await insertPeople(app, trx, lot, randomFrom(seed));
    for (const statement of [...ENTRIES, 'analyze new_entry', ...DECLARATIONS]) await trx.raw(statement);
    await closeLot(trx);
  });
