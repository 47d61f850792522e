import { Redis } from 'ioredis';
import { createChannels } from './channels.ts';
import type { Kv } from './kv.ts';

const PREFIX = 'zhicheng:';

/** A store that all processes share. While Redis is out of reach reads find nothing and writes are dropped. */
export function redisKv(redisUrl: string, log: (line: string) => void): Kv {
  const away = new Set<Redis>();
  const failed = (redis: Redis, error: unknown): void => {
    // once for as long as it lasts, not for every attempt
    if (away.size === 0)
      log(`redis is out of reach, nothing is kept or told: ${error instanceof Error ? error.message : String(error)}`);
    away.add(redis);
  };
  const back = (redis: Redis): void => {
    if (away.delete(redis) && away.size === 0) log('redis is there again');
  };
  const open = () => {
    const redis = new Redis(redisUrl, { maxRetriesPerRequest: 1, connectTimeout: 3_000, commandTimeout: 2_000 });
    redis.on('error', (error: Error) => failed(redis, error));
    redis.on('ready', () => back(redis));
    return redis;
  };
  const commands = open();
  const channels = createChannels();
  let subscriber: Redis | undefined;
  const orNothing = async <T>(redis: Redis, ask: (redis: Redis) => Promise<T>): Promise<T | undefined> => {
    try {
      return await ask(redis);
    } catch (error) {
      failed(redis, error);
      return undefined;
    }
  };
  const listening = () => {
    if (!subscriber) {
      subscriber = open();
      subscriber.on('message', (channel: string, message: string) => channels.deliver(channel, message));
      // the client makes subscriptions again after a broken connection, but not those that never came about
      subscriber.on('ready', () => {
        const names = channels.names();
        if (names.length > 0) void orNothing(listening(), (redis) => redis.subscribe(...names));
      });
    }
    return subscriber;
  };
  const keep = (key: string, value: string, ttlMs: number) => commands.set(PREFIX + key, value, 'PX', Math.ceil(ttlMs));
  return {
    get: async (key) => (await orNothing(commands, () => commands.get(PREFIX + key))) ?? undefined,
    set: async (key, value, ttlMs) => void (await orNothing(commands, () => keep(key, value, ttlMs))),
    delete: async (key) => void (await orNothing(commands, () => commands.del(PREFIX + key))),
    publish: async (channel, message) =>
      void (await orNothing(commands, () => commands.publish(PREFIX + channel, message))),
    async subscribe(channel, listener) {
      const name = PREFIX + channel;
      if (channels.add(name, listener)) await orNothing(listening(), (redis) => redis.subscribe(name));
      return async () => {
        if (channels.remove(name, listener)) await orNothing(listening(), (redis) => redis.unsubscribe(name));
      };
    },
    async close() {
      channels.clear();
      commands.disconnect();
      subscriber?.disconnect();
    },
  };
}
