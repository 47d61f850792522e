import assert from 'node:assert/strict';
import { invariantViolations } from '../../invariants.ts';
import { randomUUID } from 'node:crypto';
import { at } from '../model/state.ts';
import type { Stage } from '../model/session.ts';
import { applicantRaces, auditorRaces, lastPost, movesOf, type Case } from './declaration-races.ts';
import { libraryRaces } from './library-races.ts';
import { callerOf, oneWins, run, type Race } from './race.ts';

/** Two plans of one year, begun at once. */
function twoPlans(stage: Stage, person: number): Race<null> {
  const caller = callerOf(stage, at(stage.applicants, person).actor);
  const create = (n: number) => async () => {
    const { id: planId } = at(stage.plans, n);
    const { titles, specialties } = await caller.plans.get({ id: planId });
    return caller.declarations.create({
      ...{ planId, kind: 'REGULAR', confirmed: true, promised: true, idempotencyKey: randomUUID() },
      ...{ specialtyId: at(specialties, 0).id, titleId: at(titles, 0).id },
    });
  };
  return {
    name: 'two plans of one year',
    prepare: async () => null,
    acts: () => [create(0), create(1)],
    judge: (outcomes) => oneWins(outcomes, 'REFUSED'),
    async after(_, outcomes) {
      const won = outcomes.find(({ code }) => code === 'ok')?.result as { readonly id: string };
      await caller.declarations.remove({ id: won.id, expectedVersion: 1 });
    },
  };
}

const INVARIANTS_EVERY = 500;

/**
 * So many random pairs of acts, each pair at once on two connections. Throws when a pair did what may not be, or an
 * invariant is broken. @returns how often each pair ended how
 */
export async function runRaces(
  stage: Stage,
  pairs: number,
  done?: (pairs: number) => void,
): Promise<Map<string, number>> {
  const moves = movesOf(stage);
  const [first, , second, third] = await stage.road.core.db('declaration').orderBy('created_at').select('id');
  const withQuota: Case = { id: first.id, person: 0 };
  const stepwise: Case = { id: second.id, person: 1 };
  const other: Case = { id: third.id, person: 2 };
  const races = [
    ...applicantRaces(stage, moves, stepwise),
    ...auditorRaces(stage, moves, stepwise),
    ...libraryRaces(stage, moves, stepwise),
    lastPost(stage, moves, [withQuota, other]),
    twoPlans(stage, 3),
  ] as readonly Race<unknown>[];
  const ended = new Map<string, number>();
  for (let n = 0; n < pairs; n += 1) {
    const race = n < races.length ? at(races, n) : at(races, Math.floor(Math.random() * races.length));
    const how = await run(race);
    ended.set(how, (ended.get(how) ?? 0) + 1);
    done?.(n + 1);
    if ((n + 1) % INVARIANTS_EVERY === 0 || n + 1 === pairs)
      assert.deepEqual(await invariantViolations(stage.road.core.db), []);
  }
  return ended;
}
