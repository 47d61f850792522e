import { useSyncExternalStore } from 'react';

/** The server's word that it did nothing of a request: it may go again as it is, with all its keys. */
const NOT_RUN = 'X-Not-Run';

export type Busy = {
  readonly seconds: number;
  /** Not the site is crowded: this person has too much under way at once. */
  readonly own: boolean;
};

type Headers_ = { get(name: string): string | null };

/** @returns null for any other answer */
export function busyAs(status: number, headers: Headers_): Busy | null {
  if ((status !== 503 && status !== 429) || headers.get(NOT_RUN) === null) return null;
  const seconds = Number(headers.get('Retry-After'));
  return { seconds: seconds > 0 ? Math.min(seconds, 120) : 5, own: status === 429 };
}

/** Thrown where the caller himself wants to come back later. */
export class BusyError extends Error {
  readonly busy: Busy;
  constructor(busy: Busy) {
    super('the site is busy');
    this.busy = busy;
  }
}

/** A request that waits until it may go again. */
export type Wait = {
  readonly act: 'send' | 'read';
  readonly own: boolean;
  /** When it goes again, in ms of this device's clock. */
  readonly at: number;
  now(): void;
};

let waits: readonly Wait[] = [];
const NONE: readonly Wait[] = [];
const listeners = new Set<() => void>();
const tell = (next: readonly Wait[]): void => {
  waits = next;
  listeners.forEach((listener) => listener());
};
/** Calls back whenever something begins to wait, or goes on. @returns what ends it */
export const onWaits = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const waitsNow = (): readonly Wait[] => waits;

/** What waits now because the site is busy. */
export const useWaits = (): readonly Wait[] => useSyncExternalStore(onWaits, waitsNow, () => NONE);

/** Until the time has come, or the signal ends it. `shown`: the person sees it and may go on at once. */
export function waitOut(busy: Busy, { signal, shown }: { signal?: AbortSignal | null; shown?: Wait['act'] } = {}) {
  // those told the same second do not come back in the same instant
  const ms = busy.seconds * 1000 + Math.random() * 1000;
  return new Promise<void>((resolve, reject) => {
    const end = (done: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', aborted);
      tell(waits.filter((wait) => wait !== mine));
      done();
    };
    const aborted = () => end(() => reject(signal?.reason));
    const mine: Wait = { act: shown ?? 'read', own: busy.own, at: Date.now() + ms, now: () => end(resolve) };
    const timer = setTimeout(mine.now, ms);
    if (signal?.aborted) return aborted();
    signal?.addEventListener('abort', aborted);
    if (shown) tell([...waits, mine]);
  });
}

/** Sends again and again until the site lets it in: what was not let in was not done, so nothing is done twice. */
export async function patiently(
  send: () => Promise<Response>,
  how: { signal?: AbortSignal | null; shown?: Wait['act'] } = {},
): Promise<Response> {
  for (;;) {
    const answer = await send();
    const busy = busyAs(answer.status, answer.headers);
    if (!busy) return answer;
    await waitOut(busy, how);
  }
}

const isPageData = (input: unknown): input is string | URL =>
  (typeof input === 'string' || input instanceof URL) &&
  new URL(input, window.location.href).origin === window.location.origin &&
  new URL(input, window.location.href).pathname.endsWith('.data');

/**
 * The fetch that Remix uses for pages and forms, which offers no other place to wait in: what a page asks or sends waits
 * for a busy site, with everything that was typed. Other requests pass as they are.
 */
export const patientFetch =
  (fetcher: typeof fetch): typeof fetch =>
  (input, init) => {
    if (!isPageData(input)) return fetcher(input, init);
    const reads = (init?.method ?? 'GET').toUpperCase() === 'GET';
    return patiently(() => fetcher(input, init), { signal: init?.signal, shown: reads ? 'read' : 'send' });
  };
