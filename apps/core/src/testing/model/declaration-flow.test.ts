import { afterAll, beforeAll, expect, it } from 'vitest';
import { runSequences } from './run-sequences.ts';
import { stageOf, type Stage } from './session.ts';

/** Another seed, or the path of a failure: npm run bench -- model --seed n --path p. */
const SEED = 20261122;

let stage: Stage;
beforeAll(async () => {
  stage = await stageOf();
});
afterAll(() => stage.road.drop());

it(`[SM-DECL.01..12] [SM-QUOTA.03] [AH-36.01] [GP.12] random sequences of everybody's acts end as the model says (seed ${SEED})`, async () => {
  const { sequences } = await runSequences(stage, { runs: 12, seed: SEED, length: 50, milliseconds: 12_000 });
  expect(sequences).toBeGreaterThan(0);
}, 60_000);
