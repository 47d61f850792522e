import { minuteOf, remaining } from '../beijing-time.ts';
import { useServerClock } from '../server-clock.ts';
import { Icon } from './icon.tsx';

type Props = { until: string; label?: string; over?: string };

const HOUR = 3_600_000;
const MARKS = [24 * HOUR, HOUR, HOUR / 6] as const;

/** Said once each when 24 hours, 1 hour and 10 minutes are left; silent in between. */
function announcement(left: number, label: string): string {
  const mark = MARKS.find((m) => left <= m && left > m - 60_000);
  if (mark === undefined) return '';
  return `${label}还有 ${mark >= HOUR ? `${mark / HOUR} 小时` : '10 分钟'}`;
}

/** Deadline by the server's clock, always with the instant and 北京时间. */
export function Countdown({ until, label = '距申报截止', over = '申报已截止' }: Props) {
  const left = new Date(until).getTime();
  const now = useServerClock(left);
  const { text, over: isOver, urgent } = remaining(until, now);
  const lastMinutes = !isOver && left - now.getTime() < HOUR / 6;
  return (
    <p className="clock">
      <Icon name="clock" />
      <span>
        {isOver ? (
          <b>{over}</b>
        ) : urgent ? (
          <>
            {label} <b>{text}</b>
          </>
        ) : (
          `${label} ${text}`
        )}
      </span>
      <span className="muted small nw">{minuteOf(until)} 北京时间</span>
      {lastMinutes && <span className="small">已进入提交队列的，按进入时间计</span>}
      <span className="vh" aria-live="polite">
        {announcement(left - now.getTime(), label)}
      </span>
    </p>
  );
}
