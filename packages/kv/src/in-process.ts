import { createChannels } from './channels.ts';
import type { Kv } from './kv.ts';

const MAX_ENTRIES = 50_000;

/** A store within this process: right as long as there is only one. The oldest entries go when it is full. */
export function inProcessKv(maxEntries: number = MAX_ENTRIES): Kv {
  const entries = new Map<string, { value: string; expiresAt: number }>();
  const channels = createChannels();
  return {
    async get(key) {
      const entry = entries.get(key);
      if (entry && entry.expiresAt > Date.now()) return entry.value;
      entries.delete(key);
      return undefined;
    },
    async set(key, value, ttlMs) {
      entries.delete(key);
      entries.set(key, { value, expiresAt: Date.now() + ttlMs });
      for (const oldest of entries.keys()) {
        if (entries.size <= maxEntries) break;
        entries.delete(oldest);
      }
    },
    async delete(key) {
      entries.delete(key);
    },
    async publish(channel, message) {
      // delivered later, as over a network, so that nobody comes to rely on the order
      setImmediate(() => channels.deliver(channel, message));
    },
    async subscribe(channel, listener) {
      channels.add(channel, listener);
      return async () => void channels.remove(channel, listener);
    },
    async close() {
      entries.clear();
      channels.clear();
    },
  };
}
