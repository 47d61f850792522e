import { Worker } from 'node:worker_threads';
import { issue, refused, type DomainError } from '../errors.ts';

/** How many may be at a password at once, the waiting ones included; at some 25 ms each the last waits two seconds. */
const MOST = 64;

export interface Hashing {
  /** argon2id with the library's parameters (19 MiB, two passes). */
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
}

type Answer = { readonly id: number; readonly value?: unknown; readonly failure?: string };
type Asked = { readonly hash?: string; readonly password: string };
type Waiting = { resolve(value: unknown): void; reject(error: Error): void };

/**
 * One thread of our own works out one hash after the other: neither the event loop nor the threads that files and
 * compression share ever wait for it, and never more than one core is busy with it. It starts with the first question;
 * one that dies is replaced by the next.
 */
function openThread(): (asked: Asked) => Promise<unknown> {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let last = 0;
  const start = (): Worker => {
    const started = new Worker(new URL('./hash-thread.mjs', import.meta.url), { execArgv: [] });
    started.on('message', ({ id, value, failure }: Answer) => {
      const asker = waiting.get(id);
      waiting.delete(id);
      // nobody has to end it; while somebody waits for it, it keeps the process
      if (waiting.size === 0) started.unref();
      if (failure === undefined) asker?.resolve(value);
      else asker?.reject(new Error(failure));
    });
    const lost = (error: Error) => {
      if (thread !== started) return;
      thread = undefined;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    started.on('error', lost);
    started.on('exit', () => lost(new Error('the hashing thread has ended')));
    return started;
  };
  return (asked) =>
    new Promise((resolve, reject) => {
      thread ??= start();
      thread.ref();
      waiting.set(++last, { resolve, reject });
      thread.postMessage({ id: last, ...asked });
    });
}

const ask = openThread();

const hashing: Hashing = {
  hash: async (password) => String(await ask({ password })),
  verify: async (hash, password) => (await ask({ hash, password })) === true,
};

/** The issue of a refusal because too many sign in; nothing was checked and nothing counted. */
export const CROWDED = 'crowded';
const crowded = (): DomainError => refused([issue(CROWDED, '现在登录的人很多，还没有登录。请过几秒再试。')]);

/**
 * Lets in whoever needs passwords worked out, as many as can be served within two seconds.
 * @throws REFUSED (`crowded`) before anything was done
 */
export function hashingQueue(most = MOST) {
  let inside = 0;
  return async <T>(run: (hashing: Hashing) => Promise<T>): Promise<T> => {
    if (inside >= most) throw crowded();
    inside++;
    try {
      return await run(hashing);
    } finally {
      inside--;
    }
  };
}

/** The process's own. */
export const withHashing = hashingQueue();
