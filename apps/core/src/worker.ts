import type { Tasks } from '@zhicheng/jobs';
import type { Core } from './context.ts';
import { anchorLedger } from './ledger/anchor.ts';

/** UTC. */
export const crontab = `
0 18 * * * ledger-anchor
`;

/** The background jobs; each may run twice. */
export const jobTasks = (core: Core): Tasks => ({
  'ledger-anchor': async () => {
    await anchorLedger(core.db);
  },
});
