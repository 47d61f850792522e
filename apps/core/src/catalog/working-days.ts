import { addDays } from '@zhicheng/series-kit';
import { WORKING_YEARS } from './reference/working-days.ts';

/** Whether people work on that day; null for a year whose calendar has not been entered. */
function isWorkingDay(day: string): boolean | null {
  const year = WORKING_YEARS[Number(day.slice(0, 4))];
  if (!year) return null;
  if (year.work.includes(day)) return true;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !year.off.some(([from, to]) => from <= day && day <= to);
}

/** Nobody announces for longer; a slip of the year must not count for ever. */
const LONGEST = 366;

/**
 * Working days from one day to another, both included, by the calendar of the State Council (rules 1.5); days are
 * YYYY-MM-DD in the province.
 * @returns null across a year whose calendar has not been entered: it is not guessed; 0 when `until` is before `from`
 */
export function workingDays(from: string, until: string): number | null {
  let count = 0;
  for (let day = from, steps = 0; day <= until && steps <= LONGEST; day = addDays(day, 1), steps += 1) {
    const works = isWorkingDay(day);
    if (works === null) return null;
    if (works) count += 1;
  }
  return count;
}

/** The day on which `days` working days are full, counted from `from`; null across a year not entered. */
export function workingDaysUntil(from: string, days: number): string | null {
  let until = from;
  for (;;) {
    const count = workingDays(from, until);
    if (count === null) return null;
    if (count >= days) return until;
    until = addDays(until, 1);
  }
}
