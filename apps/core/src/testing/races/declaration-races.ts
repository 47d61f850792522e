import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { PROFILE } from '../../declarations/test-world.ts';
import type { Stage } from '../model/session.ts';
import { at } from '../model/state.ts';
import { auditor, callerOf, oneWins, type Race } from './race.ts';

/** A declaration that comes and goes: with its applicant, then before some level, then with its applicant again. */
export interface Case {
  readonly id: string;
  readonly person: number;
}

/** Moves cases to where a race begins, and back. Everything through the API. */
export function movesOf(stage: Stage) {
  const { road } = stage;
  const { db } = road.core;
  const applicant = ({ person }: Case) => callerOf(stage, at(stage.applicants, person).actor);
  const version = async ({ id }: Case): Promise<number> =>
    (await db('declaration').where({ id }).first('version')).version;
  const submit = async (one: Case) =>
    applicant(one).declarations.submit({
      ...{ id: one.id, expectedVersion: await version(one), idempotencyKey: randomUUID() },
    });
  /** The step that waits, with its level and task; undefined where the case is with its applicant. */
  const waiting = async ({ id }: Case) => {
    const row = await db('task')
      .join('step', 'step.id', 'task.step_id')
      .join('process', 'process.id', 'step.process_id')
      .where({ 'process.subject_id': id })
      .whereNull('task.closed_at')
      .first('task.id', 'task.claimed_by', 'step.organisation_id');
    if (!row) return undefined;
    const level = stage.levels.findIndex(({ organisationId }) => organisationId === row.organisation_id);
    const { auditors } = at(stage.levels, level);
    const actor = auditors.find(({ accountId }) => accountId === row.claimed_by) ?? at(auditors, 0);
    return { taskId: String(row.id), level, actor, claimed: row.claimed_by !== null, shared: auditors.length > 1 };
  };
  const decide = async (one: Case, decision: 'pass' | 'return', quota: object = {}) => {
    const open = await waiting(one);
    if (!open) throw new Error(`${one.id} waits nowhere`);
    const caller = callerOf(stage, open.actor);
    if (open.shared && !open.claimed) await caller.tasks.claim({ taskId: open.taskId });
    await caller.tasks.decide({
      taskId: open.taskId,
      decision,
      opinion: '已核对。',
      extra: { ...stage.papers, ...quota },
    });
  };
  /** Submitted, and passed by so many levels. */
  const bring = async (one: Case, levels: number): Promise<Case> => {
    await submit(one);
    for (let n = 0; n < levels; n += 1) await decide(one, 'pass');
    return one;
  };
  const home = async (one: Case): Promise<void> => {
    while (await waiting(one)) await decide(one, 'return');
  };
  const rounds = async ({ id }: Case): Promise<number> => (await db('declaration').where({ id }).first('round')).round;
  const taskOf = async (one: Case): Promise<string> => (await waiting(one))?.taskId ?? '';
  return { applicant, version, submit, waiting, decide, bring, home, rounds, taskOf };
}

type Moves = ReturnType<typeof movesOf>;
const occupying = { quota: { occupies: '占用', note: '' } };

/** A double click, a second window, and a page that is saved while it is submitted. */
export function applicantRaces(stage: Stage, { applicant, version, home, rounds }: Moves, one: Case): Race<Standing>[] {
  const prepare = async (): Promise<Standing> => ({ version: await version(one), rounds: await rounds(one) });
  const after = () => home(one);
  const submit = (expectedVersion: number, idempotencyKey: string) =>
    applicant(one).declarations.submit({ id: one.id, expectedVersion, idempotencyKey });
  const save = (expectedVersion: number) =>
    applicant(one).declarations.saveForm({
      ...{ id: one.id, section: 'profile', raw: { ...PROFILE, birthplace: randomUUID() }, expectedVersion },
    });
  const once = async (before: Standing) => assert.equal(await rounds(one), before.rounds + 1, 'rounds');
  return [
    {
      name: 'a double click on submit',
      prepare,
      acts(standing) {
        const key = randomUUID();
        return [() => submit(standing.version, key), () => submit(standing.version, key)];
      },
      async judge([first, second], standing) {
        assert.deepEqual([first.code, second.code, first.result], ['ok', 'ok', second.result]);
        await once(standing);
      },
      after,
    },
    {
      name: 'submit in two windows',
      prepare,
      acts: (standing) => [() => submit(standing.version, randomUUID()), () => submit(standing.version, randomUUID())],
      async judge(outcomes, standing) {
        oneWins(outcomes, 'CONFLICT');
        await once(standing);
      },
      after,
    },
    {
      name: 'save in two windows',
      prepare,
      acts: (standing) => [() => save(standing.version), () => save(standing.version)],
      async judge(outcomes, standing) {
        oneWins(outcomes, 'CONFLICT');
        assert.equal(await version(one), standing.version + 1);
      },
      after,
    },
    {
      name: 'save against submit',
      prepare,
      acts: (standing) => [() => save(standing.version), () => submit(standing.version, randomUUID())],
      judge: (outcomes) => oneWins(outcomes, 'CONFLICT'),
      after,
    },
    {
      name: 'remove against submit',
      prepare,
      acts: (standing) => [
        // From a window that was opened before the last save: never the one that wins.
        () => applicant(one).declarations.remove({ id: one.id, expectedVersion: standing.version - 1 }),
        () => submit(standing.version, randomUUID()),
      ],
      judge: (outcomes) => oneWins(outcomes, 'CONFLICT'),
      after,
    },
    deadline(stage, { applicant, version, home, rounds }, one),
  ];
}

interface Standing {
  readonly version: number;
  readonly rounds: number;
}

/** Two windows submit within the milliseconds around the end of the time to do so. */
function deadline(
  stage: Stage,
  moves: Pick<Moves, 'applicant' | 'version' | 'home' | 'rounds'>,
  one: Case,
): Race<Standing> {
  const { db } = stage.road.core;
  const plan = async () => (await db('declaration').where({ id: one.id }).first('plan_id')).plan_id as string;
  const until = async (sql: string) =>
    db('review_plan')
      .where({ id: await plan() })
      .update({ declare_until: db.raw(sql), audit_until: db.raw(sql) });
  return {
    name: 'submit at the deadline',
    prepare: async () => ({ version: await moves.version(one), rounds: await moves.rounds(one) }),
    acts(standing) {
      const soon = until(`clock_timestamp() + interval '${Math.round(Math.random() * 80)} milliseconds'`);
      const submit = async () => {
        await soon;
        const request = { id: one.id, expectedVersion: standing.version, idempotencyKey: randomUUID() };
        return moves.applicant(one).declarations.submit(request);
      };
      return [submit, submit];
    },
    async judge(outcomes, standing) {
      const done = outcomes.filter(({ code }) => code === 'ok').length;
      assert.ok(done <= 1, 'both were done');
      for (const { code } of outcomes) assert.ok(['ok', 'REFUSED', 'CONFLICT'].includes(code), code);
      assert.equal(await moves.rounds(one), standing.rounds + done);
      if (done === 0)
        return assert.deepEqual(
          outcomes.map(({ code }) => code),
          ['REFUSED', 'REFUSED'],
        );
      const row = await db('declaration')
        .join('review_plan', 'review_plan.id', 'declaration.plan_id')
        .where({ 'declaration.id': one.id })
        .first('submitted_at', 'audit_until');
      assert.ok(row.submitted_at < row.audit_until, 'done after the deadline');
    },
    async after() {
      await until(`clock_timestamp() + interval '60 days'`);
      await moves.home(one);
    },
  };
}

/** Two administrators, one of them or both at the same case. */
export function auditorRaces(stage: Stage, moves: Moves, one: Case): Race<string>[] {
  const { db } = stage.road.core;
  const { bring, taskOf } = moves;
  const after = () => moves.home(one);
  const decide = (level: number, taskId: string, decision: 'pass' | 'return') =>
    callerOf(stage, auditor(stage, level)).tasks.decide({ taskId, decision, opinion: '已核对。', extra: stage.papers });
  const before = (level: number) => async () => taskOf(await bring(one, level));
  const claim = (taskId: string, who: number) => callerOf(stage, auditor(stage, 1, who)).tasks.claim({ taskId });
  const withdraw = async (level: number) => {
    const step = await db('step')
      .join('process', 'process.id', 'step.process_id')
      .where({ subject_id: one.id, 'step.organisation_id': at(stage.levels, level).organisationId })
      .orderBy([
        { column: 'process.round', order: 'desc' },
        { column: 'step.seq', order: 'desc' },
      ])
      .first('step.id');
    return callerOf(stage, auditor(stage, level)).tasks.withdraw({ stepId: step.id });
  };
  return [
    {
      name: 'two administrators claim',
      prepare: before(1),
      acts: (taskId) => [() => claim(taskId, 0), () => claim(taskId, 1)],
      judge: (outcomes) => oneWins(outcomes, 'CONFLICT'),
      after,
    },
    {
      name: 'pass against return of one case',
      prepare: before(0),
      acts: (taskId) => [() => decide(0, taskId, 'pass'), () => decide(0, taskId, 'return')],
      judge: (outcomes) => oneWins(outcomes, 'CONFLICT'),
      after,
    },
    {
      name: 'pass twice',
      prepare: before(0),
      acts: (taskId) => [() => decide(0, taskId, 'pass'), () => decide(0, taskId, 'pass')],
      judge: (outcomes) => oneWins(outcomes, 'CONFLICT'),
      after,
    },
    {
      name: 'a pass is taken back against the claim above',
      prepare: before(1),
      acts: (taskId) => [() => withdraw(0), () => claim(taskId, 1)],
      judge: (outcomes) => oneWins(outcomes, 'CONFLICT', 'REFUSED'),
      after,
    },
    {
      name: 'a pass is taken back against the pass above',
      prepare: before(3),
      acts: (taskId) => [() => withdraw(2), () => decide(3, taskId, 'pass')],
      judge: (outcomes) => oneWins(outcomes, 'CONFLICT', 'REFUSED'),
      after,
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
      for (const one of cases) await moves.bring(one, 0);
      return Promise.all(cases.map((one) => moves.taskOf(one)));
    },
    acts(taskIds) {
      const pass = (n: number) => () =>
        callerOf(stage, auditor(stage, 0)).tasks.decide({
          ...{ taskId: at(taskIds, n), decision: 'pass', opinion: '同意', extra: { ...stage.papers, ...occupying } },
        });
      return [pass(0), pass(1)];
    },
    async judge(outcomes) {
      oneWins(outcomes, 'REFUSED');
      assert.equal(await taken(), 1);
    },
    async after() {
      for (const one of cases) {
        await moves.home(one);
        // Held through a return from above; the unit's own return lets it go.
        await moves.submit(one);
        await moves.decide(one, 'return');
      }
      assert.equal(await taken(), 0);
    },
  };
}
