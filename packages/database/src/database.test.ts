import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refuseUnfitDatabase } from './check-database.ts';
import {
  BaseModel,
  connect,
  migrate,
  migrationHash,
  sqlState,
  transaction,
  type Transaction,
  violatedConstraint,
} from './index.ts';
import { testDatabase, type TestDatabase } from './testing.ts';

const dir = mkdtempSync(join(tmpdir(), 'zhicheng-migrations-'));
const FIRST = `create table note (
    id uuid primary key default uuidv7(), body jsonb not null, amount bigint, day date, seen int not null default 0,
    constraint note_amount_positive check (amount > 0));
  create index on note ((body ? 'title'));`;

let test1: TestDatabase;

beforeAll(async () => {
  writeFileSync(join(dir, '001-note.sql'), FIRST);
  test1 = await testDatabase(dir);
});

afterAll(async () => {
  await test1.drop();
  rmSync(dir, { recursive: true });
});

class Note extends BaseModel {
  static override tableName = 'note';
  declare id: string;
  declare amount: number;
  declare seen: number;
}

describe('connection', () => {
  test('bigint is a number, a date is a day, a timestamp is a Date', async () => {
    const { rows } = await test1.db.raw(
      `select 9007199254740991::bigint as big, date '2026-02-28' as day, timestamptz '2026-02-28 00:00+08' as at`,
    );
    expect(rows[0]).toEqual({ big: 9007199254740991, day: '2026-02-28', at: new Date('2026-02-27T16:00:00Z') });
  });

  test('a bigint beyond the safe integers is refused, not rounded', async () => {
    await expect(test1.db.raw('select 9007199254740993::bigint as big')).rejects.toThrow(/safe integer/);
  });

  test('Chinese sorts by pinyin', async () => {
    const { rows } = await test1.db.raw(`select name from unnest(array['张','李','安','王']) as name order by name`);
    expect(rows.map((row: { name: string }) => row.name)).toEqual(['安', '李', '王', '张']);
  });

  test('a database with the C locale is refused in plain words', async () => {
    const name = `test_c_${process.pid}`;
    await test1.db.raw(`create database ${name} template template0 locale_provider libc locale 'C' encoding 'UTF8'`);
    const unfit = connect({ url: test1.url.replace(/[^/]+$/, name) });
    await expect(unfit.raw('select 1')).rejects.toThrow(/C locale/);
    await unfit.destroy();
    await test1.db.raw(`drop database ${name} with (force)`);
  });

  test('another encoding is refused', () => {
    expect(() => refuseUnfitDatabase({ encoding: 'SQL_ASCII', chineseIsLetter: true })).toThrow(/SQL_ASCII/);
    expect(() => refuseUnfitDatabase({ encoding: 'UTF8', chineseIsLetter: true })).not.toThrow();
  });
});

describe('transaction', () => {
  test('what throws leaves nothing behind', async () => {
    const failed = transaction(test1.db, async (trx) => {
      await Note.query(trx).insert({ body: {}, amount: 41 } as Partial<Note>);
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    expect(await Note.query(test1.db).where({ amount: 41 })).toEqual([]);
  });

  test('two that read and then write the same row both succeed, one of them on a further attempt', async () => {
    const { id } = await Note.query(test1.db)
      .insert({ body: {}, amount: 1 } as Partial<Note>)
      .returning('id');
    let attempts = 0;
    let bothHaveRead = () => {};
    const gate = new Promise<void>((resolve) => (bothHaveRead = resolve));
    // once by a plain query and once by a model: each reports the conflict in its own way
    const plainly = (trx: Transaction, seen: number) => trx('note').where({ id }).update({ seen });
    const byModel = (trx: Transaction, seen: number) => Note.query(trx).findById(id).patch({ seen });
    const raise = (write: (trx: Transaction, seen: number) => PromiseLike<unknown>) =>
      transaction(
        test1.db,
        async (trx) => {
          const row = await trx('note').where({ id }).first('seen');
          if (++attempts === 2) bothHaveRead();
          await gate;
          await write(trx, row.seen + 1);
        },
        { isolationLevel: 'repeatable read' },
      );
    await Promise.all([raise(plainly), raise(byModel)]);
    expect(attempts).toBe(3);
    expect(await test1.db('note').where({ id }).first('seen')).toEqual({ seen: 2 });
  });

  test('a violated constraint is named', async () => {
    const error = await test1
      .db('note')
      .insert({ body: {}, amount: 0 })
      .catch((refusal: unknown) => refusal);
    expect(violatedConstraint(error)).toBe('note_amount_positive');
    expect(sqlState(error)).toBe('23514');
    expect(violatedConstraint(new Error('other'))).toBeUndefined();
    const throughModel = await Note.query(test1.db)
      .insert({ body: {}, amount: 0 } as Partial<Note>)
      .catch((refusal: unknown) => refusal);
    expect(violatedConstraint(throughModel)).toBe('note_amount_positive');
    expect(sqlState(throughModel)).toBe('23514');
  });
});

describe('migrations', () => {
  const folder = (files: Record<string, string>) => {
    const made = mkdtempSync(join(dir, 'set-'));
    for (const [name, sql] of Object.entries(files)) writeFileSync(join(made, name), sql);
    return made;
  };

  test('each file runs once, however many processes come at once', async () => {
    const own = await testDatabase(folder({}));
    const set = folder({ '001-a.sql': 'create table a (id int)', '002-b.sql': 'create table b (id int)' });
    const others = [1, 2, 3].map(() => connect({ url: own.url, poolMax: 1 }));
    const applied = await Promise.all(others.map((db) => migrate(db, set)));
    expect(applied.flat().sort()).toEqual(['001-a.sql', '002-b.sql']);
    expect(await migrate(own.db, set)).toEqual([]);
    await Promise.all(others.map((db) => db.destroy()));
    await own.drop();
  });

  test('a changed, a vanished and a late file are refused', async () => {
    const own = await testDatabase(folder({ '002-a.sql': 'create table a (id int)' }));
    await expect(migrate(own.db, folder({ '002-a.sql': 'create table a (id bigint)' }))).rejects.toThrow(/changed/);
    await expect(migrate(own.db, folder({}))).rejects.toThrow(/gone/);
    const late = folder({ '001-z.sql': 'select 1', '002-a.sql': 'create table a (id int)' });
    await expect(migrate(own.db, late)).rejects.toThrow(/sorts before/);
    await own.drop();
  });

  test('a file that fails is rolled back whole and named', async () => {
    const own = await testDatabase(folder({}));
    const set = folder({ '001-a.sql': 'create table a (id int); create table a (id int);' });
    await expect(migrate(own.db, set)).rejects.toThrow(/001-a\.sql/);
    expect(await own.db.schema.hasTable('a')).toBe(false);
    await own.drop();
  });

  test('the hash follows names and contents', async () => {
    const sets: Record<string, string>[] = [{ 'a.sql': 'x' }, { 'a.sql': 'y' }, { 'b.sql': 'x' }, { 'a.sql': 'x' }];
    const hashes = await Promise.all(sets.map((files) => migrationHash(folder(files))));
    expect(new Set(hashes).size).toBe(3);
    expect(hashes[0]).toBe(hashes[3]);
  });
});

describe('test databases', () => {
  test('a preparation is run once per key and is in every clone', async () => {
    let runs = 0;
    const prepare = {
      key: `prepared-${process.pid}`,
      run: async (db: TestDatabase['db']) => {
        runs++;
        await db('note').insert({ body: { title: 'prepared' }, amount: 7 });
      },
    };
    const clones = await Promise.all([1, 2, 3].map(() => testDatabase(dir, prepare)));
    for (const clone of clones) expect(await clone.db('note').where({ amount: 7 })).toHaveLength(1);
    await clones[0]?.db('note').del();
    expect(await clones[1]?.db('note')).toHaveLength(1);
    expect(runs).toBe(1);
    await Promise.all(clones.map((clone) => clone.drop()));
  });
});

describe('what a failed statement says', () => {
  test('its text and what it broke, not the values that were bound', async () => {
    const failed = test1.db('note').insert({ body: { title: '欧阳示例' }, amount: -7_654_321 });
    const message = await failed.then(String, String);
    expect(message).toContain('insert into "note"');
    expect(message).toContain('note_amount_positive');
    expect(message).not.toMatch(/欧阳示例|7654321/);
  });
});
