import { parseArgs } from 'node:util';
import { tally } from './commands.ts';
import { runSequences } from './run-sequences.ts';
import { stageOf } from './session.ts';

// Run as a program: random sequences of commands of everybody, model and platform side by side.
//   npm run bench -- model [--sequences 10000] [--length 60] [--seed n [--path p]]
// A failure prints its seed and path; with both, that sequence alone is run again and shortened.

const { values } = parseArgs({
  options: {
    sequences: { type: 'string', default: '10000' },
    length: { type: 'string', default: '60' },
    seed: { type: 'string' },
    path: { type: 'string' },
  },
});
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const wanted = Number(values.sequences);
console.log(`${wanted} sequences of up to ${values.length} commands, seed ${seed}`);
const seconds = () => Math.round((Date.now() - begun) / 1000);
const stage = await stageOf();
const begun = Date.now();
const said = (done: number) => {
  if (done % 100 === 0) console.log(`${done} sequences in ${seconds()} s`);
};
try {
  const path = values.path === undefined ? {} : { path: values.path };
  const counts = await runSequences(stage, { runs: wanted, seed, length: Number(values.length), done: said, ...path });
  console.log(`${counts.sequences} sequences, ${counts.commands} commands in ${seconds()} s: no disagreement`);
  for (const [what, times] of [...tally].toSorted()) console.log(`  ${what}: ${times}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await stage.road.drop();
}
