import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { connect, transaction } from '@zhicheng/database';
import { Logger, type LogLevel, run, runMigrations, runOnce, type TaskList, type WorkerEvents } from 'graphile-worker';
import { enqueue } from './enqueue.ts';
import { keepLives } from './lives.ts';

export interface JobContext {
  /** 1 for the first attempt */
  attempt: number;
  /** aborted when the worker is told to stop and its patience is over */
  signal?: AbortSignal | undefined;
}

/** Carries out one kind of job. It may run again after a crash, so doing it twice must equal doing it once. */
export type Task = (payload: Record<string, unknown>, context: JobContext) => Promise<void>;
export type Tasks = Readonly<Record<string, Task>>;
export type JobLog = (level: `${LogLevel}`, message: string) => void;

export interface WorkerOptions {
  /** postgres://user:password@host:port/database */
  url: string;
  tasks: Tasks;
  /** lines `minute hour day month weekday task ?options {payload}`, in UTC */
  crontab?: string;
  /** jobs carried out at once in this process; default 2 */
  concurrency?: number;
  log?: JobLog;
}

export interface Worker {
  /** lets running jobs end and takes no new ones; a second call waits for the same end */
  stop(): Promise<void>;
}

/** Changes when `installJobs` would make another schema. */
export const JOBS_SCHEMA: string = createRequire(import.meta.url)('graphile-worker/package.json').version;

/**
 * Creates or updates the queue's own schema `graphile_worker` and makes the names of jobs known to it. Several
 * processes may call it at once.
 */
export async function installJobs(url: string, names: readonly string[] = []): Promise<void> {
  await runMigrations({ connectionString: url, logger: loggerOf(undefined) });
  if (names.length > 0) await announce(url, names);
}

/**
 * The first job of a name writes that name down and holds the row until its transaction ends: others that enqueue the
 * same would wait for it. So each name is written down ahead, by a job that is taken back at once.
 */
async function announce(url: string, names: readonly string[]): Promise<void> {
  const db = connect({ url, poolMax: 1 });
  try {
    await transaction(db, async (trx) => {
      for (const name of names.toSorted()) {
        const jobKey = `announce ${name}`;
        await enqueue(trx, name, {}, { jobKey, runAt: new Date(Date.now() + 86_400_000) });
        await trx.raw('select graphile_worker.remove_job(?)', [jobKey]);
      }
    });
  } finally {
    await db.destroy();
  }
}

/**
 * Carries out jobs until it is stopped; begins anew after a database that went away, and takes over what workers that
 * are gone had begun. Signals are the caller's affair.
 */
export async function runWorker(options: WorkerOptions): Promise<Worker> {
  const { log = toConsole } = options;
  const stopped = new AbortController();
  let life = await liveOnce(options);
  const lasting = (async () => {
    while (!stopped.signal.aborted) {
      const failure = await life.over;
      if (stopped.signal.aborted) return;
      log('error', `the worker failed and begins anew: ${String(failure)}`);
      const next = await begunAgain(options, stopped.signal);
      if (next) life = next;
      if (next && stopped.signal.aborted) await next.stop();
    }
  })();
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    stopped.abort();
    await life.stop();
    await lasting;
  };
  return { stop: () => (stopping ??= stop()) };
}

interface Life {
  /** Settles with the reason when it ends. */
  readonly over: Promise<unknown>;
  stop(): Promise<void>;
}

/**
 * Without it nobody awaits that a job is ticked off: a database that goes away then ends the process, and what ran once
 * returns before the queue knows.
 */
const TICKED_OFF = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } } as const;

async function liveOnce({ url, tasks, crontab = '', concurrency = 2, log = toConsole }: WorkerOptions): Promise<Life> {
  const lives = keepLives(url, (message) => log('error', message));
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool }) => lives.add(workerPool.id));
  try {
    const runner = await run({
      connectionString: url,
      taskList: taskListOf(tasks),
      crontab,
      concurrency,
      maxPoolSize: concurrency + 3,
      noHandleSignals: true,
      // a commit notifies the worker; polling only finds what is due at a later time
      pollInterval: 2_000,
      logger: loggerOf(log),
      events,
      preset: TICKED_OFF,
    });
    // A queue that could not tick off a job may wait for itself for ever: it is given up after a while, and its jobs
    // are free for others once its sign of life ends.
    let giveUp: (reason: unknown) => void = () => undefined;
    const givenUp = new Promise((resolve) => (giveUp = resolve));
    const later = (reason: unknown, ms: number) => void setTimeout(() => giveUp(reason), ms).unref();
    events.once('pool:fatalError', ({ error }) => later(error, PATIENCE_MS));
    const ended = runner.promise.catch((error: unknown) => error);
    const over = Promise.race([ended, givenUp]).finally(() => lives.end());
    return {
      over,
      async stop() {
        later('stopped', STOP_PATIENCE_MS);
        // it also closes the connections, after the jobs have ended
        await Promise.race([runner.stop().catch(() => undefined), givenUp]);
        await over;
      },
    };
  } catch (error) {
    await lives.end();
    throw error;
  }
}

const AGAIN_MS = 1_000;
const PATIENCE_MS = 15_000;
/** Running jobs may end; those that take longer begin anew elsewhere. */
const STOP_PATIENCE_MS = 60_000;

/** undefined: it was stopped before. */
async function begunAgain(options: WorkerOptions, signal: AbortSignal): Promise<Life | undefined> {
  while (!signal.aborted) {
    await delay(AGAIN_MS, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return undefined;
    try {
      return await liveOnce(options);
    } catch (error) {
      options.log?.('error', `the worker does not begin: ${String(error)}`);
    }
  }
  return undefined;
}

/** Carries out what is due now, one after the other, and returns: for scripts and tests. */
export async function runDueJobs({ url, tasks, log }: Pick<WorkerOptions, 'url' | 'tasks' | 'log'>): Promise<void> {
  let ran = 0;
  const counted = Object.fromEntries(
    Object.entries(tasks).map(([name, task]): [string, Task] => [name, (...given) => (ran++, task(...given))]),
  );
  // A job is ticked off beside the question for the next one: of a queue that does one at a time, it may find none yet.
  do {
    ran = 0;
    await runOnce({
      connectionString: url,
      taskList: taskListOf(counted),
      concurrency: 1,
      noHandleSignals: true,
      logger: loggerOf(log),
      preset: TICKED_OFF,
    });
  } while (ran > 0);
}

function taskListOf(tasks: Tasks): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      async (payload, helpers) =>
        task(asRecord(payload), { attempt: helpers.job.attempts, signal: helpers.abortSignal }),
    ]),
  );
}

function asRecord(payload: unknown): Record<string, unknown> {
  return typeof payload === 'object' && payload !== null ? (payload as Record<string, unknown>) : {};
}

const toConsole: JobLog = (level, message) => {
  if (level === 'error') console.error(`job worker: ${message}`);
};

const loggerOf = (log: JobLog = toConsole): Logger => new Logger(() => (level, message) => log(level, message));
