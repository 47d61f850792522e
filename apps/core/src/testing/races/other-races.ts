import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Stage } from '../model/session.ts';
import { at } from '../model/state.ts';
import { auditor, callerOf, oneWins, type Race } from './race.ts';
import { standingOf, type Case, type Moves } from './standing.ts';

/** Two plans of one year, begun at once; or one of them, by a double click. */
export function beginnings(stage: Stage, person: number): Race[] {
  const { declarations, plans } = callerOf(stage, at(stage.applicants, person).actor);
  const create = (n: number, idempotencyKey: string) => async () => {
    const { id: planId } = at(stage.plans, n);
    const { titles, specialties } = await plans.get({ id: planId });
    return declarations.create({
      ...{ planId, kind: 'REGULAR', confirmed: true, promised: true, idempotencyKey },
      ...{ specialtyId: at(specialties, 0).id, titleId: at(titles, 0).id },
    });
  };
  const race: Omit<Race, 'name' | 'acts' | 'judge'> = {
    prepare: async () => undefined,
    async after(_, outcomes) {
      const won = outcomes.find(({ code }) => code === 'ok')?.result as { readonly id: string };
      await declarations.remove({ id: won.id, expectedVersion: 1 });
    },
  };
  const key = randomUUID();
  return [
    {
      ...{ ...race, name: 'two plans of one year', acts: () => [create(0, randomUUID()), create(1, randomUUID())] },
      judge: (outcomes) => oneWins(outcomes, 'REFUSED'),
    },
    {
      ...{ ...race, name: 'a double click on a beginning', acts: () => [create(0, key), create(0, key)] },
      judge: ([first, second]) =>
        assert.deepEqual([first.code, second.code, first.result], ['ok', 'ok', second.result]),
    },
  ];
}

/** Two cases of one unit, one post left. */
export function lastPost(stage: Stage, moves: Moves, cases: readonly [Case, Case]): Race<readonly string[]> {
  const { db } = stage.road.core;
  const taken = async () =>
    Number((await db('post_quota_level').where({ level: 'ASSOCIATE_SENIOR' }).sum('occupied as n').first())?.n);
  return {
    name: 'the last post',
    async prepare() {
      for (const one of cases) await moves.submit(one);
      return Promise.all(cases.map(async (one) => (await standingOf(stage, one)).waiting?.taskId ?? ''));
    },
    acts(taskIds) {
      const extra = { ...stage.papers, quota: { occupies: '占用', note: '' } };
      const pass = (n: number) => () =>
        callerOf(stage, auditor(stage, 0)).tasks.decide({
          ...{ taskId: at(taskIds, n), decision: 'pass', opinion: '同意', extra },
        });
      return [pass(0), pass(1)];
    },
    async judge(outcomes) {
      oneWins(outcomes, 'REFUSED');
      assert.equal(await taken(), 1);
    },
    async after(_, [first]) {
      const [winner, loser] = first.code === 'ok' ? cases : [cases[1], cases[0]];
      await moves.decide(loser, 'return');
      await moves.home(winner);
      // Held through a return from above; the unit's own return lets it go.
      assert.equal(await taken(), 1);
      await moves.submit(winner);
      await moves.decide(winner, 'return');
      assert.equal(await taken(), 0);
    },
  };
}
