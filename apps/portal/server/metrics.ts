import type { PoolFigures } from '@zhicheng/database';
import type { CoreApp } from '@zhicheng/core';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Admission } from './admission-policy.ts';
import type { Observer } from './observe.ts';

export interface Measured {
  pool(): PoolFigures;
  readonly queue: CoreApp['queueFigures'];
  /** Where people are served: who was let in. */
  readonly admission?: Admission['figures'];
}

export interface Metrics {
  readonly observer: Observer;
  /** Everything, in the text format of Prometheus. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** In seconds; the goals are 50 ms for a page and 500 ms at a deadline. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];

const WHOLE_UPLOAD = '/files';
const LAST_PART = '/files/parts/:id/done';

/** Of a request that hands in a file that is whole: how it ended. */
function uploadOutcome({ method, route, status }: Parameters<Observer>[0]): string | undefined {
  if (method !== 'POST' || (route !== WHOLE_UPLOAD && route !== LAST_PART)) return undefined;
  if (status < 400) return 'taken';
  return status < 500 ? 'refused' : 'failed';
}

/** What is counted in one process. The queue is the database's: every process says the same of it. */
export function createMetrics({ pool, queue, admission }: Measured): Metrics {
  const registry = new Registry();
  // among them the delay of the event loop (nodejs_eventloop_lag_*), memory, CPU
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'zhicheng_http_request_duration_seconds',
    help: 'Time until the answer began, by pattern of address and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: BUCKETS,
    registers: [registry],
  });
  const uploads = new Counter({
    name: 'zhicheng_uploads_total',
    help: 'Files handed in whole, by outcome',
    labelNames: ['outcome'] as const,
    registers: [registry],
  });
  for (const outcome of ['taken', 'refused', 'failed']) uploads.inc({ outcome }, 0);
  addPool(registry, pool);
  if (admission) addAdmission(registry, admission);
  const askQueue = addQueue(registry, queue);
  return {
    observer: (line) => {
      const { method, route, status, ms } = line;
      durations.observe({ method, route, status: String(status) }, ms / 1000);
      const outcome = uploadOutcome(line);
      if (outcome) uploads.inc({ outcome });
    },
    text: async () => {
      await askQueue();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}

function addPool(registry: Registry, pool: Measured['pool']): void {
  const gauge = new Gauge({
    name: 'zhicheng_database_connections',
    help: 'Connections of this process by state; waiting: requests that wait for one',
    labelNames: ['state'] as const,
    registers: [registry],
    collect: () => {
      for (const [state, value] of Object.entries(pool())) gauge.set({ state }, value);
    },
  });
}

function addAdmission(registry: Registry, figures: Admission['figures']): void {
  const registers = [registry];
  new Gauge({
    ...{ name: 'zhicheng_admission_places', help: 'How many requests may be worked at at this moment', registers },
    collect() {
      this.set(figures().places);
    },
  });
  new Gauge({
    ...{ name: 'zhicheng_admission_requests', help: 'Requests at this moment, by class and state', registers },
    labelNames: ['class', 'state'] as const,
    collect() {
      for (const [kind, { running, waiting }] of Object.entries(figures().classes)) {
        this.set({ class: kind, state: 'running' }, running);
        this.set({ class: kind, state: 'waiting' }, waiting);
      }
    },
  });
  new Counter({
    name: 'zhicheng_admission_total',
    help: 'Requests since the start, by class: admitted; queued: those that waited; shed: those told to come back',
    labelNames: ['class', 'outcome'] as const,
    registers,
    collect() {
      this.reset();
      for (const [kind, { admitted, queued, shed }] of Object.entries(figures().classes))
        for (const [outcome, value] of Object.entries({ admitted, queued, shed }))
          this.inc({ class: kind, outcome }, value);
    },
  });
}

/** @returns a function that asks anew */
function addQueue(registry: Registry, queue: Measured['queue']): () => Promise<void> {
  const registers = [registry];
  const up = new Gauge({
    name: 'zhicheng_database_up',
    help: '1 when the database answered this scrape',
    registers,
  });
  const oldest = new Gauge({
    name: 'zhicheng_jobs_oldest_wait_seconds',
    help: 'How long the longest waiting job that is due has waited',
    registers,
  });
  const jobs = new Gauge({
    name: 'zhicheng_jobs',
    help: 'Jobs by state; later: due at a later time, failed: no attempt is left',
    labelNames: ['state'] as const,
    registers,
  });
  // A database that is gone must not take the metrics with it; what was last known would be a lie.
  return async () => {
    const found = await queue().catch(() => undefined);
    up.set(found ? 1 : 0);
    jobs.reset();
    const { oldestWaitSeconds = 0, ...states } = found ?? {};
    for (const [state, value] of Object.entries(states)) jobs.set({ state }, value);
    oldest.set(oldestWaitSeconds);
  };
}
