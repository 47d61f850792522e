import type { Transaction } from '@zhicheng/database';
import { isRaw } from '@zhicheng/series-kit';
import type { Actor } from '../context.ts';
import { DRAFT_USE, replaceUse } from '../files/file-uses.ts';
import { ownFileIds } from '../files/queries.ts';
import { isId } from '../ids.ts';

/** Ids of anything in a form's text that looks like a reference to a file. */
function idsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (!isRaw(value)) return [];
  const own = typeof value.id === 'string' && isId(value.id) ? [value.id] : [];
  return [...own, ...Object.values(value).flatMap(idsIn)];
}

/** The actor's files in the text stay as long as the text does. */
export async function keepFilesOf({
  trx,
  actor,
  draftId,
  raw,
  holds,
}: {
  trx: Transaction;
  actor: Pick<Actor, 'accountId'>;
  draftId: string;
  raw: Readonly<Record<string, unknown>>;
  /** Whether any are kept for it so far. */
  holds: boolean;
}): Promise<void> {
  const ids = [...new Set(idsIn(raw))];
  if (ids.length === 0 && !holds) return;
  const fileIds = await ownFileIds({ trx, actor, ids });
  await replaceUse({ trx, fileIds, subjectKind: DRAFT_USE, subjectId: draftId });
}
