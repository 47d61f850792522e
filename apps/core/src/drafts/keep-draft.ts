import { randomUUID } from 'node:crypto';
import { transaction, type Transaction } from '@zhicheng/database';
import type { Actor, Core } from '../context.ts';
import { conflict, invalid, issue, refused } from '../errors.ts';
import { keepFilesOf } from './files-of-draft.ts';
import { Draft } from './model.ts';
import { standingOf } from './standing.ts';

/** Text of a form; the largest that people type has a hundredth of this. What is larger stays on the device. */
const MOST_BYTES = 512 * 1024;
/** Forms begun and not saved, of one account. */
const MOST_DRAFTS = 200;

export interface KeepDraft {
  readonly core: Core;
  readonly actor: Actor;
  /** The form's address in the portal, e.g. `library/experience/new`. */
  readonly record: string;
  /** Version of the record that the text is typed over; null for a record that has none. */
  readonly baseVersion: number | null;
  /** The revision that the form knows; null where it knows of no draft. */
  readonly revision: string | null;
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface KeptDraft {
  readonly revision: string;
  readonly savedAt: Date;
}

/**
 * Keeps what is typed into a form, beside the record: the record itself is never written. REFUSED when the record can
 * no longer be changed, e.g. was submitted elsewhere; CONFLICT (`recordMoved`) when it was saved elsewhere meanwhile,
 * (`draftMoved`) when another window or device has typed into the same form. (architecture.md, "autosave")
 */
export async function keepDraft(request: KeepDraft): Promise<KeptDraft> {
  const { core, actor, record, baseVersion, raw } = request;
  if (Buffer.byteLength(JSON.stringify(raw)) > MOST_BYTES)
    throw invalid([issue('tooLong', '内容太多，没有自动保存，已留在本机。请点“保存”。')]);
  return transaction(core.db, async (trx) => {
    const { version, editable } = await standingOf({ core, trx, actor, record });
    if (!editable) throw refused([issue('notEditable', '这份内容已提交或已办结，不能再改。')]);
    if (version !== baseVersion)
      throw conflict('这份内容在另一处保存过。', [issue('recordMoved', '这份内容在另一处保存过。')]);
    const kept = await written(trx, request);
    await keepFilesOf({ trx, actor, draftId: kept.id, raw });
    return { revision: kept.revision, savedAt: kept.saved_at };
  });
}

async function written(trx: Transaction, { actor, record, baseVersion, revision, raw }: KeepDraft): Promise<Draft> {
  const own = { account_id: actor.accountId, record };
  const next = { base_version: baseVersion, raw, revision: randomUUID(), saved_at: Draft.raw('zc_now()') };
  const moved = conflict('这份内容在另一处也在填写。', [issue('draftMoved', '这份内容在另一处也在填写。')]);
  if (revision !== null) {
    const [row] = await Draft.query(trx)
      .where({ ...own, revision })
      .patch(next)
      .returning('*');
    if (!row) throw moved;
    return row;
  }
  const { length } = await Draft.query(trx).where({ account_id: actor.accountId }).limit(MOST_DRAFTS).select('id');
  if (length >= MOST_DRAFTS) throw refused([issue('tooMany', '没有保存的表单太多，请先保存或放弃一些。')]);
  const rows = await trx('draft')
    .insert({ ...own, ...next, raw: JSON.stringify(raw), saved_at: trx.raw('zc_now()') })
    .onConflict(['account_id', 'record'])
    .ignore()
    .returning<Draft[]>('*');
  if (!rows[0]) throw moved;
  return rows[0];
}
