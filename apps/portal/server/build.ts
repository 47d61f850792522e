import cluster from 'node:cluster';
import { once } from 'node:events';
import type { ServerBuild } from '@remix-run/server-runtime';

/** `npm start` builds the portal while the rest comes up and says so when it is done; started otherwise, it is there. */
export const built: Promise<unknown> =
  process.connected && !cluster.isWorker
    ? Promise.race([once(process, 'message'), once(process, 'disconnect')]).finally(() => {
        // an open channel would keep the process alive
        if (process.connected) process.disconnect();
      })
    : Promise.resolve();

/** @returns the portal as built by `remix vite:build`; throws when it has not been built */
export async function loadBuild(): Promise<ServerBuild> {
  await built;
  const found: ServerBuild = await import(new URL('../build/server/index.js', import.meta.url).href);
  return found;
}
