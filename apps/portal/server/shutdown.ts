import { setTimeout as delay } from 'node:timers/promises';
import type { ServerType } from '@hono/node-server';

const PATIENCE_MS = 15_000;

type Step = () => Promise<void> | void;

/**
 * Collects what has to be closed and closes it on a signal: the server first, the database last. From a SIGTERM on the
 * process says that it is not ready (`stopping`); it goes on answering for `drainMs`, until whoever sends it requests
 * has noticed. Ctrl-C does not wait, and ends such a wait.
 */
export function closing() {
  const steps: Step[] = [];
  let server: ServerType | undefined;
  let drainMs = 0;
  let under = false;
  const going: Step[] = [];
  const hurry = new AbortController();
  const close = async (code: number, waitMs = 0): Promise<void> => {
    if (under) return;
    under = true;
    for (const step of going)
      await Promise.resolve(step()).catch((error: unknown) => console.error('stopping:', error));
    if (server) {
      if (waitMs > 0) await delay(waitMs, undefined, { signal: hurry.signal }).catch(() => undefined);
      await drained(server);
    }
    for (const step of steps) {
      try {
        await step();
      } catch (error) {
        console.error('while stopping:', error);
      }
    }
    process.exit(code);
  };
  process.on('SIGTERM', () => void close(0, drainMs));
  process.on('SIGINT', () => {
    hurry.abort();
    void close(0);
  });
  return {
    /** Runs before everything that was registered so far. */
    before: (step: Step) => void steps.unshift(step),
    /** Runs as soon as the signal has come, while requests are still taken. */
    first: (step: Step) => void going.push(step),
    last: (step: Step) => void steps.push(step),
    /** After a failed start: closes what was opened and ends with 1. */
    failed: () => close(1),
    /** All that was to do is done: closes what was opened and ends with 0. */
    done: () => close(0),
    /** @param ms how long requests are still taken after a SIGTERM */
    server: (started: ServerType, ms = 0) => {
      server = started;
      drainMs = ms;
    },
    /** The signal came. */
    stopping: () => under,
  };
}

export type Closing = ReturnType<typeof closing>;

/** No new connections; what is under way ends, for 15 s at most. */
function drained(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(() => {
      if ('closeAllConnections' in server) server.closeAllConnections();
    }, PATIENCE_MS);
    server.close(() => {
      clearTimeout(patience);
      resolve();
    });
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}
