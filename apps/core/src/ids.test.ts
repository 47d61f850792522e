import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registry } from '@zhicheng/plugins';
import { isId, newId } from './ids.ts';
import { coreForTest, type CoreForTest } from './testing.ts';

let test: CoreForTest;
beforeAll(async () => {
  test = await coreForTest({ series: registry });
});
afterAll(() => test.drop());

/** What is left of an id when all is taken away that its moment says. */
const tail = (id: string): string => id.slice(19).replaceAll('-', '');
const MANY = 2000;

describe('who knows one id knows no other', () => {
  it('made here or by the database: sixty-two bits of each are chance', async () => {
    const { rows } = await test.core.db.raw(`select uuidv7()::text as id from generate_series(1, ${MANY})`);
    for (const ids of [rows.map(({ id }: { id: string }) => id), Array.from({ length: MANY }, newId)]) {
      expect(ids.every(isId)).toBe(true);
      expect(new Set(ids.map(tail)).size).toBe(MANY);
      // Behind the two fixed bits each digit takes each value: nothing counts up.
      for (let place = 1; place < 16; place += 1)
        expect(new Set(ids.map((id: string) => tail(id)[place])).size, `digit ${place}`).toBe(16);
    }
  });

  it('[AH-39.02] nothing that has an address is numbered', async () => {
    const columns: { table: string; type: string; standard: string | null }[] = await test.core
      .db('information_schema.columns')
      .where({ table_schema: 'public', column_name: 'id' })
      .whereNot({ table_name: 'schema_migration' })
      .select('table_name as table', 'data_type as type', 'column_default as standard');
    expect(columns.length).toBeGreaterThan(20);
    expect(columns.filter(({ type }) => type !== 'uuid' && type !== 'text')).toEqual([]);
    expect(
      columns.filter(({ type, standard }) => type === 'uuid' && standard !== null && standard !== 'uuidv7()'),
    ).toEqual([]);
    // The hash of a token, and a number by chance of the protocol of uploads, which its owner alone may name.
    const texts = columns.filter(({ type }) => type === 'text').map(({ table }) => table);
    expect(texts.toSorted()).toEqual(['partial_upload', 'session']);
  });
});
