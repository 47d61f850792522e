import { z } from 'zod';
import { publicProcedure, router } from '../procedures.ts';
import { dictionaries, listSeries, listSpecialties, listTitles, regionTree } from './queries.ts';

/** The transport refuses answers with a property of these names, and no dictionary has one. */
const RESERVED: readonly string[] = ['__proto__', 'constructor', 'prototype'];
const name = z
  .string()
  .min(1)
  .max(40)
  .refine((text) => !RESERVED.includes(text));
const seriesCode = z.string().min(1).max(40);

export const catalogRouter = router({
  regions: publicProcedure.query(({ ctx }) => regionTree({ db: ctx.core.db })),
  dictionaries: publicProcedure
    .input(z.object({ names: z.array(name).min(1).max(20) }))
    .query(({ ctx, input }) => dictionaries({ db: ctx.core.db, names: input.names })),
  dictionary: publicProcedure
    .input(z.object({ name }))
    .query(async ({ ctx, input }) => (await dictionaries({ db: ctx.core.db, names: [input.name] }))[input.name] ?? []),
  series: publicProcedure.query(({ ctx }) => listSeries({ db: ctx.core.db })),
  titles: publicProcedure
    .input(z.object({ seriesCode }))
    .query(({ ctx, input }) => listTitles({ db: ctx.core.db, seriesCode: input.seriesCode })),
  specialties: publicProcedure
    .input(z.object({ seriesCode, keyword: z.string().max(50).optional() }))
    .query(({ ctx, input }) => listSpecialties({ db: ctx.core.db, ...input })),
});
