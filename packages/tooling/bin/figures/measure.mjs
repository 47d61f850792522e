import { performance } from 'node:perf_hooks';
import { loadavg } from 'node:os';

/** Requests of each page before the measured ones, while code that runs for the first time is compiled. */
const WARM_UP = 2;

/**
 * Asks for one address again and again, one request after the other.
 * @returns sorted milliseconds until the last byte, on this machine's loopback
 */
export async function timesOf(browser, address, repetitions) {
  const times = [];
  for (let at = -WARM_UP; at < repetitions; at += 1) {
    const begun = performance.now();
    const { status } = await browser.send(address);
    const took = performance.now() - begun;
    if (status !== 200) throw new Error(`${address} answered ${status}`);
    if (at >= 0) times.push(took);
  }
  return times.sort((a, b) => a - b);
}

/** Of sorted values: the least that `share` of them do not exceed. */
export const percentile = (sorted, share) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];

/** Work on the machine during the last minute: processes that want a core. */
export const loadNow = () => loadavg()[0].toFixed(1);

/** A table as markdown, numbers to the right. */
export function table(head, rows) {
  const texts = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell.toFixed(0) : cell)));
  const rule = head.map((_, column) => (typeof rows[0]?.[column] === 'number' ? '---:' : '---'));
  return [head, rule, ...texts].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
