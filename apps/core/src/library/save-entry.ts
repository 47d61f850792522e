import { transaction, type Transaction } from '@zhicheng/database';
import { searchText, type Entity, type Fields, type Raw, type Row } from '@zhicheng/series-kit';
import { libraryFlow } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { checkCoded } from '../catalog/check-coded.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { checkOwn } from '../files/check-own.ts';
import { replaceUse } from '../files/file-uses.ts';
import { isId } from '../ids.ts';
import { once } from '../idempotency.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { findDuplicates } from './duplicates.ts';
import { seesEntity } from './menu-queries.ts';
import type { EntryRow, RevisionRow } from './model.ts';
import { issuesOf, parseEntry } from './parse-entry.ts';
import { isEditable, labelOf, SHOWN } from './states.ts';
import { storeLinks } from './store-links.ts';
import { submitIn } from './submit-entry.ts';

export interface SaveEntry {
  readonly core: Core;
  readonly actor: Actor;
  readonly entity: string;
  /** None: a new entry. */
  readonly id?: string;
  readonly expectedVersion?: number;
  readonly raw: Raw;
  readonly idempotencyKey?: string;
  /** 提交 in the same act: blanks are refused as well, then the unit has it. */
  readonly submit?: boolean;
}
export type Saved = {
  readonly id: string;
  readonly version: number;
  /** Warnings that hinder nothing (GP.84). */
  readonly notes: readonly string[];
};

/**
 * 保存, or 提交 from the form (SM-LIB.01..03). A draft may have blanks and nothing wrong, a submission neither (GP.88).
 * INVALID with the path of each field; CONFLICT when the entry moved on or is under audit; NOT_FOUND outside the own
 * library; REFUSED where submitting is not possible (not bound).
 */
export const saveEntry = (request: SaveEntry): Promise<Saved> =>
  transaction(request.core.db, (trx) => {
    const { actor, idempotencyKey, submit, entity, id } = request;
    const action = `library.${submit ? 'saveAndSubmit' : 'save'} ${id ?? entity}`;
    const run = () => write(trx, request);
    return idempotencyKey ? once({ trx, actor, key: idempotencyKey, action, run }) : run();
  });

async function write(trx: Transaction, request: SaveEntry): Promise<Saved> {
  const { core, actor, submit } = request;
  const entity = core.series.findEntity(request.entity);
  if (!entity) throw notFound('业绩');
  const before = request.id === undefined ? undefined : await editable(trx, request, request.id);
  if (!before && !(await seesEntity(core, trx, actor.accountId, entity))) throw notFound('业绩');
  const { content, fileIds, notes } = await checked(trx, request, entity);
  const entry = before ? await change(trx, entity, before, content) : await create(trx, actor, entity, content);
  await storeLinks(trx, entry, entity, content);
  await replaceUse({ trx, fileIds, subjectKind: 'libraryDraft', subjectId: entry.id });
  await record(trx, actor, before, entry);
  if (!submit) return { id: entry.id, version: entry.version, notes };
  const { version } = await submitIn({ core, trx, actor, id: entry.id, expectedVersion: entry.version });
  return { id: entry.id, version, notes };
}

async function editable(
  trx: Transaction,
  { actor, entity, expectedVersion }: SaveEntry,
  id: string,
): Promise<EntryRow> {
  const own = isId(id) ? { id, owner_id: actor.accountId, entity } : undefined;
  const row = own && (await trx<EntryRow>('library_entry').where(own).whereIn('state', SHOWN).forUpdate().first());
  if (!row) throw notFound('业绩');
  if (expectedVersion !== row.version) throw conflict('这条记录在另一处被修改过，请刷新后再办理。');
  if (!isEditable(row.state)) throw conflict(`现在是“${labelOf(row.state)}”，不能修改。请先撤回。`);
  return row;
}

/** Everything that may be wrong, collected: fields, dictionary codes, files, links, duplicates. */
async function checked(trx: Transaction, { actor, id, raw, submit }: SaveEntry, entity: Entity) {
  const ownerId = actor.accountId;
  const { parsed, issues: links } = await parseEntry({ trx, ownerId, entity, raw });
  const wrong = parsed.ok ? [] : issuesOf(parsed.issues.filter(({ blank }) => submit || !blank));
  const draft: Raw = parsed.ok ? parsed.row : parsed.draft;
  const coded = await checkCoded(trx, entity.fields, draft);
  const files = await checkOwn({ trx, actor, fields: entity.fields, row: coded.row });
  const twins = await findDuplicates({ trx, ownerId, entity, row: files.row, id });
  const issues = [...wrong, ...links, ...coded.issues, ...files.issues, ...twins.issues];
  if (issues.length > 0) throw invalid(issues);
  return { content: files.row, fileIds: files.fileIds, notes: twins.notes };
}

const searchOf = (entity: Entity, content: Raw): string => searchText(entity.fields, content as Partial<Row<Fields>>);

async function create(trx: Transaction, actor: Actor, entity: Entity, content: Raw): Promise<EntryRow> {
  const [entry] = await trx<EntryRow>('library_entry')
    .insert({
      owner_id: actor.accountId,
      entity: entity.code,
      state: libraryFlow.initial,
      search: searchOf(entity, content),
    })
    .returning('*');
  if (!entry) throw new Error('an inserted entry came back empty');
  await writeRevision(trx, entity, entry.id, entry.revision, content);
  return entry;
}

/** Content that was under audit once is kept: the change becomes a revision of its own. */
async function change(trx: Transaction, entity: Entity, before: EntryRow, content: Raw): Promise<EntryRow> {
  const current = { entry_id: before.id, revision: before.revision };
  const kept = await trx<RevisionRow>('library_entry_revision')
    .where(current)
    .whereNotNull('submitted_at')
    .first('revision');
  const last = await trx('library_entry_revision').where({ entry_id: before.id }).max('revision as revision').first();
  // Behind it may lie versions that were given up.
  const revision = kept ? Number(last?.revision ?? before.revision) + 1 : before.revision;
  await writeRevision(trx, entity, before.id, revision, content);
  const [entry] = await trx('library_entry')
    .where({ id: before.id })
    .update({
      revision,
      search: searchOf(entity, content),
      updated_at: trx.raw('clock_timestamp()'),
      version: before.version + 1,
    })
    .returning<EntryRow[]>('*');
  if (!entry) throw new Error('a locked entry vanished');
  return entry;
}

async function writeRevision(
  trx: Transaction,
  entity: Entity,
  id: string,
  revision: number,
  content: Raw,
): Promise<void> {
  await trx('library_entry_revision')
    .insert({ entry_id: id, revision, entity_version: entity.version, data: JSON.stringify(content) })
    .onConflict(['entry_id', 'revision'])
    .merge(['entity_version', 'data']);
}

/** The ledger has that an entry was made and that audited content was replaced, not every save between. */
async function record(trx: Transaction, actor: Actor, before: EntryRow | undefined, entry: EntryRow): Promise<void> {
  if (before?.revision === entry.revision) return;
  await appendEvent(trx, {
    subjectKind: libraryFlow.name,
    subjectId: entry.id,
    action: before ? 'revise' : 'create',
    actor,
    data: { entity: entry.entity, revision: entry.revision },
  });
}
