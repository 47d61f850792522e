import { LEVEL_CODES } from '@zhicheng/series-kit';
import { AUDITOR_ROLES } from '@zhicheng/workflow';
import { z } from 'zod';
import { searchBodies } from '../organisations/search-bodies.ts';
import { roleProcedure, router } from '../procedures.ts';
import { brokenPaths, brokenPathsXlsx } from './broken-paths.ts';
import { cancelEdge } from './cancel-edge.ts';
import { acceptingProcedures } from './accepting-router.ts';
import { CONFIGURATION_KEYS } from './configuration-fields.ts';
import { startEdgeImport, takeEdgeImport } from './import-edges.ts';
import { IMPORT_KEYS, importTemplate, sheetOf } from './import-sheets.ts';
import { importCorrections, viewEdgeImport } from './import-view.ts';
import { listEdges, oneEdge } from './list-edges.ts';
import { saveEdge } from './save-edge.ts';
import { neighbours, simulate } from './simulate.ts';

/** RF.32, RF.33: HRSS bureaus, each in its region, and operators. */
const keeper = roleProcedure('hrss', 'operator');

const configuration = z.enum(CONFIGURATION_KEYS);
const sheet = z.enum(IMPORT_KEYS);
const node = z.object({ node: z.enum(AUDITOR_ROLES), organisationId: z.uuid() });
const codes = z.array(z.string().max(40)).max(60).nullable();
const edge = z.object({ from: node, to: node, levels: codes, modes: codes, seriesCodes: codes });
const one = z.object({ id: z.uuid() });
const paging = {
  page: z.number().int().min(1).max(1000).default(1),
  size: z.union([z.literal(10), z.literal(20), z.literal(50), z.literal(100)]).default(10),
};
const report = z.object({
  level: z.enum(LEVEL_CODES).optional(),
  seriesCode: z.string().max(40).optional(),
  ...paging,
});

/** A workbook for a page to hand out. */
const workbook = (name: string, bytes: Buffer) => ({ name: `${name}.xlsx`, base64: bytes.toString('base64') });

export const auditPathRouter = router({
  bodies: keeper
    .input(z.object({ keyword: z.string().max(100), capacity: z.enum(AUDITOR_ROLES).optional() }))
    .query(({ ctx, input }) => searchBodies({ core: ctx.core, ...input })),
  edges: keeper
    .input(
      z.object({
        configuration,
        keyword: z.string().max(60).optional(),
        node: z.enum(AUDITOR_ROLES).optional(),
        ...paging,
      }),
    )
    .query(({ ctx, input }) => listEdges({ ...ctx, filter: input })),
  edge: keeper.input(one).query(({ ctx, input }) => oneEdge({ ...ctx, ...input })),
  saveEdge: keeper
    .input(
      z.object({
        id: z.uuid().optional(),
        expectedVersion: z.number().int().optional(),
        edge,
        idempotencyKey: z.uuid(),
      }),
    )
    .mutation(({ ctx, input }) => saveEdge({ ...ctx, ...input })),
  cancelEdge: keeper
    .input(one.extend({ expectedVersion: z.number().int(), reason: z.string().max(500).optional() }))
    .mutation(({ ctx, input }) => cancelEdge({ ...ctx, ...input })),
  template: keeper
    .input(z.object({ configuration: sheet }))
    .query(async ({ input }) =>
      workbook(`${sheetOf(input.configuration).title}导入模板`, await importTemplate(input.configuration)),
    ),
  startImport: keeper
    .input(z.object({ fileId: z.uuid(), configuration: sheet, levels: codes, modes: codes, idempotencyKey: z.uuid() }))
    .mutation(({ ctx, input }) => startEdgeImport({ ...ctx, ...input })),
  importView: keeper.input(one).query(({ ctx, input }) => viewEdgeImport({ ...ctx, ...input })),
  importCorrections: keeper
    .input(one)
    .query(async ({ ctx, input }) => workbook('审核路径导入更正', await importCorrections({ ...ctx, ...input }))),
  takeImport: keeper
    .input(one.extend({ allOrNothing: z.boolean() }))
    .mutation(({ ctx, input }) => takeEdgeImport({ ...ctx, ...input })),
  neighbours: keeper
    .input(z.object({ organisationId: z.uuid(), direction: z.enum(['above', 'below']) }))
    .query(({ ctx, input }) => neighbours({ ...ctx, ...input })),
  simulate: keeper
    .input(
      z.object({
        organisationId: z.uuid(),
        level: z.enum(LEVEL_CODES),
        mode: z.string().max(40),
        seriesCode: z.string().max(40),
        specialtyId: z.uuid().optional(),
      }),
    )
    .query(({ ctx, input }) => simulate({ ...ctx, question: input })),
  ...acceptingProcedures,
  brokenPaths: keeper.input(report).query(({ ctx, input }) => brokenPaths({ ...ctx, filter: input })),
  brokenPathsFile: keeper
    .input(report)
    .query(async ({ ctx, input }) => workbook('审核路径断点报告', await brokenPathsXlsx({ ...ctx, filter: input }))),
});
