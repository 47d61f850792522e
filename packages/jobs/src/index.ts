export { enqueue, enqueueMany, type EnqueueOptions } from './enqueue.ts';
export { queueFigures, type QueueFigures } from './queue-figures.ts';
export {
  installJobs,
  JOBS_SCHEMA,
  type JobContext,
  type JobLog,
  runDueJobs,
  runWorker,
  type Task,
  type Tasks,
  type Worker,
  type WorkerOptions,
} from './worker.ts';
