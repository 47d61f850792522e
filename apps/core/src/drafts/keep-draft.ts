import { randomUUID } from 'node:crypto';
import { transaction, type Transaction } from '@zhicheng/database';
import type { Actor, Core } from '../context.ts';
import { conflict, invalid, issue, refused } from '../errors.ts';
import { keepFilesOf } from './files-of-draft.ts';
import { DRAFT_USE } from '../files/file-uses.ts';
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
    await keepFilesOf({ trx, actor, draftId: kept.id, raw, holds: kept.holds });
    return { revision: kept.revision, savedAt: kept.saved_at };
  });
}

/** `holds`: files are kept for the text as it was. */
type Written = Pick<Draft, 'id' | 'revision' | 'saved_at'> & { readonly holds: boolean };

const WRITE_OVER = `
  update draft set base_version = :baseVersion, raw = :text, revision = :next, saved_at = zc_now()
  where account_id = :accountId and record = :record and revision = :revision
  returning id, revision, saved_at,
    exists (select 1 from file_use u where u.subject_kind = '${DRAFT_USE}' and u.subject_id = draft.id) as holds`;
const BEGIN = `
  insert into draft (account_id, record, base_version, raw, revision, saved_at)
  values (:accountId, :record, :baseVersion, :text, :next, zc_now())
  on conflict (account_id, record) do nothing returning id, revision, saved_at, false as holds`;

async function written(trx: Transaction, request: KeepDraft): Promise<Written> {
  const { actor, record, baseVersion, revision, raw } = request;
  const { accountId } = actor;
  if (revision === null) {
    const { length } = await Draft.query(trx).where({ account_id: accountId }).limit(MOST_DRAFTS).select('id');
    if (length >= MOST_DRAFTS) throw refused([issue('tooMany', '没有保存的表单太多，请先保存或放弃一些。')]);
  }
  const { rows } = await trx.raw<{ rows: Written[] }>(revision === null ? BEGIN : WRITE_OVER, {
    ...{ accountId, record, baseVersion, text: JSON.stringify(raw), next: randomUUID() },
    ...(revision !== null && { revision }),
  });
  if (!rows[0]) throw conflict('这份内容在另一处也在填写。', [issue('draftMoved', '这份内容在另一处也在填写。')]);
  return rows[0];
}
