import type { Task, Tasks } from '@zhicheng/jobs';
import { z } from 'zod';
import type { Core } from './context.ts';
import { sweepOrphanFiles } from './files/sweep-orphans.ts';
import { sweepSignIns } from './identity/sweep-sign-ins.ts';
import { anchorLedger } from './ledger/anchor.ts';
import { deliverNotification } from './notifications/deliver-notification.ts';
import { DELIVER_NOTIFICATION } from './notifications/notify.ts';

/** UTC: between two and four o'clock at night in China. */
export const crontab = `
0 18 * * * ledger-anchor
0 19 * * * sweep-orphan-files
30 19 * * * sweep-sign-ins
`;

const delivery = z.object({ notificationId: z.uuid() });

/** Each may run twice. */
const JOBS: Readonly<Record<string, (core: Core) => Task>> = {
  [DELIVER_NOTIFICATION]: (core) => (payload) =>
    deliverNotification({ core, id: delivery.parse(payload).notificationId }),
  'ledger-anchor': (core) => async () => {
    await anchorLedger(core.db);
  },
  'sweep-orphan-files': (core) => async () => {
    await sweepOrphanFiles({ core });
  },
  'sweep-sign-ins': (core) => () => sweepSignIns({ core }),
};

export const jobNames: readonly string[] = Object.keys(JOBS);

/** The background jobs over one core. */
export const jobTasks = (core: Core): Tasks =>
  Object.fromEntries(Object.entries(JOBS).map(([name, jobOf]) => [name, jobOf(core)]));
