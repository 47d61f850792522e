import { router } from './procedures.ts';
import { tasksRouter } from './tasks/router.ts';

/** The table of contents of the API. */
export const appRouter = router({
  tasks: tasksRouter,
});
export type AppRouter = typeof appRouter;
