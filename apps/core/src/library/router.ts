import { z } from 'zod';
import { roleProcedure, router } from '../procedures.ts';
import { linkableEntries } from './linkable.ts';
import { IMPORT_MODES } from './import-model.ts';
import { importCorrections, listImports, viewImport } from './import-queries.ts';
import { entryTemplate } from './import-template.ts';
import { discardRevision } from './mend-entry.ts';
import { libraryMenu, unitLibraryMenu } from './menu-queries.ts';
import { adjustEntry, removeEntry, withdrawEntry } from './move-entry.ts';
import { libraryOpenWork } from './open-work.ts';
import { getEntry, listEntries } from './queries.ts';
import { saveEntry } from './save-entry.ts';
import { TAB_NAMES } from './states.ts';
import { extractionView, startExtraction } from './start-extraction.ts';
import { cancelImport, startImport } from './start-import.ts';
import { latestSubmissions, MOST_SUBMITTED, startSubmissions } from './start-submissions.ts';
import { submitEntry } from './submit-entry.ts';
import { auditEntryLinks, auditEntryView, listUnitEntries } from './unit-queries.ts';

const owner = roleProcedure('applicant');
const unit = roleProcedure('employer');

const filter = z.object({
  entity: z.string().max(60),
  tab: z.enum(TAB_NAMES).default('all'),
  keyword: z.string().trim().max(60).default(''),
  page: z.number().int().min(1).max(10_000).default(1),
  size: z.union([z.literal(10), z.literal(20), z.literal(50), z.literal(100)]).default(10),
});
/** A page of what is searched in an audited entry. */
const searched = { keyword: filter.shape.keyword, page: filter.shape.page };
const listed = z.object({ entity: z.string().max(60) });
const one = z.object({ id: z.uuid() });
const paging = {
  page: filter.shape.page,
  size: filter.shape.size,
};
const moved = z.object({ id: z.uuid(), expectedVersion: z.number().int() });
const ids = z.array(z.uuid()).max(MOST_SUBMITTED);
// Strict: a list that is not understood must never mean everything.
const ticked = z.union([z.strictObject({ ids: ids.min(1) }), z.strictObject({ keyword: z.string().trim().max(60) })]);
const linkable = listed.extend({
  keyword: filter.shape.keyword,
  ...paging,
  /** The identities of everything that is found, to choose them all. */
  everything: z.boolean().default(false),
  ids: ids.optional(),
});
const content = z
  .object({
    entity: z.string().max(60),
    id: z.uuid().optional(),
    expectedVersion: z.number().int().optional(),
    raw: z.record(z.string(), z.unknown()),
    idempotencyKey: z.uuid().optional(),
  })
  .refine((input) => (input.id === undefined ? input.idempotencyKey : input.expectedVersion) !== undefined, {
    message: 'a new entry carries an idempotency key, a change the version it was made from',
  });

/** A workbook for a page to hand out. */
const workbook = ({ name, bytes }: { name: string; bytes: Buffer }) => ({
  name: `${name}.xlsx`,
  base64: bytes.toString('base64'),
});

export const libraryRouter = router({
  menu: owner.query(({ ctx }) => libraryMenu(ctx)),
  openWork: owner.query(({ ctx }) => libraryOpenWork(ctx)),
  list: owner.input(filter).query(({ ctx, input }) => listEntries({ ...ctx, filter: input })),
  get: owner.input(z.object({ id: z.uuid() })).query(({ ctx, input }) => getEntry({ ...ctx, ...input })),
  /** 保存. */
  save: owner.input(content).mutation(({ ctx, input }) => saveEntry({ ...ctx, ...input })),
  /** 提交 from the form: saves and hands to the unit, or does neither. */
  saveAndSubmit: owner.input(content).mutation(({ ctx, input }) => saveEntry({ ...ctx, ...input, submit: true })),
  submit: owner
    .input(moved.extend({ idempotencyKey: z.uuid().optional() }))
    .mutation(({ ctx, input }) => submitEntry({ ...ctx, ...input })),
  /** 批量提交 of the ticked entries, or of all that are found; and how the latest one goes. */
  submitMany: owner
    .input(listed.extend({ ticked, idempotencyKey: z.uuid() }))
    .mutation(({ ctx, input }) => startSubmissions({ ...ctx, ...input })),
  submissions: owner.input(listed).query(({ ctx, input }) => latestSubmissions({ ...ctx, ...input })),
  /** Entries that a links field may choose among: a page, all that are found, or the named ones. */
  linkable: owner.input(linkable).query(({ ctx, input }) => linkableEntries({ ...ctx, ...input })),
  withdraw: owner.input(moved).mutation(({ ctx, input }) => withdrawEntry({ ...ctx, ...input })),
  adjust: owner.input(moved).mutation(({ ctx, input }) => adjustEntry({ ...ctx, ...input })),
  /** 放弃修改 of a new version. */
  discard: owner.input(moved).mutation(({ ctx, input }) => discardRevision({ ...ctx, ...input })),
  remove: owner.input(moved).mutation(({ ctx, input }) => removeEntry({ ...ctx, ...input })),
  /** 提取 of a list that an official register fills, and how it goes. */
  extract: owner.input(listed).mutation(({ ctx, input }) => startExtraction({ ...ctx, ...input })),
  extraction: owner.input(listed).query(({ ctx, input }) => extractionView({ ...ctx, ...input })),
  /** 模板下载 and 导入 of a list that is filled from a workbook. */
  importTemplate: owner
    .input(listed)
    .query(async ({ ctx, input }) => workbook(await entryTemplate({ ...ctx, ...input }))),
  startImport: owner
    .input(listed.extend({ fileId: z.uuid(), mode: z.enum(IMPORT_MODES), idempotencyKey: z.uuid() }))
    .mutation(({ ctx, input }) => startImport({ ...ctx, ...input })),
  cancelImport: owner.input(one).mutation(({ ctx, input }) => cancelImport({ ...ctx, ...input })),
  imports: owner.input(listed.extend(paging)).query(({ ctx, input }) => listImports({ ...ctx, ...input })),
  importView: owner.input(one.extend(paging)).query(({ ctx, input }) => viewImport({ ...ctx, ...input })),
  importCorrections: owner
    .input(one)
    .query(async ({ ctx, input }) => workbook(await importCorrections({ ...ctx, ...input }))),
  unitMenu: unit.query(({ ctx }) => unitLibraryMenu(ctx)),
  unitList: unit.input(filter).query(({ ctx, input }) => listUnitEntries({ ...ctx, filter: input })),
  /** The entry behind a task of the workbench. */
  auditView: unit
    .input(z.object({ processId: z.uuid() }))
    .query(({ ctx, input }) => auditEntryView({ ...ctx, ...input })),
  /** One page of what it links to. */
  auditLinks: unit
    .input(z.object({ processId: z.uuid(), field: z.string().max(100), ...searched }))
    .query(({ ctx, input }) => auditEntryLinks({ ...ctx, ...input })),
});
