import { randomUUID } from 'node:crypto';
import { runBatch } from '@zhicheng/core';
import { copyOf, type Copy } from './copy.ts';
import type { Figure, Line } from './figure.ts';
import type { Player } from './province.ts';
import { atMost, median, rounded } from './timing.ts';

const ENTRIES = 1000;
const ROUNDS = 3;
const SLOWEST_MS = 300;

interface Run {
  readonly started: number;
  readonly done: number;
  readonly processor: number;
  readonly statements: number;
}

/** 批量通过 of 1,000 entries by one hospital, as the page orders it and the worker carries it out. */
export const batch: Figure = {
  name: 'batch',
  title: 'Batch audit of 1,000 entries: authorised row by row, in the ledger, notified',
  async measure({ small }) {
    const copy = await copyOf(small);
    try {
      const hospital = copy.play(small.hospital);
      const waiting = await gatherAt(copy, hospital);
      // What is more than whole rounds warms up.
      await audit(copy, hospital, waiting % ENTRIES);
      const runs: Run[] = [];
      while (runs.length < ROUNDS && (runs.length + 1) * ENTRIES <= waiting)
        runs.push(await audit(copy, hospital, ENTRIES));
      return linesOf(runs);
    } finally {
      await copy.drop();
    }
  },
};

function linesOf(runs: readonly Run[]): Line[] {
  const each = (pick: (run: Run) => number) => runs.map(pick);
  const line = (what: string, values: readonly number[], unit: string): Line => ({
    ...{ what, value: median(values), unit, spread: values.map(rounded).join(', '), goal: '', held: null },
  });
  const done = each((run) => run.done);
  return [
    atMost('worked through', median(done), SLOWEST_MS, 'ms', done.map(rounded).join(', ')),
    line(
      'noted down before, in the request',
      each((run) => run.started),
      'ms',
    ),
    line(
      'processor of the worker',
      each((run) => run.processor),
      'ms',
    ),
    line(
      'statements for each entry',
      each((run) => run.statements / ENTRIES),
      '',
    ),
  ];
}

/** The waiting entries of the whole copy go to one hospital: a province of 10,000 people has too few at any other. */
async function gatherAt({ app }: Copy, { actor }: Player): Promise<number> {
  const { db } = app.core;
  const to = { organisation_id: actor.organisationId };
  const waiting = db('task').where({ kind: 'libraryEntry' }).whereNull('closed_at');
  await db('library_entry').whereIn('id', waiting.clone().select('subject_id')).update(to);
  await db('step').whereIn('id', waiting.clone().select('step_id')).update(to);
  return waiting.clone().update(to);
}

async function audit({ app }: Copy, { actor, api }: Player, entries: number): Promise<Run> {
  const { db } = app.core;
  const tasks: { id: string }[] = await db('task')
    .where({ organisation_id: actor.organisationId, kind: 'libraryEntry', capacity: actor.role })
    .whereNull('closed_at')
    .orderBy(['opened_at', 'id'])
    .limit(entries)
    .select('id');
  const taskIds = tasks.map(({ id }) => id);
  const asked = performance.now();
  const { batchId } = await api.tasks.startBatch({ taskIds, action: 'pass', idempotencyKey: randomUUID() });
  const begun = performance.now();
  const before = process.cpuUsage();
  let statements = 0;
  const count = () => (statements += 1);
  db.on('query', count);
  await runBatch({ core: app.core, batchId });
  db.off('query', count);
  const done = performance.now() - begun;
  const { user, system } = process.cpuUsage(before);
  const outcome = await api.tasks.batch({ batchId });
  if (outcome.done !== entries) throw new Error(`only ${outcome.done} of ${entries} entries were passed`);
  return { started: begun - asked, done, processor: (user + system) / 1000, statements };
}
