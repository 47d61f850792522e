import type { Transaction } from '@zhicheng/database';
import type { Actor } from '../context.ts';
import { issue, refused, type ErrorIssue } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { PostQuota, PostQuotaLevel, PostQuotaUse } from './model.ts';
import { CONFIRMED } from './queries.ts';
import { QUOTA_LEVEL_LABELS, type QuotaLevel } from './quota-fields.ts';

/** Whose post is meant: the declaring unit's of the plan's year, at the level of the title declared for. */
export interface PostWanted {
  readonly organisationId: string;
  readonly year: number;
  readonly level: QuotaLevel;
  readonly declarationId: string;
}
/** What the unit's auditor says; `occupies` undefined: nothing yet (GP.37). */
export interface PostChoice {
  readonly occupies: boolean | undefined;
  readonly note: string;
}

const confirmedQuota = (trx: Transaction, { organisationId, year }: PostWanted) =>
  PostQuota.query(trx).where({ organisation_id: organisationId, year }).whereIn('state', CONFIRMED).first();

const QUOTAS = '/work/settings/post-quotas';

/**
 * What stands in the way of the choice, all of it (AH-33.20, AH-35.14, .15, GP.36, GP.59). The level stays locked until
 * the transaction ends, so that what was free here is free in `occupyPost`.
 */
export async function whyNotOccupied(
  trx: Transaction,
  wanted: PostWanted,
  { occupies, note }: PostChoice,
): Promise<ErrorIssue[]> {
  const quota = await confirmedQuota(trx, wanted);
  if (!quota) {
    const words = `本计划要求先完成岗位核准：请在“岗位核准信息”中填写 ${wanted.year} 年的空缺数并确认，再审核。`;
    return [issue('quota', words, { path: 'quota.occupies', mendAt: QUOTAS })];
  }
  if (occupies === undefined) return [issue('quotaChoice', '请选择是否占用职数。', { path: 'quota.occupies' })];
  if (!occupies)
    return note.trim() === '' ? [issue('quotaNote', '不占用职数时请填写说明。', { path: 'quota.note' })] : [];
  const level = await lockLevel(trx, quota.id, wanted.level);
  const own = await countingUse(trx, wanted.declarationId);
  const keeps = own?.occupies && own.quota_id === quota.id && own.level === wanted.level;
  if (keeps || level.unlimited || level.occupied < (level.vacancies ?? 0)) return [];
  const words = `${wanted.year} 年${QUOTA_LEVEL_LABELS[wanted.level]}空缺 ${level.vacancies ?? 0} 个，已推荐 ${level.occupied} 个，没有剩余。请选择不占用并说明，或先退回。`;
  return [issue('quotaExhausted', words, { path: 'quota.occupies', mendAt: QUOTAS })];
}

async function lockLevel(trx: Transaction, quotaId: string, level: QuotaLevel): Promise<PostQuotaLevel> {
  const row = await PostQuotaLevel.query(trx).findById([quotaId, level]).forUpdate();
  if (!row) throw new Error(`quota ${quotaId} has no level ${level}`);
  return row;
}

const countingUse = (trx: Transaction, declarationId: string) =>
  PostQuotaUse.query(trx).where({ declaration_id: declarationId }).whereNull('released_at').first();

/**
 * SM-QUOTA.03, .04: keeps the choice; 占用 takes a post. What was decided about the declaration before is released.
 * Call it after `whyNotOccupied` has found nothing, in the same transaction. REFUSED when the last post went meanwhile.
 */
export async function occupyPost({
  trx,
  actor,
  wanted,
  choice,
  declarantName,
}: {
  trx: Transaction;
  actor: Actor;
  wanted: PostWanted;
  choice: { readonly occupies: boolean; readonly note: string };
  declarantName: string;
}): Promise<void> {
  const quota = await confirmedQuota(trx, wanted);
  if (!quota) throw new Error(`no confirmed quota of ${wanted.organisationId} for ${wanted.year}`);
  await lockLevel(trx, quota.id, wanted.level);
  await releasePost({ trx, actor, declarationId: wanted.declarationId, because: '重新审核' });
  if (choice.occupies) {
    const taken = await PostQuotaLevel.query(trx)
      .findById([quota.id, wanted.level])
      .where((free) => void free.where({ unlimited: true }).orWhereRaw('occupied < coalesce(vacancies, 0)'))
      .patch({ occupied: trx.raw('occupied + 1') });
    if (taken === 0) throw refused([issue('quotaExhausted', '最后一个空缺刚被占用。', { path: 'quota.occupies' })]);
  }
  const { declarationId, level } = wanted;
  await PostQuotaUse.query(trx).insert({
    ...{ quota_id: quota.id, level, declaration_id: declarationId, declarant_name: declarantName },
    ...{ occupies: choice.occupies, note: choice.note.trim() || null, decided_by: actor.accountId },
  });
  const action = choice.occupies ? 'occupy' : 'offQuota';
  await appendEvent(trx, {
    ...{ subjectKind: 'postQuota', subjectId: quota.id, action, actor },
    data: { level, declarationId },
  });
}

/** A declaration that ended, or was taken back, holds no post any longer. Does nothing where none is held. */
export async function releasePost({
  trx,
  actor,
  declarationId,
  because,
}: {
  trx: Transaction;
  actor: Actor;
  declarationId: string;
  because: string;
}): Promise<void> {
  const use = await PostQuotaUse.query(trx)
    .where({ declaration_id: declarationId })
    .whereNull('released_at')
    .forUpdate()
    .first();
  if (!use) return;
  await PostQuotaUse.query(trx)
    .findById(use.id)
    .patch({ released_at: trx.raw('zc_now()'), released_because: because });
  if (use.occupies)
    await PostQuotaLevel.query(trx)
      .findById([use.quota_id, use.level])
      .patch({ occupied: trx.raw('occupied - 1') });
  await appendEvent(trx, {
    ...{ subjectKind: 'postQuota', subjectId: use.quota_id, action: 'release', actor },
    data: { level: use.level, declarationId, because },
  });
}
