import { expect, it } from 'vitest';
import { shanghai, shanghaiDay } from './moments.ts';

it('the day in the province is that of its clocks, to the minute before and after midnight, of every month', () => {
  for (let month = 0; month < 12 * 40; month += 1)
    for (const minute of [-1, 0, 1]) {
      const at = new Date(Date.UTC(1995, month, 3, 16, minute));
      expect(shanghaiDay(at)).toBe(shanghai(at).slice(0, 10));
    }
  expect(shanghaiDay(new Date('2026-02-28T16:00:00Z'))).toBe('2026-03-01');
});
