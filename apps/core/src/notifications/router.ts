import { z } from 'zod';
import { accountProcedure, router } from '../procedures.ts';
import { markRead } from './mark-read.ts';
import { listNotifications, unreadCount } from './queries.ts';

export const notificationsRouter = router({
  list: accountProcedure
    .input(z.object({ before: z.uuid().optional(), size: z.number().int().min(1).max(50).default(20) }))
    .query(({ ctx, input }) => listNotifications({ db: ctx.core.db, actor: ctx.actor, ...input })),
  unread: accountProcedure.query(({ ctx }) => unreadCount({ db: ctx.core.db, accountId: ctx.actor.accountId })),
  markRead: accountProcedure
    .input(z.object({ ids: z.array(z.uuid()).max(100).optional() }))
    .mutation(({ ctx, input }) => markRead({ core: ctx.core, actor: ctx.actor, ids: input.ids })),
});
