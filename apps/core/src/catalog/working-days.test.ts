import { describe, expect, it } from 'vitest';
import { workingDays, workingDaysUntil } from './working-days.ts';

describe('[R15] working days by the calendar of the State Council, not by the week', () => {
  it.each([
    ['a plain week', '2026-11-23', '2026-11-27', 5],
    ['with its weekend', '2026-11-23', '2026-11-29', 5],
    ['National Day falls out', '2026-09-30', '2026-10-08', 2],
    ['a Saturday that is worked counts', '2026-10-08', '2026-10-12', 4],
    ['a Sunday that is worked counts', '2026-09-19', '2026-09-20', 1],
    ['Spring Festival', '2026-02-13', '2026-02-24', 3],
    ['one day', '2026-11-23', '2026-11-23', 1],
    ['a Sunday alone', '2026-11-22', '2026-11-22', 0],
    ['the wrong way round', '2026-11-23', '2026-11-20', 0],
  ])('%s', (_, from, until, days) => expect(workingDays(from, until)).toBe(days));

  it('is not guessed across a year that has not been announced', () => {
    expect(workingDays('2026-12-28', '2027-01-08')).toBeNull();
    expect(workingDaysUntil('2026-12-30', 5)).toBeNull();
    expect(workingDays('2199-01-01', '2199-01-08')).toBeNull();
  });

  it('the fifth working day from a Friday before the week of work', () => {
    expect(workingDaysUntil('2026-11-20', 5)).toBe('2026-11-26');
    expect(workingDaysUntil('2026-09-28', 5)).toBe('2026-10-09');
  });
});
