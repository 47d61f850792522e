import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { runBatch } from '../../tasks/run-batch.ts';
import type { Stage } from '../model/session.ts';
import { at } from '../model/state.ts';
import { auditor, callerOf, oneWins, type Act, type Outcome, type Race } from './race.ts';
import { standingOf, type Case } from './standing.ts';

/** An entry of the library, where it stands. */
export interface Entry {
  readonly id: string;
  readonly person: number;
  readonly state: string;
  readonly version: number;
  readonly taskId: string;
  readonly stepId: string;
}

const ENTRIES = `
  select e.id, e.owner_id as owner, e.state, e.version, s.id as "stepId",
    (select t.id from task t where t.step_id = s.id order by t.opened_at desc limit 1) as "taskId"
  from library_entry e join lateral (
    select step.id from process p join step on step.process_id = p.id
    where p.kind = 'libraryEntry' and p.subject_id = e.id order by p.round desc, step.seq desc limit 1) s on true
  where e.id = any(?::uuid[]) order by e.id`;

export async function entriesOf({ road, applicants, others }: Stage): Promise<Entry[]> {
  const { rows } = await road.core.db.raw(ENTRIES, [others.flat().map(({ id }) => id)]);
  return rows.map(({ owner, ...row }: Entry & { owner: string }) => ({
    ...row,
    person: applicants.findIndex(({ actor }) => actor.accountId === owner),
  }));
}

/** Its state is that of its latest audit, which was decided as often as it says. */
const WHOLE = `
  select e.id from library_entry e join lateral (
    select * from process where kind = 'libraryEntry' and subject_id = e.id order by round desc limit 1) p on true
  join step s on s.process_id = p.id
  where e.id = any(?::uuid[]) and (
    (e.state = 'inAudit') <> (p.state = 'running') or (e.state = 'approved' and p.state <> 'passed')
    or (select count(*) from task t where t.step_id = s.id and t.closed_at is null) <> (s.state = 'open')::int
    or (select count(*) filter (where a.action in ('pass', 'return')) - count(*) filter (where a.action = 'withdraw')
        from ledger_event a where a.subject_id = s.id) <> (s.state in ('passed', 'returned'))::int
    or (select count(*) from process q where q.kind = 'libraryEntry' and q.subject_id = e.id)
      <> (select count(*) from ledger_event a where a.subject_id = e.id and a.action = 'submit'))`;

export async function entriesStayWhole({ road }: Stage, entries: readonly Entry[]): Promise<void> {
  const { rows } = await road.core.db.raw(WHOLE, [entries.map(({ id }) => id)]);
  assert.deepEqual(rows, [], 'what became of entries');
}

const nothing = async () => undefined;
const pair = (name: string, acts: readonly [Act, Act], ...codes: Parameters<typeof oneWins>[1][]): Race => ({
  ...{ name, prepare: nothing, acts: () => acts },
  judge: (outcomes) => oneWins(outcomes, ...codes),
});
const OPINION = '起止日期与证明不符。';

/** What may meet on this entry, and in batches with others that wait. */
export function entryRaces(stage: Stage, entry: Entry, waiting: readonly Entry[], one: Case): Race<unknown>[] {
  const owner = callerOf(stage, at(stage.applicants, entry.person).actor).library;
  const { tasks } = callerOf(stage, auditor(stage, 0));
  const { id, version: expectedVersion } = entry;
  const withdraw: Act = () => owner.withdraw({ id, expectedVersion });
  const submit = (idempotencyKey: string) => () => owner.submit({ id, expectedVersion, idempotencyKey });
  const decide = (decision: 'pass' | 'return') => () =>
    tasks.decide({ taskId: entry.taskId, decision, opinion: OPINION });
  if (entry.state === 'inAudit')
    return [
      pair('withdraw an entry against its pass', [withdraw, decide('pass')], 'CONFLICT'),
      pair('pass an entry twice', [decide('pass'), decide('pass')], 'CONFLICT'),
      ...batchRaces(stage, entry, waiting, { withdraw, sendBack: decide('return') }),
    ];
  if (entry.state === 'approved')
    return [
      pair(
        'owner and unit take an entry back',
        [withdraw, () => tasks.withdraw({ stepId: entry.stepId })],
        'CONFLICT',
        'REFUSED',
      ),
      ...(one.person === entry.person ? [importRace(stage, entry, withdraw, one) as Race<unknown>] : []),
    ];
  const key = randomUUID();
  return [
    pair('submit an entry in two windows', [submit(randomUUID()), submit(randomUUID())], 'CONFLICT'),
    {
      ...{ name: 'a double click on an entry’s submit', prepare: nothing, acts: () => [submit(key), submit(key)] },
      judge: ([first, second]) => assert.deepEqual([first.code, second.code], ['ok', 'ok']),
    },
  ];
}

/** The owner takes an entry back while a declaration imports it. */
function importRace(stage: Stage, { id }: Entry, withdraw: Act, one: Case): Race {
  const { db } = stage.road.core;
  const { declarations } = callerOf(stage, at(stage.applicants, one.person).actor);
  const request = async () => ({
    ...{ id: one.id, section: 'experiences', expectedVersion: (await standingOf(stage, one)).version },
  });
  return {
    ...{ name: 'withdraw an entry against its import', prepare: nothing },
    acts: () => [withdraw, async () => declarations.importEntries({ ...(await request()), entryIds: [id] })],
    async judge(outcomes) {
      oneWins(outcomes, 'REFUSED', 'CONFLICT');
      const pins = await db('library_pin').where({ entry_id: id });
      const { state } = await db('library_entry').where({ id }).first('state');
      assert.equal(pins.length, state === 'approved' ? 1 : 0, 'pins');
    },
    async after(_, [, imported]) {
      if (imported.code === 'ok') await declarations.removePick({ ...(await request()), entryId: id });
    },
  };
}

type Action = 'pass' | 'return';
/** Batches that are noted down, and not yet worked through. */
type Noted = readonly string[];

/** How each row of these batches ended: done, or why not. */
async function rowsOf(stage: Stage, noted: Noted) {
  const rows: { readonly taskId: string; readonly outcome: string; readonly reason: string | null }[] =
    await stage.road.core
      .db('task_batch_item')
      .whereIn('batch_id', [...new Set(noted)])
      .select('task_id as taskId', 'outcome', 'reason');
  for (const { outcome, reason } of rows) {
    assert.ok(outcome === 'done' || outcome === 'failed', `a row that is ${outcome}`);
    if (outcome === 'failed')
      assert.match(reason ?? '', /^(?!系统没有办成).*[\u4e00-\u9fff]/, 'a row of which nothing is said');
  }
  return rows;
}

/** The batch against whatever else may happen to its rows, or to all of them. */
function batchRaces(
  stage: Stage,
  entry: Entry,
  waiting: readonly Entry[],
  { withdraw, sendBack }: { withdraw: Act; sendBack: Act },
): Race<Noted>[] {
  const { tasks } = callerOf(stage, auditor(stage, 0));
  const rest = waiting.filter(({ id }) => id !== entry.id).slice(0, Math.floor(Math.random() * 4));
  // Where in the batch the entry stands is left to chance as well.
  const taskIds = [entry, ...rest].map(({ taskId }) => taskId).toSorted(() => Math.random() - 0.5);
  const note = async (action: Action, idempotencyKey: string = randomUUID()) =>
    (await tasks.startBatch({ taskIds, action, opinion: action === 'return' ? OPINION : '', idempotencyKey })).batchId;
  const work = (batchId: string | undefined) => () => runBatch({ core: stage.road.core, batchId: batchId ?? '' });
  const doneOf = async (noted: Noted, taskId: string) =>
    (await rowsOf(stage, noted)).filter((row) => row.taskId === taskId && row.outcome === 'done').length;
  const against = (name: string, other: Act): Race<Noted> => ({
    ...{ name, prepare: async () => [await note('pass')] },
    acts: ([batchId]) => [work(batchId), other],
    async judge(outcomes: readonly [Outcome, Outcome], noted) {
      const [batch, single] = outcomes;
      assert.equal(batch.code, 'ok');
      const mine = await doneOf(noted, entry.taskId);
      if (single.code !== 'ok') assert.equal(single.code, 'CONFLICT');
      assert.equal(mine + (single.code === 'ok' ? 1 : 0), 1, 'effects on the entry');
      for (const { taskId } of rest) assert.equal(await doneOf(noted, taskId), 1, 'another row of the batch');
    },
  });
  const two = (name: string, prepare: () => Promise<Noted>): Race<Noted> => ({
    ...{ name, prepare },
    acts: ([first, second]) => [work(first), work(second)],
    async judge(_, noted) {
      for (const taskId of taskIds) assert.equal(await doneOf(noted, taskId), 1, 'times that a task was done');
    },
  });
  const key = randomUUID();
  return [
    against('a batch against a withdrawal', withdraw),
    against('a batch against a single return', sendBack),
    two('two batches over the same entries', async () => [await note('pass'), await note('pass')]),
    two('a batch of passes against a batch of returns', async () => [await note('pass'), await note('return')]),
    two('a batch that two workers have', async () => {
      const batchId = await note('pass');
      return [batchId, batchId];
    }),
    {
      ...{
        name: 'a double click on a batch',
        prepare: async () => [],
        acts: () => [() => note('pass', key), () => note('pass', key)],
      },
      judge([first, second]) {
        assert.deepEqual([first.code, second.code, first.result], ['ok', 'ok', second.result]);
      },
      async after(_, [first]) {
        await work(String(first.result))();
        for (const taskId of taskIds) assert.equal(await doneOf([String(first.result)], taskId), 1);
      },
    },
  ];
}
