import { createRequire } from 'node:module';
import { connect, transaction } from '@zhicheng/database';
import { Logger, type LogLevel, run, runMigrations, runOnce, type TaskList } from 'graphile-worker';
import { enqueue } from './enqueue.ts';

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

/** Carries out jobs until it is stopped. Signals are the caller's affair. */
export async function runWorker({ url, tasks, crontab = '', concurrency = 2, log }: WorkerOptions): Promise<Worker> {
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
  });
  let stopping: Promise<void> | undefined;
  return { stop: () => (stopping ??= runner.stop()) };
}

/** Carries out what is due now, one after the other, and returns: for scripts and tests. */
export async function runDueJobs({ url, tasks, log }: Pick<WorkerOptions, 'url' | 'tasks' | 'log'>): Promise<void> {
  await runOnce({
    connectionString: url,
    taskList: taskListOf(tasks),
    concurrency: 1,
    noHandleSignals: true,
    logger: loggerOf(log),
  });
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

function loggerOf(log: JobLog | undefined): Logger {
  return new Logger(() => (level, message) => {
    if (log) log(level, message);
    else if (level === 'error') console.error(`job worker: ${message}`);
  });
}
