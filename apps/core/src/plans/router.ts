import { z } from 'zod';
import { publicProcedure, router } from '../procedures.ts';
import { closingSoon, listPlans, planDetail, planFacets } from './queries.ts';

export const plansRouter = router({
  /** Published plans are public: notices of the department. */
  list: publicProcedure
    .input(
      z.object({
        keyword: z.string().trim().max(60).optional(),
        year: z.number().int().min(0).max(9999).optional(),
        levelLabel: z.string().max(20).optional(),
        planType: z.string().max(20).optional(),
        page: z.number().int().min(1).max(1000).default(1),
        size: z.union([z.literal(10), z.literal(20), z.literal(50), z.literal(100)]).default(10),
      }),
    )
    .query(({ ctx, input }) => listPlans({ ...ctx, filter: input })),
  facets: publicProcedure.query(({ ctx }) => planFacets(ctx)),
  closingSoon: publicProcedure.query(({ ctx }) => closingSoon(ctx)),
  get: publicProcedure.input(z.object({ id: z.uuid() })).query(({ ctx, input }) => planDetail({ ...ctx, ...input })),
});
