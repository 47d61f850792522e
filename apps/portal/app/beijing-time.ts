/** Instants as people in the province read them: Asia/Shanghai, whatever the machine's zone is. */
const PARTS = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** Since then clocks in Shanghai have been eight hours ahead of UTC all year round; before, there was summer time. */
const SETTLED = Date.UTC(1992, 0);
const AHEAD = 8 * 3_600_000;

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** A page of a list shows dozens of instants, and the formatter takes as long for one as the row for the rest. */
function partsOf(instant: string | Date): Record<string, string> {
  const at = new Date(instant);
  if (!(at.getTime() >= SETTLED)) return formattedParts(at);
  const there = new Date(at.getTime() + AHEAD);
  return {
    year: String(there.getUTCFullYear()),
    month: two(there.getUTCMonth() + 1),
    day: two(there.getUTCDate()),
    hour: two(there.getUTCHours()),
    minute: two(there.getUTCMinutes()),
    second: two(there.getUTCSeconds()),
  };
}

function formattedParts(at: Date): Record<string, string> {
  const parts: Record<string, string> = {};
  for (const { type, value } of PARTS.formatToParts(at)) parts[type] = value;
  return parts;
}

/** 2026-09-15 */
export function dayOf(instant: string | Date): string {
  const { year, month, day } = partsOf(instant);
  return `${year}-${month}-${day}`;
}

/** 2026-09-15 17:30 */
export function minuteOf(instant: string | Date): string {
  const { hour, minute } = partsOf(instant);
  return `${dayOf(instant)} ${hour}:${minute}`;
}

/** 2026-09-15 17:30:06 */
export const secondOf = (instant: string | Date): string => `${minuteOf(instant)}:${partsOf(instant).second}`;

/** 10:42:18 */
export function clockOf(instant: string | Date): string {
  const { hour, minute, second } = partsOf(instant);
  return `${hour}:${minute}:${second}`;
}

/** 9 月 15 日 17:30, for sentences */
export function spoken(instant: string | Date): string {
  const { month, day, hour, minute } = partsOf(instant);
  return `${Number(month)} 月 ${Number(day)} 日 ${hour}:${minute}`;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type Remaining = { readonly text: string; readonly urgent: boolean; readonly over: boolean };

/**
 * What is left until an exclusive instant: over 7 days whole days, then days and hours, under a day hours and minutes,
 * under ten minutes by the second.
 */
export function remaining(until: string | Date, now: Date): Remaining {
  const left = new Date(until).getTime() - now.getTime();
  if (left <= 0) return { text: '已截止', urgent: true, over: true };
  const days = Math.floor(left / DAY);
  const hours = Math.floor((left % DAY) / HOUR);
  const minutes = Math.floor((left % HOUR) / MINUTE);
  const seconds = Math.floor((left % MINUTE) / 1000);
  const urgent = left < 7 * DAY;
  if (!urgent) return { text: `${days} 天`, urgent, over: false };
  if (days > 0) return { text: `${days} 天 ${hours} 小时`, urgent, over: false };
  if (left >= 10 * MINUTE)
    return { text: hours > 0 ? `${hours} 小时 ${minutes} 分` : `${minutes} 分`, urgent, over: false };
  return { text: `${minutes} 分 ${seconds} 秒`, urgent, over: false };
}
