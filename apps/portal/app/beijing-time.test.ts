import { describe, expect, it } from 'vitest';
import { dayOf, minuteOf, remaining, secondOf, spoken } from './beijing-time.ts';

describe('times of the province', () => {
  it('are Asia/Shanghai, whatever the zone of the machine', () => {
    expect(minuteOf('2026-09-15T09:30:00Z')).toBe('2026-09-15 17:30');
    expect(dayOf('2026-09-15T16:00:00Z')).toBe('2026-09-16');
    expect(secondOf('2026-08-21T02:12:06Z')).toBe('2026-08-21 10:12:06');
    expect(spoken('2026-09-15T01:05:00Z')).toBe('9 月 15 日 09:05');
  });
  it('are those of the calendar of Shanghai, in years with summer time as well', () => {
    const formatter = new Intl.DateTimeFormat('sv-SE', {
      ...{ timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' },
    });
    for (let at = Date.UTC(1985, 0); at < Date.UTC(2035, 0); at += 9973 * 60_001)
      expect(secondOf(new Date(at))).toBe(formatter.format(at));
  });
  it('of what is no time are refused', () => expect(() => dayOf('soon')).toThrow(RangeError));
  const until = '2026-09-15T09:30:00Z';
  it.each([
    ['2026-08-30T09:30:00Z', '16 天', false],
    ['2026-09-10T03:30:00Z', '5 天 6 小时', true],
    ['2026-09-15T06:10:00Z', '3 小时 20 分', true],
    ['2026-09-15T09:15:00Z', '15 分', true],
    ['2026-09-15T09:27:30Z', '2 分 30 秒', true],
    ['2026-09-15T09:30:00Z', '已截止', true],
  ])('at %s there are %s left', (now, text, urgent) =>
    expect(remaining(until, new Date(now))).toMatchObject({ text, urgent, over: text === '已截止' }),
  );
});
