import { afterAll, beforeAll, expect, it } from 'vitest';
import { runSequences } from './model/run-sequences.ts';
import { stageOf, type Stage } from './model/session.ts';
import { runRaces } from './races/run-races.ts';

/** Of a failure the seed and path are printed: npm run bench -- model --seed n --path p runs that sequence alone. */
const SEED = 20261122;
/** Whatever was run least goes first every other time. */
const PAIRS = 60;

let stage: Stage;
beforeAll(async () => {
  stage = await stageOf(5);
});
afterAll(() => stage.road.drop());

it(`[SM-DECL.01..12] [SM-QUOTA.03] [AH-36.01] [GP.12] random sequences of everybody's acts end as the model says (seed ${SEED})`, async () => {
  const { sequences } = await runSequences(stage, { runs: 12, seed: SEED, length: 50, milliseconds: 12_000 });
  expect(sequences).toBeGreaterThan(0);
}, 60_000);

it('[SM-DECL.04] [SM-DECL.12] [SM-LIB.04] [AH-16.08] [AH-35.17] [GP.32] two acts at once have one effect, and who loses is told', async () => {
  const { ended, met } = await runRaces(stage, PAIRS);
  expect([...ended.values()].reduce((sum, times) => sum + times, 0)).toBe(PAIRS);
  expect(met).toBeGreaterThan(PAIRS / 2);
}, 60_000);
