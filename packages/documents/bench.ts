import { printDocx } from './src/index.ts';
import { PORTRAIT_ID, sampleForm } from './src/testing/sample-form.ts';
import { portrait } from './src/testing/portrait.ts';

/** Prints what one review form costs: first call, then the middle and the slowest of the warm ones. */
const RUNS = 50;

const picture = portrait();
const print = (rows: number) =>
  printDocx(sampleForm(rows), {
    title: '专业技术资格评审表',
    recordNo: '2026-0000-0001',
    hash: '0f'.repeat(32),
    image: (id) => Promise.resolve(id === PORTRAIT_ID ? picture : undefined),
  });

const timed = async (rows: number): Promise<readonly [ms: number, bytes: number]> => {
  const from = performance.now();
  const { byteLength } = await print(rows);
  return [performance.now() - from, byteLength];
};

const measure = async (name: string, rows: number) => {
  const times: number[] = [];
  const before = process.cpuUsage();
  let size = 0;
  for (let run = 0; run < RUNS; run++) {
    const [ms, bytes] = await timed(rows);
    times.push(ms);
    size = bytes;
  }
  const { user, system } = process.cpuUsage(before);
  // Besides the wall clock, for machines that are busy with other things.
  const cpu = ((user + system) / 1000 / RUNS).toFixed(1);
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(1);
  console.log(
    `${name}: median ${at(0.5)} ms, 95th ${at(0.95)} ms, slowest ${at(1)} ms, processor ${cpu} ms, ${Math.round(size / 1024)} KB`,
  );
};

const main = async () => {
  const [cold] = await timed(13);
  console.log(`first form of the process: ${cold.toFixed(1)} ms`);
  await measure('review form with photo, 60 rows', 13);
  await measure('review form with photo, 400 rows', 98);
};

await main();
