import { parseArgs } from 'node:util';
import { stageOf } from '../model/session.ts';
import { runRaces } from './run-races.ts';

// Run as a program: npm run bench -- races [--pairs 10000] [--people 10]. Random pairs of acts at once, on two connections.

const { values } = parseArgs({
  options: { pairs: { type: 'string', default: '10000' }, people: { type: 'string', default: '10' } },
});
const stage = await stageOf(Number(values.people));
const begun = Date.now();
const spent = () => {
  const { user, system } = process.cpuUsage();
  return `${Math.round((Date.now() - begun) / 1000)} s (Node's own ${Math.round((user + system) / 1e6)})`;
};
try {
  const { ended, met } = await runRaces(stage, Number(values.pairs), (done, tally) => {
    if (done % 250 === 0) console.log(`${done} pairs, ${tally.met} met, ${spent()}`);
  });
  console.log(`${values.pairs} pairs, ${met} of them really at once, ${spent()}: no double effect`);
  for (const [how, times] of [...ended].toSorted()) console.log(`  ${how}: ${times}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await stage.road.drop();
}
