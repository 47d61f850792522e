import type { Transaction } from '@zhicheng/database';
import { attachments, files, type FileRef } from '@zhicheng/series-kit';
import type { Actor } from '../context.ts';
import type { ErrorIssue } from '../errors.ts';
import { checkOwn } from '../files/check-own.ts';
import { recordUse, replaceUse } from '../files/file-uses.ts';

/** What a plan may attach, as the editor says it, too. */
export const planAttachments = attachments({
  code: 'plan',
  label: '相关附件',
  step: 'personal',
  fields: {
    attachments: files('相关附件', { types: ['pdf', 'doc', 'docx', 'xlsx', 'jpg', 'png'], maxMB: 30, maxCount: 20 }),
  },
});

/** Files of plans that are published are public; those of plans and changes in preparation are their editors'. */
const PUBLISHED = 'publishedPlan';
const PREPARED = 'preparedPlan';

/**
 * Attachments as their files are stored: those that the plan (or the one it was copied from) has already, whoever
 * uploaded them, and new ones of the actor's own.
 */
export async function checkAttachments({
  trx,
  actor,
  attached,
  known,
}: {
  trx: Transaction;
  actor: Actor;
  attached: readonly FileRef[];
  known: readonly FileRef[];
}): Promise<{ attachments: FileRef[]; issues: readonly ErrorIssue[] }> {
  const had = new Map(known.map((file) => [file.id, file]));
  const added = attached.filter(({ id }) => !had.has(id));
  const row = { attachments: added };
  const checked = await checkOwn({ trx, actor, fields: planAttachments.fields, row });
  const fresh = new Map((checked.row.attachments as FileRef[]).map((file) => [file.id, file]));
  return {
    attachments: attached.flatMap(({ id }) => had.get(id) ?? fresh.get(id) ?? []),
    issues: checked.issues,
  };
}

/** Keeps the files of a plan in preparation for it. */
export const preparePlanFiles = ({
  trx,
  planId,
  attached,
}: {
  trx: Transaction;
  planId: string;
  attached: readonly FileRef[];
}) => replaceUse({ trx, fileIds: attached.map(({ id }) => id), subjectKind: PREPARED, subjectId: planId });

/** From now on anybody may open them; those of earlier versions stay public, for the declarations that pin them. */
export async function movePlanFiles({
  trx,
  planId,
  published,
}: {
  trx: Transaction;
  planId: string;
  published: readonly FileRef[];
}): Promise<void> {
  await recordUse({ trx, fileIds: published.map(({ id }) => id), subjectKind: PUBLISHED, subjectId: planId });
  await preparePlanFiles({ trx, planId, attached: [] });
}
