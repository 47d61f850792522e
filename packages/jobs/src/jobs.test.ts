import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transaction } from '@zhicheng/database';
import { testDatabase, type TestDatabase } from '@zhicheng/database/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { enqueue, installJobs, runDueJobs, runWorker, type Task } from './index.ts';
import { keepLives, releaseDead } from './lives.ts';

const dir = mkdtempSync(join(tmpdir(), 'zhicheng-no-migrations-'));
let database: TestDatabase;
let seen: Record<string, unknown>[];
const note: Task = async (payload) => void seen.push(payload);

beforeAll(async () => {
  database = await testDatabase(dir, { key: 'jobs', run: (_db, url) => installJobs(url) });
  // a worker makes the names of its tasks known when it starts; until then the first job of a name holds that row
  await runDueJobs({ url: database.url, tasks: { note } });
});

beforeEach(() => {
  seen = [];
});

afterAll(async () => {
  await database.drop();
  rmSync(dir, { recursive: true });
});

describe('jobs', () => {
  test('a job runs after the commit of its transaction', async () => {
    await transaction(database.db, async (trx) => {
      await enqueue(trx, 'note', { id: 'kept' });
      await runDueJobs({ url: database.url, tasks: { note } });
      expect(seen).toEqual([]);
    });
    await runDueJobs({ url: database.url, tasks: { note } });
    expect(seen).toEqual([{ id: 'kept' }]);
  });

  test('a job of a rolled-back transaction never runs', async () => {
    const failed = transaction(database.db, async (trx) => {
      await enqueue(trx, 'note', { id: 'lost' });
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    await runDueJobs({ url: database.url, tasks: { note } });
    expect(seen).toEqual([]);
  });

  test('of a name made known beforehand, two open transactions enqueue without waiting for each other', async () => {
    await installJobs(database.url, ['announced']);
    await transaction(database.db, async (first) => {
      await enqueue(first, 'announced', { id: 'first' });
      await transaction(database.db, async (second) => {
        await second.raw(`set local lock_timeout = '2s'`);
        await enqueue(second, 'announced', { id: 'second' });
      });
    });
    await runDueJobs({ url: database.url, tasks: { announced: note } });
    expect(seen.map(({ id }) => id).toSorted()).toEqual(['first', 'second']);
  });

  test('two jobs of one key are one, with the later payload; a later time is waited for', async () => {
    await enqueue(database.db, 'note', { id: 1 }, { jobKey: 'once' });
    await enqueue(database.db, 'note', { id: 2 }, { jobKey: 'once' });
    await enqueue(database.db, 'note', { id: 3 }, { runAt: new Date(Date.now() + 3_600_000) });
    await runDueJobs({ url: database.url, tasks: { note } });
    expect(seen).toEqual([{ id: 2 }]);
  });

  test('of a queue that does one at a time, each that is due is carried out', async () => {
    for (let id = 0; id < 30; id += 1) await enqueue(database.db, 'note', { id }, { queue: 'one' });
    await runDueJobs({ url: database.url, tasks: { note } });
    expect(seen.map(({ id }) => id)).toEqual(Array.from({ length: 30 }, (_, id) => id));
  });

  test('a job that fails stays in the queue for another attempt', async () => {
    await enqueue(database.db, 'break', { id: 4 });
    await runDueJobs({
      url: database.url,
      tasks: { break: () => Promise.reject(new Error('not today')) },
      log: () => undefined,
    });
    const { rows } = await database.db.raw(
      `select attempts, last_error from graphile_worker.jobs where task_identifier = 'break'`,
    );
    expect(rows).toEqual([{ attempts: 1, last_error: expect.stringContaining('not today') }]);
  });

  test('a running worker hears of a commit at once and stops when told', async () => {
    let told: (payload: unknown) => void = () => undefined;
    const heard = new Promise((resolve) => (told = resolve));
    const worker = await runWorker({ url: database.url, tasks: { tell: async (payload) => told(payload) } });
    await enqueue(database.db, 'tell', { id: 5 });
    expect(await heard).toEqual({ id: 5 });
    await worker.stop();
    await worker.stop();
  });
});

describe('workers that end', () => {
  const heldBy = (worker: string) =>
    database
      .db('graphile_worker._private_jobs')
      .whereRaw(`payload->>'id' = 'begun'`)
      .update({
        ...{ locked_by: worker, locked_at: database.db.raw(`now() - interval '1 minute'`) },
      });

  test('what a worker that is gone had begun is free again, what a living one has is not', async () => {
    const lives = keepLives(database.url, () => undefined);
    try {
      lives.add('worker-alive');
      const key = `hashtextextended('job-worker worker-alive', 0)`;
      const free = async () => (await database.db.raw(`select pg_try_advisory_xact_lock(${key}) as free`)).rows[0].free;
      await expect.poll(free).toBe(false);
      await enqueue(database.db, 'note', { id: 'begun' });
      await heldBy('worker-alive');
      expect(await releaseDead(database.db)).toEqual([]);
      await runDueJobs({ url: database.url, tasks: { note } });
      expect(seen).toEqual([]);
    } finally {
      await lives.end();
    }
    const afterwards = async () => {
      await releaseDead(database.db);
      await runDueJobs({ url: database.url, tasks: { note } });
      return seen;
    };
    await expect.poll(afterwards).toEqual([{ id: 'begun' }]);
  });
});
