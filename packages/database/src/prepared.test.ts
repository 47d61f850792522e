import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, transaction, type Database } from './index.ts';
import { statementNames } from './prepared.ts';
import { testDatabase, type TestDatabase } from './testing.ts';

const dir = mkdtempSync(join(tmpdir(), 'zhicheng-migrations-'));
let place: TestDatabase;

beforeAll(async () => {
  writeFileSync(join(dir, '001-note.sql'), `create table note (id int primary key, body text)`);
  place = await testDatabase(dir);
  await place.db('note').insert({ id: 1, body: '一' });
});

afterAll(async () => {
  await place.drop();
  rmSync(dir, { recursive: true });
});

/** One connection, so that what it keeps can be asked. */
async function withOne<T>(prepare: boolean, work: (db: Database) => Promise<T>): Promise<T> {
  const db = connect({ url: place.url, poolMax: 1, prepare });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

async function askOften(db: Database): Promise<void> {
  for (let time = 0; time < 20; time += 1) await db('note').where({ id: 1 }).first();
}

const kept = async (db: Database): Promise<string[]> => {
  const { rows } = await db.raw('select statement from pg_prepared_statements');
  return rows.map(({ statement }: { statement: string }) => statement);
};

describe('names of statements', () => {
  test('a text is named once it was asked often, and keeps its name', () => {
    const names = statementNames({ often: 3 });
    expect([1, 2, 3, 4].map(() => names.nameOf('select $1'))).toEqual([undefined, undefined, 'zc0_0', 'zc0_0']);
  });

  test('there are no more names than a connection shall keep; those that are given stay', () => {
    const names = statementNames({ often: 1, most: 2 });
    expect(['a', 'b', 'c', 'a'].map((text) => names.nameOf(text))).toEqual(['zc0_0', 'zc0_1', undefined, 'zc0_0']);
  });

  test('what looks for words is planned for whose rows they are, each time', () => {
    const names = statementNames({ often: 1 });
    expect(names.nameOf('select * from note where strpos(body, $1) > 0')).toBeUndefined();
  });

  test('names are never given again for something else', () => {
    const names = statementNames({ often: 1 });
    const before = names.nameOf('a');
    names.renew();
    expect(names.nameOf('b')).not.toBe(before);
  });
});

describe('kept statements', () => {
  test('what is asked often is kept by the connection, what has no values is not', async () => {
    await withOne(true, async (db) => {
      await askOften(db);
      expect(await kept(db)).toEqual(['select * from "note" where "id" = $1 limit $2']);
    });
  });

  test('behind a pooler nothing is kept', async () => {
    await withOne(false, async (db) => {
      await askOften(db);
      expect(await kept(db)).toEqual([]);
    });
  });

  test('a migration under a running site: the statement is sent again, alone and in a transaction', async () => {
    await withOne(true, async (db) => {
      await askOften(db);
      await place.db.raw('alter table note add column alone int default 7');
      expect(await db('note').where({ id: 1 }).first()).toEqual({ id: 1, body: '一', alone: 7 });
      await askOften(db);
      await place.db.raw('alter table note add column within int default 8');
      const seen = await transaction(db, (trx) => trx('note').where({ id: 1 }).first());
      expect(seen).toEqual({ id: 1, body: '一', alone: 7, within: 8 });
    });
  });

  test('any other refusal reaches who asked', async () => {
    await withOne(true, async (db) => {
      const add = () => db('note').insert({ id: 1, body: '二' });
      for (let time = 0; time < 21; time += 1) await expect(add()).rejects.toThrow(/note_pkey/);
      await expect(transaction(db, (trx) => trx('note').insert({ id: 1, body: '二' }))).rejects.toThrow(/note_pkey/);
    });
  });
});
