import { useSyncExternalStore } from 'react';

const RETRY_AFTER_MS = 4000;

let offline = false;
const listeners = new Set<() => void>();

function report(now: boolean): void {
  if (offline === now) return;
  offline = now;
  listeners.forEach((listener) => listener());
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** True while a change waits for the network. */
export const useOffline = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => offline,
    () => false,
  );

const soon = (): Promise<void> =>
  new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener('online', go);
      resolve();
    };
    const timer = setTimeout(go, RETRY_AFTER_MS);
    addEventListener('online', go);
  });

/**
 * Sends until it has arrived: the page stays as it is, with everything typed. Every change carries the version it was
 * made over, so that one whose answer was lost is not made twice.
 */
export async function untilSent<T>(send: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      const answer = await send();
      report(false);
      return answer;
    } catch (error) {
      // fetch reports a network failure, and nothing else, as a TypeError.
      if (!(error instanceof TypeError)) throw error;
      report(true);
      await soon();
    }
  }
}
