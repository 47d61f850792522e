import { AUDITOR_ROLES } from '@zhicheng/workflow';
import { z } from 'zod';
import { roleProcedure, router } from '../procedures.ts';
import { exportablePlans } from '../declarations/forms-of-plan.ts';
import { listSchema } from './lists.ts';
import { orderBook, orderForms, orderList } from './order-documents.ts';
import { listOrders, readOrder } from './queries.ts';

const auditor = roleProcedure(...AUDITOR_ROLES);
const reader = roleProcedure('applicant', ...AUDITOR_ROLES);
const key = z.object({ idempotencyKey: z.uuid() });

export const documentOrdersRouter = router({
  /** Plans of which this organisation has declarations to print. */
  plans: auditor.query(({ ctx }) => exportablePlans(ctx)),
  orderForms: auditor
    .input(key.extend({ planId: z.uuid() }))
    .mutation(({ ctx, input }) => orderForms({ ...ctx, ...input })),
  orderBook: reader
    .input(key.extend({ declarationId: z.uuid() }))
    .mutation(({ ctx, input }) => orderBook({ ...ctx, ...input })),
  /** A list as it is filtered on the page, as XLSX (HN-04.06). */
  orderList: auditor
    .input(key.extend({ asked: listSchema }))
    .mutation(({ ctx, input }) => orderList({ ...ctx, ...input })),
  /** What one had made, in the capacity in which one acts. */
  list: reader.query(({ ctx }) => listOrders(ctx)),
  get: reader.input(z.object({ id: z.uuid() })).query(({ ctx, input }) => readOrder({ ...ctx, ...input })),
});
