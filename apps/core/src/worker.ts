import type { Tasks } from '@zhicheng/jobs';
import type { Core } from './context.ts';
import { sweepOrphanFiles } from './files/sweep-orphans.ts';
import { sweepSignIns } from './identity/sweep-sign-ins.ts';
import { anchorLedger } from './ledger/anchor.ts';

/** UTC: between two and four o'clock at night in China. */
export const crontab = `
0 18 * * * ledger-anchor
0 19 * * * sweep-orphan-files
30 19 * * * sweep-sign-ins
`;

/** The background jobs; each may run twice. */
export const jobTasks = (core: Core): Tasks => ({
  'ledger-anchor': async () => {
    await anchorLedger(core.db);
  },
  'sweep-orphan-files': async () => {
    await sweepOrphanFiles({ core });
  },
  'sweep-sign-ins': () => sweepSignIns({ core }),
});
