import fc from 'fast-check';
import { invariantViolations } from '../../invariants.ts';
import { plainSequences, sequences } from './commands.ts';
import { compare } from './compare.ts';
import { openSession, type Stage } from './session.ts';
import type { Model } from './state.ts';

export interface Running {
  readonly runs: number;
  readonly seed: number;
  /** Commands of one sequence, at most. */
  readonly length: number;
  /** Of a failure that was reported: that sequence alone, and then the shortest one like it, which takes minutes. */
  readonly path?: string;
  /** Told after each sequence how many are done. */
  readonly done?: (sequences: number) => void;
  /** So many commands at most are carried out and committed before, by which seed says: sequences begin further on. */
  readonly ahead?: number;
  /** Stops beginning new ones after this long; at least one is run. */
  readonly milliseconds?: number;
}

async function walkAhead(stage: Stage, seed: number, length: number): Promise<Model> {
  const { model, real } = await openSession(stage);
  const [commands = []] = fc.sample(plainSequences(length), { seed, numRuns: 1 });
  await fc.asyncModelRun(() => ({ model, real }), commands);
  await real.trx.commit();
  return model;
}

/**
 * Runs random sequences of commands against the platform and the model side by side; after each command they must
 * agree, after each sequence every invariant must hold. Throws with the sequence that fails, its seed and its
 * path. @returns how many sequences and commands ran
 */
export async function runSequences(stage: Stage, how: Running): Promise<{ sequences: number; commands: number }> {
  const { runs, seed, length, path, milliseconds } = how;
  const from = how.ahead === undefined ? undefined : await walkAhead(stage, seed, how.ahead);
  const counts = { sequences: 0, commands: 0 };
  const property = fc.asyncProperty(sequences(length), async (commands) => {
    const { model, real } = await openSession(stage, from);
    try {
      await compare(real, model);
      await fc.asyncModelRun(() => ({ model, real }), commands);
      const broken = await invariantViolations(real.trx);
      if (broken.length > 0) throw new Error(broken.map(({ invariant, ids }) => `${invariant}: ${ids}`).join('; '));
    } finally {
      await real.trx.rollback();
    }
    counts.sequences += 1;
    counts.commands += [...commands].length;
    how.done?.(counts.sequences);
  });
  const limit = milliseconds === undefined ? {} : { interruptAfterTimeLimit: milliseconds };
  const which = path === undefined ? { endOnFailure: true } : { path };
  await fc.assert(property, { numRuns: runs, seed, ...which, ...limit });
  return counts;
}
