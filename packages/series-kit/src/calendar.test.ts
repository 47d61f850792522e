import { expect, test } from 'vitest';
import { isDate } from './calendar.ts';

const two = (n: number) => String(n).padStart(2, '0');
/** As the calendar of the language has it. */
const exists = (date: string): boolean => {
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
};

test('a date is one that the calendar has: months, leap years and centuries', () => {
  const written = ['1900', '1999', '2000', '2023', '2024', '2100'].flatMap((year) =>
    Array.from({ length: 14 * 33 }, (_, n) => `${year}-${two(Math.floor(n / 33))}-${two(n % 33)}`),
  );
  expect(written.filter(isDate)).toEqual(written.filter(exists));
});

test('nothing else is one', () => {
  for (const other of ['2024-1-31', '2024-01-31 ', '2024/01/31', '20240131', '２０２４-01-31', '', null, 20240131])
    expect(isDate(other)).toBe(false);
});
