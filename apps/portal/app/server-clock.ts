import { useEffect, useState } from 'react';
import { useFrame } from './frames/use-frame.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How often the text can change: not at all, by the minute, by the second. */
function cadence(left: number): number | null {
  if (left <= 0 || left > 8 * DAY) return null;
  return left > 11 * MINUTE ? 20_000 : 1_000;
}

async function measuredOffset(): Promise<number | null> {
  const sent = Date.now();
  try {
    const answer: unknown = await (await fetch('/clock', { cache: 'no-store' })).json();
    if (typeof answer !== 'object' || answer === null || !('now' in answer)) return null;
    const received = Date.now();
    return new Date(String(answer.now)).getTime() - (sent + received) / 2;
  } catch {
    return null; // Offline: keep the offset measured last.
  }
}

/**
 * The server's time, kept going: the page's own instant first, then the device's clock corrected by the offset, which
 * is measured on load and every five minutes.
 * @param until instant that is counted down to, in ms; decides how often the answer changes
 */
export function useServerClock(until: number): Date {
  const { serverNow } = useFrame();
  const [now, setNow] = useState(() => new Date(serverNow));
  const [offset, setOffset] = useState<number | null>(null);
  useEffect(() => {
    const measure = () => void measuredOffset().then((found) => found !== null && setOffset(found));
    measure();
    const timer = setInterval(measure, 5 * MINUTE);
    return () => clearInterval(timer);
  }, []);
  const every = cadence(until - now.getTime());
  useEffect(() => {
    if (offset === null || every === null) return;
    const tick = () => setNow(new Date(Date.now() + offset));
    tick();
    const timer = setInterval(tick, every);
    return () => clearInterval(timer);
  }, [offset, every]);
  return now;
}
