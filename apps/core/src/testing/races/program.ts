import { parseArgs } from 'node:util';
import { stageOf } from '../model/session.ts';
import { runRaces } from './run-races.ts';

// Run as a program: npm run bench -- races [--pairs 10000]. Random pairs of acts at once, on two connections.

const { values } = parseArgs({ options: { pairs: { type: 'string', default: '10000' } } });
const stage = await stageOf(4);
const begun = Date.now();
const seconds = () => Math.round((Date.now() - begun) / 1000);
const said = (done: number) => {
  if (done % 500 === 0) console.log(`${done} pairs in ${seconds()} s`);
};
try {
  const ended = await runRaces(stage, Number(values.pairs), said);
  console.log(`${values.pairs} pairs in ${seconds()} s: no double effect, every loser refused in words`);
  for (const [how, times] of [...ended].toSorted()) console.log(`  ${how}: ${times}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await stage.road.drop();
}
