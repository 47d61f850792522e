import { LEVEL_CODES } from '@zhicheng/series-kit';
import { AUDITOR_ROLES } from '@zhicheng/workflow';
import { z } from 'zod';
import { roleProcedure } from '../procedures.ts';
import { listAcceptingBodies, oneAcceptingBody } from './accepting-bodies.ts';
import { ACCEPTING_MODES } from './accepting-fields.ts';
import { cancelAcceptingBody, saveAcceptingBody, saveNotice } from './save-accepting-body.ts';

/** RF.32: HRSS bureaus, each in its region, and operators. */
const keeper = roleProcedure('hrss', 'operator');
const node = z.enum(AUDITOR_ROLES);
const one = z.object({ id: z.uuid() });
const kept = one.extend({ expectedVersion: z.number().int() });
const body = z.object({
  organisationId: z.uuid(),
  node,
  levels: z.array(z.string().max(40)).max(20).nullable(),
  modes: z.array(z.string().max(40)).max(20),
  certificateName: z.string().max(500),
});

/** 职称初定/认定受理机构管理 (HN-30). */
export const acceptingProcedures = {
  acceptingBodies: keeper
    .input(
      z.object({
        keyword: z.string().max(60).optional(),
        node: node.optional(),
        mode: z.enum(ACCEPTING_MODES).optional(),
        level: z.enum(LEVEL_CODES).optional(),
        page: z.number().int().min(1).max(1000).default(1),
        size: z.union([z.literal(10), z.literal(20), z.literal(50), z.literal(100)]).default(10),
      }),
    )
    .query(({ ctx, input }) => listAcceptingBodies({ ...ctx, filter: input })),
  acceptingBody: keeper.input(one).query(({ ctx, input }) => oneAcceptingBody({ ...ctx, ...input })),
  saveAcceptingBody: keeper
    .input(
      z.object({
        id: z.uuid().optional(),
        expectedVersion: z.number().int().optional(),
        body,
        idempotencyKey: z.uuid(),
      }),
    )
    .mutation(({ ctx, input }) => saveAcceptingBody({ ...ctx, ...input })),
  saveNotice: keeper
    .input(kept.extend({ notice: z.string().max(20_000) }))
    .mutation(({ ctx, input }) => saveNotice({ ...ctx, ...input })),
  cancelAcceptingBody: keeper.input(kept).mutation(({ ctx, input }) => cancelAcceptingBody({ ...ctx, ...input })),
};
