import type { Task, Tasks } from '@zhicheng/jobs';
import { z } from 'zod';
import type { Core } from './context.ts';
import { MAKE_DOCUMENT } from './document-orders/order-documents.ts';
import { resumeOrders, runOrder, sweepDocuments } from './document-orders/run-order.ts';
import { sweepDrafts } from './drafts/discard-draft.ts';
import { READ_EDGE_IMPORT, readEdgeImport } from './audit-path/import-edges.ts';
import { sweepOrphanFiles } from './files/sweep-orphans.ts';
import { sweepSignIns } from './identity/sweep-sign-ins.ts';
import { sweepKeys } from './idempotency.ts';
import { declarationHolder } from './declarations/pin-holder.ts';
import { runExtraction } from './library/run-extraction.ts';
import { resumeImports, runImport, sweepImports } from './library/run-import.ts';
import { resumeSubmissions, runSubmissions } from './library/run-submissions.ts';
import { RUN_EXTRACTION } from './library/start-extraction.ts';
import { RUN_IMPORT } from './library/start-import.ts';
import { RUN_SUBMISSIONS } from './library/start-submissions.ts';
import { forwardLibraryTally } from './library/tally.ts';
import { anchorLedger } from './ledger/anchor.ts';
import { deliverNotification, deliverNotifications } from './notifications/deliver-notification.ts';
import { DELIVER_NOTIFICATIONS } from './notifications/notify-many.ts';
import { DELIVER_NOTIFICATION } from './notifications/notify.ts';
import { TELL_EXTENSION, tellExtension } from './plans/tell-extension.ts';
import { forwardTaskTallies } from './tasks/forward-tallies.ts';
import { resumeBatches, runBatch } from './tasks/run-batch.ts';
import { RUN_TASK_BATCH } from './tasks/start-batch.ts';

/** UTC: the nightly ones between two and four o'clock in China. */
export const crontab = `
0 18 * * * ledger-anchor
0 19 * * * sweep-orphan-files
30 19 * * * sweep-sign-ins
40 18 * * * sweep-drafts
50 18 * * * sweep-idempotency-keys
0 20 * * * sweep-library-imports
* * * * * resume-task-batches
* * * * * resume-entry-submissions
*/5 * * * * resume-documents
10 18 * * * sweep-documents
25 * * * * forward-task-tallies
*/5 * * * * forward-library-tally
* * * * * resume-library-imports
`;

const batch = z.object({ batchId: z.uuid() });
const documentOrder = z.object({ orderId: z.uuid() });
const importJob = z.object({ importId: z.uuid() });
const extraction = z.object({ extractionId: z.uuid() });
const extension = z.object({ extensionId: z.uuid() });
const delivery = z.object({ notificationId: z.uuid() });
const deliveries = z.object({ notificationIds: z.array(z.uuid()) });

/** Makes what was ordered; `signal` is aborted when the worker stops and waits no longer. */
export type MakeDocument = (orderId: string, signal: AbortSignal | undefined) => Promise<void>;

/** Each may run twice. */
const JOBS: Readonly<Record<string, (core: Core, makeDocument: MakeDocument) => Task>> = {
  [DELIVER_NOTIFICATION]: (core) => (payload) =>
    deliverNotification({ core, id: delivery.parse(payload).notificationId }),
  [DELIVER_NOTIFICATIONS]: (core) => (payload) =>
    deliverNotifications({ core, ids: deliveries.parse(payload).notificationIds }),
  [READ_EDGE_IMPORT]: (core) => (payload) => readEdgeImport({ core, importId: importJob.parse(payload).importId }),
  [TELL_EXTENSION]: (core) => (payload) => tellExtension({ core, extensionId: extension.parse(payload).extensionId }),
  [RUN_EXTRACTION]:
    (core) =>
    (payload, { attempt }) =>
      runExtraction({ core, holder: declarationHolder, id: extraction.parse(payload).extractionId, attempt }),
  [RUN_IMPORT]:
    (core) =>
    (payload, { attempt }) =>
      runImport({ core, id: importJob.parse(payload).importId, attempt }),
  [RUN_SUBMISSIONS]: (core) => (payload) => runSubmissions({ core, batchId: batch.parse(payload).batchId }),
  'resume-entry-submissions': (core) => () => resumeSubmissions({ core }),
  'resume-library-imports': (core) => () => resumeImports({ core }),
  'sweep-library-imports': (core) => () => sweepImports(core),
  'ledger-anchor': (core) => async () => {
    const anchor = await anchorLedger(core.db);
    // Outside of the database as well: whoever rewrote the ledger and its anchors could not rewrite what was said here.
    if (anchor) console.log(`ledger: ${anchor.events} events more, anchored up to ${anchor.upto} as ${anchor.hash}`);
  },
  'sweep-orphan-files': (core) => async () => {
    await sweepOrphanFiles({ core });
  },
  'sweep-drafts': (core) => async () => {
    await sweepDrafts({ core });
  },
  'sweep-idempotency-keys': (core) => async () => {
    await sweepKeys(core.db);
  },
  'sweep-sign-ins': (core) => () => sweepSignIns({ core }),
  [RUN_TASK_BATCH]: (core) => (payload) => runBatch({ core, batchId: batch.parse(payload).batchId }),
  'resume-task-batches': (core) => () => resumeBatches({ core }),
  [MAKE_DOCUMENT]:
    (_, makeDocument) =>
    (payload, { signal }) =>
      makeDocument(documentOrder.parse(payload).orderId, signal),
  'resume-documents': (core) => () => resumeOrders({ core }),
  'sweep-documents': (core) => async () => {
    await sweepDocuments({ core });
  },
  'forward-task-tallies': (core) => async () => {
    await forwardTaskTallies(core.db);
  },
  'forward-library-tally': (core) => () => forwardLibraryTally(core.db),
};

export const jobNames: readonly string[] = Object.keys(JOBS);

/**
 * The background jobs over one core.
 * @param makeDocument where documents are made that keep a core busy for up to a minute; in this process unless given
 */
export const jobTasks = (core: Core, makeDocument: MakeDocument = (orderId) => runOrder({ core, orderId })): Tasks =>
  Object.fromEntries(Object.entries(JOBS).map(([name, jobOf]) => [name, stirring(core, jobOf(core, makeDocument))]));

const stirring =
  (core: Core, task: Task): Task =>
  async (payload, context) => {
    await task(payload, context);
    core.stir.tell();
  };
