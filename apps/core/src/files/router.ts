import { z } from 'zod';
import { accountProcedure, router } from '../procedures.ts';
import { cropPhotoFile } from './crop-photo.ts';
import { fileDto } from './model.ts';
import { readableFile } from './queries.ts';
import { renameFile } from './rename-file.ts';
import { rotateFile } from './rotate-file.ts';

export const filesRouter = router({
  info: accountProcedure
    .input(z.object({ id: z.string() }))
    .query(async ({ ctx, input }) => fileDto(await readableFile(ctx.core.db, ctx.actor, input.id))),
  rename: accountProcedure
    .input(z.object({ id: z.string(), name: z.string().max(200) }))
    .mutation(({ ctx, input }) => renameFile({ core: ctx.core, actor: ctx.actor, ...input })),
  /** 旋转: clockwise by quarters; answers with a new file. */
  rotate: accountProcedure
    .input(z.object({ id: z.string(), quarters: z.union([z.literal(1), z.literal(2), z.literal(3)]) }))
    .mutation(({ ctx, input }) => rotateFile({ core: ctx.core, actor: ctx.actor, ...input })),
  /** 裁剪: pixels of the upright picture; answers with a new file. */
  cropPhoto: accountProcedure
    .input(
      z.object({
        id: z.string(),
        rect: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
      }),
    )
    .mutation(({ ctx, input }) => cropPhotoFile({ core: ctx.core, actor: ctx.actor, ...input })),
});
