import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dumpDatabase, loadDump } from './dump.ts';
import { migrate } from './index.ts';
import { testDatabase, type TestDatabase } from './testing.ts';

const MIGRATION = `
  create table unit (id uuid primary key default uuidv7(), name text not null, note jsonb);
  create table person (
    id bigint generated always as identity primary key, unit_id uuid references unit, name text not null,
    initial text generated always as (left(name, 1)) stored);
  create function never() returns trigger language plpgsql as $$ begin raise exception 'append only'; end $$;
  create trigger person_append_only before update or delete on person for each row execute function never();
  create trigger person_never_emptied before truncate on person execute function never();`;
const NAMES = ['示例一', '示例\t二\\n', '𠮷㛃\n三'];

let folder = '';
let migrations = '';
let source: TestDatabase;
let target: TestDatabase;

beforeAll(async () => {
  migrations = await mkdtemp(join(tmpdir(), 'zhicheng-migrations-'));
  folder = join(await mkdtemp(join(tmpdir(), 'zhicheng-dump-')), 'taken');
  await writeFile(join(migrations, '0001_all.sql'), MIGRATION);
  [source, target] = [await testDatabase(migrations), await testDatabase(migrations)];
  const [unit] = await source
    .db('unit')
    .insert({ name: '示例市第一中学', note: JSON.stringify({ a: [1, null] }) })
    .returning('id');
  for (const name of NAMES) await source.db('person').insert({ unit_id: unit?.id, name });
});
afterAll(async () => {
  await source.drop();
  await target.drop();
  await rm(migrations, { recursive: true });
  await rm(join(folder, '..'), { recursive: true });
});

const contents = async ({ db }: TestDatabase) => ({
  units: await db('unit').orderBy('id'),
  people: await db('person').orderBy('id'),
});

test('every row comes back as it was, in the place of what was there; numbers go on where they stood', async () => {
  const { tables } = await dumpDatabase({ url: source.url, folder });
  expect(tables.map(({ table, rows }) => [table, rows])).toEqual([
    ['public.person', 3],
    ['public.schema_migration', 1],
    ['public.unit', 1],
  ]);
  await target.db('unit').insert({ name: '要被替换的单位' });
  await loadDump({ url: target.url, folder });
  expect(await contents(target)).toEqual(await contents(source));
  expect((await contents(target)).people.map(({ name, initial }) => [name, initial])).toEqual(
    NAMES.map((name) => [name, [...name][0]]),
  );
  const [next] = await target.db('person').insert({ name: '示例四' }).returning('id');
  expect(next?.id).toBe(4);
  await expect(target.db('person').where({ id: 4 }).delete()).rejects.toThrow('append only');
});

test('a dump with one changed row is refused, and the database stays as it was', async () => {
  const before = await contents(target);
  const file = join(folder, 'public.unit.copy.gz');
  const good = await readFile(file);
  await writeFile(file, gzipSync('01a201cc-56f1-7664-b34f-ec172bc1c0c9\t伪造的单位\t\\N\n'));
  await expect(loadDump({ url: target.url, folder })).rejects.toThrow('The dump is damaged');
  expect(await contents(target)).toEqual(before);
  await writeFile(file, good.subarray(0, good.length - 9));
  await expect(loadDump({ url: target.url, folder })).rejects.toThrow();
  expect(await contents(target)).toEqual(before);
  await writeFile(file, good);
});

test('a dump without its end is none, and one taken with other migrations is not loaded', async () => {
  await expect(loadDump({ url: target.url, folder: migrations })).rejects.toThrow('holds no finished dump');
  await writeFile(join(migrations, '0002_more.sql'), 'create table later (id int)');
  await migrate(target.db, migrations);
  await expect(loadDump({ url: target.url, folder })).rejects.toThrow('taken with other migrations (its last is 0001');
});
