import { parseArgs } from 'node:util';
import { tally } from './commands.ts';
import { runSequences } from './run-sequences.ts';
import { stageOf } from './session.ts';

// Run as a program: random sequences of commands of everybody, model and platform side by side.
//   npm run bench -- model [--sequences 10000] [--each 250] [--length 40] [--ahead 40] [--seed n [--path p]]
// Each so many sequences begin in a database of their own, in which up to `ahead` commands have been carried out before
// by a seed of their own. A failure prints its seed and path; with both, that sequence alone is run again and shortened.

const { values } = parseArgs({
  options: {
    sequences: { type: 'string', default: '10000' },
    each: { type: 'string', default: '250' },
    length: { type: 'string', default: '40' },
    ahead: { type: 'string', default: '40' },
    seed: { type: 'string' },
    path: { type: 'string' },
  },
});
const first = Number(values.seed ?? Date.now() % 2 ** 31);
const wanted = Number(values.sequences);
const [length, ahead] = [Number(values.length), Number(values.ahead)];
const path = values.path === undefined ? {} : { path: values.path };
const begun = Date.now();
const seconds = () => Math.round((Date.now() - begun) / 1000);
const told = { sequences: 0, commands: 0 };

console.log(`${wanted} sequences of up to ${length} commands, up to ${ahead} ahead, seeds from ${first}`);
try {
  for (let seed = first; told.sequences < wanted; seed += 1) {
    const stage = await stageOf();
    const runs = Math.min(Number(values.each), wanted - told.sequences);
    const counts = await runSequences(stage, { runs, seed, length, ahead, ...path }).finally(() => stage.road.drop());
    told.sequences += counts.sequences;
    told.commands += counts.commands;
    const { user, system } = process.cpuUsage();
    const own = Math.round((user + system) / 1e6);
    console.log(
      `seed ${seed}: ${told.sequences} sequences, ${told.commands} commands, ${seconds()} s (Node's own ${own})`,
    );
    if (values.path !== undefined) break;
  }
  console.log('no disagreement');
  for (const [what, times] of [...tally].toSorted()) console.log(`  ${what}: ${times}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
