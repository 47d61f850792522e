import { Icon } from '../../components/icon.tsx';

const DAY = 86_400_000;

/** From here on a case stands out in the list; a habit of the lists, no rule of any source. */
export const NORMAL_DAYS = 5;

export const wholeDays = (from: Date, to: Date): number =>
  Math.max(0, Math.floor((to.getTime() - from.getTime()) / DAY));

/** 9 天; over the norm with a clock and bold, so that colour is not the only sign. */
export function Days({ days, prefix = '' }: { days: number; prefix?: string }) {
  if (days <= NORMAL_DAYS) return <span className="nw">{`${prefix}${days} 天`}</span>;
  return (
    <b className="late nw">
      <Icon name="clock" /> {`${prefix}${days} 天`}
      <span className="vh">，等得久了</span>
    </b>
  );
}
