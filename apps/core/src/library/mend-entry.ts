import { transaction, type Transaction } from '@zhicheng/database';
import { readEntry, searchText } from '@zhicheng/series-kit';
import { libraryFlow } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { stored, type EntryRow, type RevisionRow } from './model.ts';
import type { MoveEntry } from './move-entry.ts';
import { move, type Moved } from './submit-entry.ts';

/**
 * 修改并重新送审: opens an approved entry as a new version for a holder that has it, or has something that links to it;
 * the caller has made sure that the holder may be changed. What was approved counts until the new version is.
 * NOT_FOUND outside the own library; CONFLICT when it is not approved now; REFUSED when the holder does not have it,
 * or it comes from a register.
 */
export async function openRevision({
  core,
  trx,
  actor,
  entryId,
  holderId,
}: {
  core: Core;
  trx: Transaction;
  actor: Actor;
  entryId: string;
  holderId: string;
}): Promise<{ entity: string }> {
  const own = isId(entryId) ? { id: entryId, owner_id: actor.accountId } : undefined;
  const row = own && (await trx<EntryRow>('library_entry').where(own).first('entity'));
  if (!row) throw notFound('业绩');
  await core.transition({
    trx,
    flow: libraryFlow.name,
    id: entryId,
    action: 'revise',
    actor,
    scope: { owner_id: actor.accountId },
    input: { holderId },
    patch: { updated_at: trx.raw('clock_timestamp()') },
    note: { holderId },
  });
  return { entity: row.entity };
}

/** 放弃修改: the version that was approved is the current one again. REFUSED where there is none. */
export const discardRevision = (request: MoveEntry): Promise<Moved> =>
  transaction(request.core.db, async (trx) => {
    const { core, actor, id } = request;
    const own = isId(id) ? { id, owner_id: actor.accountId } : undefined;
    const row = own && (await trx<EntryRow>('library_entry').where(own).forUpdate().first());
    if (!row) throw notFound('业绩');
    const revision = row.approved_revision;
    const patch = revision === null ? {} : await approvedContent(core, trx, row, revision);
    return move({ ...request, trx, action: 'discard', patch });
  });

async function approvedContent(core: Core, trx: Transaction, row: EntryRow, revision: number) {
  const content = await trx<RevisionRow>('library_entry_revision')
    .where({ entry_id: row.id })
    .where({ revision })
    .first();
  if (!content) throw new Error(`entry ${row.id} has no revision ${revision}`);
  const entity = core.series.entity(row.entity);
  return { revision, search: searchText(entity.fields, readEntry(entity, stored({ ...row, ...content }))) };
}
