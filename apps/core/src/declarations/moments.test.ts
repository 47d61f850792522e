import { expect, it } from 'vitest';
import { shanghaiDay } from './moments.ts';

// Sweden writes days as YYYY-MM-DD
const byTheZone = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

it('the day in the province is that of its clocks, to the minute before and after midnight, of every month', () => {
  for (let month = 0; month < 12 * 40; month += 1)
    for (const minute of [-1, 0, 1]) {
      const at = new Date(Date.UTC(1995, month, 3, 16, minute));
      expect(shanghaiDay(at)).toBe(byTheZone.format(at));
    }
  expect(shanghaiDay(new Date('2026-02-28T16:00:00Z'))).toBe('2026-03-01');
});
