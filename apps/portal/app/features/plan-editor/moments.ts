import { minuteOf } from '../../beijing-time.ts';

/** An instant as a date-time input shows it, in 北京时间; '' for none. */
export const toBeijing = (instant: string | null): string =>
  instant === null ? '' : minuteOf(instant).replace(' ', 'T');

/** What was typed into such an input, as an instant; null while it is blank or no date. */
export function fromBeijing(typed: string): string | null {
  const at = new Date(`${typed.slice(0, 16)}:00+08:00`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
