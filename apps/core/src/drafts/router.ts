import { z } from 'zod';
import { accountProcedure, router } from '../procedures.ts';
import { discardDraft } from './discard-draft.ts';
import { keepDraft } from './keep-draft.ts';
import { readDraft } from './queries.ts';

const record = z.string().max(200);

/** What forms keep by themselves while somebody types (autosave). */
export const draftsRouter = router({
  read: accountProcedure
    .input(z.object({ record }))
    .query(({ ctx, input }) => readDraft({ core: ctx.core, actor: ctx.actor, ...input })),
  keep: accountProcedure
    .input(
      z.object({
        record,
        baseVersion: z.number().int().nullable(),
        revision: z.uuid().nullable(),
        raw: z.record(z.string(), z.unknown()),
      }),
    )
    .mutation(({ ctx, input }) => keepDraft({ core: ctx.core, actor: ctx.actor, ...input })),
  discard: accountProcedure
    .input(z.object({ record, revision: z.uuid() }))
    .mutation(({ ctx, input }) => discardDraft({ core: ctx.core, actor: ctx.actor, ...input })),
});
