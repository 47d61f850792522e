/** YYYY-MM-DD as a sentence says it: 2026 年 12 月 1 日. */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year} 年 ${month} 月 ${date} 日`;
}
