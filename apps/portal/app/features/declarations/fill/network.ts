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

async function reachable(): Promise<boolean> {
  try {
    return (await fetch('/clock', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

/**
 * Sends a change. Without network it waits until the server answers again, and then says that this change must be made
 * anew: nothing is read before, so the page stays as it is with everything typed.
 * @param lost what to answer for a change that was not sent, or whose answer was lost
 */
export async function whenOnline<T>(send: () => Promise<T>, lost: T): Promise<T> {
  try {
    return await send();
  } catch (error) {
    // fetch reports a network failure, and nothing else, as a TypeError.
    if (!(error instanceof TypeError)) throw error;
    report(true);
    do await soon();
    while (!(await reachable()));
    report(false);
    return lost;
  }
}
