import { expect, it } from 'vitest';
import { holdsIdNumber } from './id-number-search.ts';

const digits = (count: number) => '9'.repeat(count);

it('[AH-34.01] tells an ID number, whole or begun, from a name', () => {
  expect(
    [`${digits(17)}X`, digits(18), `${digits(6)} ${digits(8)} ${digits(4)}`, digits(6)].map(holdsIdNumber),
  ).toEqual([true, true, true, true]);
  expect(['示例一', '示例', '', 'A1'].map(holdsIdNumber)).toEqual([false, false, false, false]);
});
