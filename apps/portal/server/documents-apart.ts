import type { ChildProcess } from 'node:child_process';
import type { MakeDocument } from '@zhicheng/core';
import { endChild, hasEnded, standBehind, startChild } from './children.ts';
import type { Settings } from './settings.ts';

const PROGRAM = 'apps/portal/server/make-document.ts';

/**
 * Makes documents beside the site, each in a process of its own that stands behind it: an archive of thousands of forms
 * keeps a core busy for a minute, and pages would wait between any two forms. Its memory is given back when it ends. A
 * process that is ended leaves its order to the next attempt.
 */
export function documentsApart(
  { dataDir, key, profile }: Pick<Settings, 'dataDir' | 'key' | 'profile'>,
  databaseUrl: string,
): { readonly make: MakeDocument; end(): Promise<void> } {
  const running = new Set<ChildProcess>();
  return {
    async make(orderId, signal) {
      const child = startChild(
        PROGRAM,
        { DATABASE_URL: databaseUrl, ZHICHENG_KEY: key, ZHICHENG_DATA: dataDir, ZHICHENG_PROFILE: profile.code },
        [orderId],
      );
      if (child.pid !== undefined) standBehind(10, child.pid);
      running.add(child);
      const stop = (): void => void child.kill('SIGTERM');
      signal?.addEventListener('abort', stop);
      try {
        await hasEnded(child, PROGRAM);
      } finally {
        signal?.removeEventListener('abort', stop);
        running.delete(child);
      }
    },
    end: async () => {
      await Promise.all([...running].map(endChild));
    },
  };
}
