import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '@zhicheng/database/testing';
import { containing } from './containing.ts';
import { MIGRATIONS } from './main.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase(MIGRATIONS);
});
afterAll(() => database.drop());

it.each([
  ['桥梁', '山区桥梁质量', true],
  ['桥梁', '山区隧道质量', false],
  ['bim', '基于BIM的设计', true],
  ['BIM', '基于bim的设计', true],
  ['Bim技术', '基于BIM技术', true],
  ['100%', '优良率100%', true],
  ['_', '没有', false],
])('%s in %s: %s', async (text, stored, stands) => {
  const { sql, bindings } = containing('stored', text);
  const { rows } = await database.db.raw(`select ${sql} as stands from (select ?::text as stored) row`, [
    ...bindings,
    stored,
  ]);
  expect(rows[0].stands).toBe(stands);
});
