import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { PROFILE } from '../../declarations/test-world.ts';
import type { Stage } from '../model/session.ts';
import { at } from '../model/state.ts';
import { callerOf, oneWins, type Act, type Outcome, type Race } from './race.ts';
import { standingOf, type Standing } from './standing.ts';

type Outcomes = readonly [Outcome, Outcome];

/** A double click, a second window, a page that is saved while it is submitted: of a case that its applicant has. */
export function applicantRaces(stage: Stage, standing: Standing): Race[] {
  const { id, person, version, round } = standing;
  const { declarations } = callerOf(stage, at(stage.applicants, person).actor);
  const submit =
    (idempotencyKey: string): Act =>
    () =>
      declarations.submit({ id, expectedVersion: version, idempotencyKey });
  const save: Act = () =>
    declarations.saveForm({
      ...{ id, section: 'profile', raw: { ...PROFILE, birthplace: randomUUID() }, expectedVersion: version },
    });
  // From a window that was opened before the last save: never the one that wins.
  const removeStale: Act = () => declarations.remove({ id, expectedVersion: version - 1 });
  const nothing = async () => undefined;
  const rounds = async (more: number) =>
    assert.equal((await standingOf(stage, standing)).round, round + more, 'rounds');
  const twice = (name: string, acts: readonly [Act, Act], after: () => Promise<void> | void): Race => ({
    ...{ name, prepare: nothing, acts: () => acts },
    async judge(outcomes) {
      oneWins(outcomes, 'CONFLICT');
      await after();
    },
  });
  const key = randomUUID();
  return [
    {
      ...{ name: 'a double click on submit', prepare: nothing, acts: () => [submit(key), submit(key)] },
      async judge([first, second]) {
        assert.deepEqual([first.code, second.code, first.result], ['ok', 'ok', second.result]);
        await rounds(1);
      },
    },
    twice('submit in two windows', [submit(randomUUID()), submit(randomUUID())], () => rounds(1)),
    twice('save in two windows', [save, save], async () =>
      assert.equal((await standingOf(stage, standing)).version, version + 1),
    ),
    twice('save against submit', [save, submit(randomUUID())], () => undefined),
    twice('remove against submit', [removeStale, submit(randomUUID())], () => rounds(1)),
    deadline(stage, standing, submit),
  ];
}

/** Two windows submit within the milliseconds around the end of the time to do so. */
function deadline(stage: Stage, standing: Standing, submit: (key: string) => Act): Race {
  const { db } = stage.road.core;
  const until = (sql: string) =>
    db('review_plan')
      .where({ id: standing.planId })
      .update({ declare_until: db.raw(sql), audit_until: db.raw(sql) });
  const judge = async (outcomes: Outcomes) => {
    const codes = outcomes.map(({ code }) => code);
    const done = codes.filter((code) => code === 'ok').length;
    assert.ok(done <= 1, 'both were done');
    for (const code of codes) assert.ok(['ok', 'REFUSED', 'CONFLICT'].includes(code), code);
    assert.equal((await standingOf(stage, standing)).round, standing.round + done);
    if (done === 0) return assert.deepEqual(codes, ['REFUSED', 'REFUSED']);
    const row = await db('declaration')
      .join('review_plan', 'review_plan.id', 'declaration.plan_id')
      .where({ 'declaration.id': standing.id })
      .first('submitted_at', 'audit_until');
    assert.ok(row.submitted_at < row.audit_until, 'done after the deadline');
  };
  return {
    name: 'submit at the deadline',
    prepare: async () => undefined,
    acts() {
      const soon = until(`clock_timestamp() + interval '${Math.round(Math.random() * 80)} milliseconds'`).then();
      const act = async () => {
        await soon;
        return submit(randomUUID())();
      };
      return [act, act];
    },
    judge,
    async after() {
      await until(`clock_timestamp() + interval '60 days'`);
    },
  };
}
