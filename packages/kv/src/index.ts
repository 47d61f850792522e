import { inProcessKv } from './in-process.ts';
import type { Kv } from './kv.ts';
import { redisKv } from './redis.ts';

export type { Kv };

export interface KvOptions {
  /** redis://host:port; without it the store lives in this process alone */
  redisUrl?: string | undefined;
  log?: (line: string) => void;
}

/** Opens the store for what may be lost. */
export function createKv({ redisUrl, log = (line) => console.error(line) }: KvOptions = {}): Kv {
  return redisUrl ? redisKv(redisUrl, log) : inProcessKv();
}
