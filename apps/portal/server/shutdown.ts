import type { ServerType } from '@hono/node-server';

const PATIENCE_MS = 15_000;

/** Collects what has to be closed and closes it on a signal: the server first, the database last. */
export function closing() {
  const steps: (() => Promise<void> | void)[] = [];
  let server: ServerType | undefined;
  let under = false;
  const close = async (code: number): Promise<void> => {
    if (under) return;
    under = true;
    if (server) await drained(server);
    for (const step of steps) {
      try {
        await step();
      } catch (error) {
        console.error('while stopping:', error);
      }
    }
    process.exit(code);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void close(0));
  return {
    /** Runs before everything that was registered so far. */
    before: (step: () => Promise<void> | void) => void steps.unshift(step),
    last: (step: () => Promise<void> | void) => void steps.push(step),
    /** After a failed start: closes what was opened and ends with 1. */
    failed: () => close(1),
    server: (started: ServerType) => {
      server = started;
    },
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
