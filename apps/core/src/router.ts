import { filesRouter } from './files/router.ts';
import { libraryRouter } from './library/router.ts';
import { plansRouter } from './plans/router.ts';
import { router } from './procedures.ts';
import { tasksRouter } from './tasks/router.ts';

/** The table of contents of the API. */
export const appRouter = router({
  files: filesRouter,
  library: libraryRouter,
  plans: plansRouter,
  tasks: tasksRouter,
});
export type AppRouter = typeof appRouter;
