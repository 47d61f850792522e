const parts = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** An instant in a sentence, with the year and the zone: 2026 年 9 月 15 日 17:30（北京时间）. */
export function spokenMoment(at: Date): string {
  const part = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${part.year} 年 ${Number(part.month)} 月 ${Number(part.day)} 日 ${part.hour}:${part.minute}（北京时间）`;
}

const AHEAD_OF_UTC_MS = 8 * 3_600_000;

/** The calendar day of an instant in the province, YYYY-MM-DD; counted out, as clocks there are not moved since 1991. */
export const shanghaiDay = (at: Date): string => new Date(at.getTime() + AHEAD_OF_UTC_MS).toISOString().slice(0, 10);
