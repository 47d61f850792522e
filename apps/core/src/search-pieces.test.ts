import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '@zhicheng/database/testing';
import { MIGRATIONS } from './main.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase(MIGRATIONS);
});
afterAll(() => database.drop());

/** What a search may ask for: every character and every pair of neighbours, in small letters, nothing with a blank. */
function piecesOf(text: string): string[] {
  const letters = [...text.toLowerCase()];
  const pairs = letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
  return [...new Set([...letters, ...pairs])].filter((piece) => !/\s/.test(piece)).toSorted();
}
const stored = async (texts: readonly string[]): Promise<string[][]> => {
  const { rows } = await database.db.raw<{ rows: { grams: string[] }[] }>(
    'select zc_grams(text) as grams from unnest(?::text[]) with ordinality as given (text, place) order by place',
    [[...texts]],
  );
  return rows.map(({ grams }) => [...new Set(grams)].toSorted());
};

test('a text is found by each of its characters and pairs, whatever blanks and rare characters are in it', async () => {
  const letter = fc.constantFrom(...'aBÉ患者甲一㛃𠮷１-"{},\\ \t\n\u3000');
  const texts = fc.sample(fc.string({ unit: letter, maxLength: 12 }), { numRuns: 500, seed: 21 });
  expect(await stored(['', ...texts])).toEqual([[], ...texts.map(piecesOf)]);
});

test('no text has no pieces', async () => {
  expect((await database.db.raw('select zc_grams(null) as grams')).rows).toEqual([{ grams: [] }]);
});
