import { Redis } from 'ioredis';
import { createChannels } from './channels.ts';
import type { Kv } from './kv.ts';

const PREFIX = 'zhicheng:';

/** A store that all processes share. While Redis is out of reach reads find nothing and writes are dropped. */
export function redisKv(redisUrl: string, log: (line: string) => void): Kv {
  const open = () => {
    const redis = new Redis(redisUrl, { maxRetriesPerRequest: 1, connectTimeout: 3_000, commandTimeout: 2_000 });
    redis.on('error', (error: Error) => log(`redis: ${error.message}`));
    return redis;
  };
  const commands = open();
  const channels = createChannels();
  let subscriber: Redis | undefined;
  const listening = () => {
    if (!subscriber) {
      subscriber = open();
      subscriber.on('message', (channel: string, message: string) => channels.deliver(channel, message));
    }
    return subscriber;
  };
  const orNothing = async <T>(work: Promise<T>): Promise<T | undefined> => {
    try {
      return await work;
    } catch (error) {
      log(`redis: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  };
  return {
    get: async (key) => (await orNothing(commands.get(PREFIX + key))) ?? undefined,
    set: async (key, value, ttlMs) => void (await orNothing(commands.set(PREFIX + key, value, 'PX', Math.ceil(ttlMs)))),
    delete: async (key) => void (await orNothing(commands.del(PREFIX + key))),
    publish: async (channel, message) => void (await orNothing(commands.publish(PREFIX + channel, message))),
    async subscribe(channel, listener) {
      // subscriptions are made again by the client after a broken connection
      if (channels.add(PREFIX + channel, listener)) await orNothing(listening().subscribe(PREFIX + channel));
      return async () => {
        if (channels.remove(PREFIX + channel, listener)) await orNothing(listening().unsubscribe(PREFIX + channel));
      };
    },
    async close() {
      channels.clear();
      commands.disconnect();
      subscriber?.disconnect();
    },
  };
}
