import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { connect, migrate, type Database } from '@zhicheng/database';
import { installJobs, queueFigures, runWorker, type QueueFigures, type Worker } from '@zhicheng/jobs';
import { createKv, type Kv } from '@zhicheng/kv';
import type { Profile } from '@zhicheng/profiles';
import type { Series } from '@zhicheng/series-kit';
import { diskStore, type FileStore } from '@zhicheng/storage';
import { defectsOf, flows } from '@zhicheng/workflow';
import { createCipher } from './cipher.ts';
import type { Actor, Core } from './context.ts';
import { appendEvent } from './ledger/append-event.ts';
import { appendEvents } from './ledger/append-events.ts';
import { sandboxChannel, type DeliveryChannel } from './notifications/delivery-channel.ts';
import type { Register } from './library/register.ts';
import { bindings, processKinds } from './nouns.ts';
import { createCallerFactory, errorBody } from './procedures.ts';
import { appRouter } from './router.ts';
import { createSeriesRegistry } from './series-registry.ts';
import { createProcessKinds } from './tasks/process-kind.ts';
import { createStir } from './stir.ts';
import { openWork, type Desk } from './tasks/open-work.ts';
import { createTransition } from './transition.ts';
import { createTransitionMany } from './transition-many.ts';
import { runOrder } from './document-orders/run-order.ts';
import { crontab, jobNames, jobTasks, type MakeDocument } from './worker.ts';

export const MIGRATIONS = new URL('../migrations', import.meta.url).pathname;

export interface CoreConfig {
  readonly databaseUrl: string;
  /** The database itself, where `databaseUrl` is that of a pooler: for migrations, and for workers, which listen. */
  readonly directUrl?: string;
  /** 64 hexadecimal digits; encrypts ID numbers. */
  readonly key: string;
  /** Folder of uploaded files. */
  readonly filesDir: string;
  /** Where files lie, if not in that folder. */
  readonly store?: FileStore;
  readonly redisUrl?: string;
  /** Beside the inbox; the sandbox unless said otherwise. */
  readonly channels?: readonly DeliveryChannel[];
  /** Of continuing education; none: 提取 says that it is not connected. */
  readonly register?: Register | null;
}

/** Puts the parts together; tests hand in their own database and store. */
export function assembleCore(parts: {
  db: Database;
  store: FileStore;
  kv: Kv;
  key: string;
  profile: Profile;
  series: readonly Series[];
  channels?: readonly DeliveryChannel[];
  register?: Register | null;
}): Core {
  const defects = flows.flatMap(defectsOf);
  if (defects.length > 0) throw new Error(`unsound flows: ${defects.join('; ')}`);
  const { db, store, kv, profile, channels = [sandboxChannel], register = null } = parts;
  const core: Core = {
    db,
    store,
    kv,
    stir: createStir(kv),
    profile,
    series: createSeriesRegistry(parts.series),
    cipher: createCipher(parts.key),
    transition: createTransition(() => core, bindings, appendEvent),
    transitionMany: createTransitionMany(() => core, bindings, appendEvents),
    processKinds: createProcessKinds(processKinds),
    channels,
    register,
  };
  return core;
}

const createCaller = createCallerFactory(appRouter);
export type Caller = ReturnType<typeof createCaller>;

export interface CoreApp {
  readonly core: Core;
  /** The API in-process, as `actor` (null: nobody). */
  callerFor(actor: Actor | null, requestId: string): Caller;
  /** The API over HTTP; the caller has resolved the session. */
  handle(request: Request, actor: Actor | null, requestId: string): Promise<Response>;
  /** @param makeDocument where documents are made that were ordered; in this process unless given */
  startWorker(makeDocument?: MakeDocument): Promise<Worker>;
  /** Makes what was ordered, here and now. */
  makeDocument(orderId: string): Promise<void>;
  /** How many jobs wait, run, have failed. */
  queueFigures(): Promise<QueueFigures>;
  /** A word for each desk that is another as soon as the open work there is; for whoever keeps a page up to date. */
  openWork(desks: readonly Desk[]): Promise<ReadonlyMap<string, string>>;
  close(): Promise<void>;
}

/** In one request: more than any page of ours makes at once. */
const MOST_CALLS = 20;

/** The API over HTTP. Only failures are logged: a refusal is the caller's business. */
export const httpHandler =
  (core: Core): CoreApp['handle'] =>
  (request, actor, requestId) =>
    fetchRequestHandler({
      endpoint: '/api/trpc',
      req: request,
      router: appRouter,
      maxBatchSize: MOST_CALLS,
      createContext: () => ({ core, actor, requestId }),
      onError: ({ error, path }) => {
        if (errorBody(error, requestId).code === 'INTERNAL') console.error(`[${requestId}] ${path ?? ''}`, error);
      },
    });

async function bringUp(url: string): Promise<void> {
  const db = connect({ url, poolMax: 1 });
  try {
    await migrate(db, MIGRATIONS);
  } finally {
    await db.destroy();
  }
  await installJobs(url, jobNames);
}

/** Connects, migrates and assembles. Close it when done. */
export async function createCore(config: CoreConfig, profile: Profile, series: readonly Series[]): Promise<CoreApp> {
  const { databaseUrl, directUrl = databaseUrl } = config;
  await bringUp(directUrl);
  // a pooler stands where there are two addresses
  const db = connect({ url: databaseUrl, prepare: databaseUrl === directUrl });
  const kv = createKv({ redisUrl: config.redisUrl });
  const store = config.store ?? diskStore(config.filesDir);
  const core = assembleCore({
    db,
    store,
    kv,
    key: config.key,
    profile,
    series,
    channels: config.channels,
    register: config.register,
  });
  return {
    core,
    callerFor: (actor, requestId) => createCaller({ core, actor, requestId }),
    handle: httpHandler(core),
    startWorker: (makeDocument) => runWorker({ url: directUrl, tasks: jobTasks(core, makeDocument), crontab }),
    makeDocument: (orderId) => runOrder({ core, orderId }),
    queueFigures: () => queueFigures(db),
    openWork: (desks) => openWork(db, desks),
    async close() {
      await kv.close();
      await db.destroy();
    },
  };
}
