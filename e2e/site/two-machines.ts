import type { Site } from './site.ts';
import { startPgbouncer, startRedis, type Neighbour } from './machines.ts';
import { freePair, startServer, type Server } from './server.ts';

/** A site in parts: two web processes, workers, one database, one Redis, a pooler before one of the two. */
export interface TwoMachines {
  /** Asks the database itself. */
  readonly a: Server;
  /** Asks through PgBouncer. */
  readonly b: Server;
  readonly redis: Neighbour;
  /** One more worker. */
  worker(): Promise<Server>;
  /** One more web process, as what replaces a dead one. */
  web(): Promise<Server>;
  stop(): Promise<void>;
}

/** Opens them over the copy of a site's data. People sign on where those of the site do. */
export async function startTwoMachines(site: Site): Promise<TwoMachines> {
  const { copyUrl: databaseUrl, key, dataDir, profile, sandboxUrl } = site;
  const begun: { stop(): Promise<void> }[] = [];
  const kept = async <T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const started = await starting;
    begun.unshift(started);
    return started;
  };
  const stop = async () => {
    for (const one of begun) await one.stop();
  };
  try {
    const [redis, pooler] = [await kept(startRedis()), await kept(startPgbouncer(databaseUrl))];
    const common = { REDIS_URL: redis.url, ORIGIN: site.url, ZHICHENG_METRICS_HOST: '127.0.0.1' };
    const web = async (url: string) =>
      kept(
        startServer({
          ...{ databaseUrl: url, key, dataDir, profile, sandboxUrl, port: await freePair() },
          apart: { ...common, DATABASE_URL_DIRECT: databaseUrl },
        }),
      );
    const worker = async () =>
      kept(
        startServer({
          ...{ databaseUrl: pooler.url, key, dataDir, profile, sandboxUrl, port: await freePair() },
          apart: {
            ...{ ...common, DATABASE_URL_DIRECT: databaseUrl, ZHICHENG_ROLE: 'worker' },
            ZHICHENG_METRICS_PORT: String(await freePair()),
          },
        }),
      );
    const [a, b] = await Promise.all([web(databaseUrl), web(pooler.url)]);
    return { a, b, redis, worker, web: () => web(databaseUrl), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
