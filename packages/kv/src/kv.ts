/**
 * What may be lost: caches, live counters, messages between processes. Nothing that must hold (limits, locks,
 * sessions) goes here; a store that is out of reach behaves like an empty one.
 */
export interface Kv {
  get(key: string): Promise<string | undefined>;
  /** ttlMs: milliseconds until it is forgotten */
  set(key: string, value: string, ttlMs: number): Promise<void>;
  delete(key: string): Promise<void>;
  /** Reaches the subscribers of all processes that share the store, this one included. */
  publish(channel: string, message: string): Promise<void>;
  /** Resolves once messages are heard; the result ends it. A listener must not throw. */
  subscribe(channel: string, listener: (message: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
