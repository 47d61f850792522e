import { auditPathRouter } from './audit-path/router.ts';
import { catalogRouter } from './catalog/router.ts';
import { declarationsRouter } from './declarations/router.ts';
import { documentOrdersRouter } from './document-orders/router.ts';
import { draftsRouter } from './drafts/router.ts';
import { filesRouter } from './files/router.ts';
import { identityProcedures } from './identity/router.ts';
import { libraryRouter } from './library/router.ts';
import { notificationsRouter } from './notifications/router.ts';
import { accountsRouter } from './organisations/accounts-router.ts';
import { organisationsRouter, registrationProcedures } from './organisations/router.ts';
import { plansRouter } from './plans/router.ts';
import { postQuotasRouter } from './post-quotas/router.ts';
import { router } from './procedures.ts';
import { tasksRouter } from './tasks/router.ts';

/** The table of contents of the API. */
export const appRouter = router({
  catalog: catalogRouter,
  files: filesRouter,
  drafts: draftsRouter,
  notifications: notificationsRouter,
  tasks: tasksRouter,
  // Registering needs the units, which identity does not know.
  identity: router({ ...identityProcedures, ...registrationProcedures }),
  organisations: organisationsRouter,
  accounts: accountsRouter,
  postQuotas: postQuotasRouter,
  auditPath: auditPathRouter,
  library: libraryRouter,
  plans: plansRouter,
  declarations: declarationsRouter,
  documentOrders: documentOrdersRouter,
});
export type AppRouter = typeof appRouter;
