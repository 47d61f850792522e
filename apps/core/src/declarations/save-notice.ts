import { transaction, type Transaction } from '@zhicheng/database';
import { parseFields, type Raw } from '@zhicheng/series-kit';
import { workingDays } from '../catalog/working-days.ts';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { conflict, invalid, issue, notFound, refused, type ErrorIssue } from '../errors.ts';
import { once } from '../idempotency.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { issuesOf } from '../library/parse-entry.ts';
import { concludeFields, noticeFields } from './notice-fields.ts';
import { notice, noticeCandidates, noticeDays } from './notices.ts';

function datesWrong(from: string, until: string, least: number): ErrorIssue[] {
  if (until < from) return [issue('dates', '公示截止日期不能早于开始日期。', { path: 'until' })];
  const days = workingDays(from, until);
  // Across a year whose calendar is not known nothing is guessed; the page says so.
  if (days === null || days >= least) return [];
  const words = `${from} 至 ${until} 只有 ${days} 个工作日，公示期不少于 ${least} 个工作日，请延后截止日期。`;
  return [issue('dates', words, { path: 'until' })];
}

/**
 * 新增公示 (HN-05.03): announces declarations of the unit under one plan. INVALID for fewer than five working days or
 * nobody chosen; REFUSED for a declaration that is not the unit's, not handed in, or stands in a notice already.
 */
export async function createNotice({
  core,
  actor,
  planId,
  raw,
  declarationIds,
  idempotencyKey,
}: {
  core: Core;
  actor: Actor;
  planId: string;
  raw: Raw;
  declarationIds: readonly string[];
  idempotencyKey: string;
}): Promise<{ id: string }> {
  const organisationId = organisationOf(actor);
  const parsed = parseFields(noticeFields, raw);
  const run = async (trx: Transaction): Promise<{ id: string }> => {
    const candidates = await noticeCandidates(trx, organisationId, planId);
    if (candidates.length === 0) throw notFound('评审计划');
    const plan = await trx('review_plan').where({ id: planId }).first(noticeDays(trx));
    const wrong = [
      ...(parsed.ok ? datesWrong(parsed.row.from, parsed.row.until, plan.days) : issuesOf(parsed.issues)),
      ...(declarationIds.length === 0 ? [issue('people', '请选择要公示的人员。', { path: 'people' })] : []),
    ];
    if (!parsed.ok || wrong.length > 0) throw invalid(wrong);
    const chosen = candidates.filter(({ declaration_id }) => declarationIds.includes(declaration_id));
    if (chosen.length !== new Set(declarationIds).size)
      throw refused([
        issue('people', '所选人员中有人已在公示中，或申报已退回。请刷新后重新选择。', { path: 'people' }),
      ]);
    const { from, until, place, contact, phone } = parsed.row;
    const [{ id }] = await trx('unit_notice')
      .insert({
        ...{ organisation_id: organisationId, plan_id: planId, from_day: from, until_day: until },
        ...{ place, contact, phone, created_by: actor.accountId },
      })
      .returning('id');
    const listed = { notice_id: id, organisation_id: organisationId };
    await trx('unit_notice_person').insert(chosen.map((row, index) => ({ ...row, ...listed, ordinal: index + 1 })));
    await appendEvent(trx, {
      ...{ subjectKind: 'unitNotice', subjectId: id, action: 'create', actor },
      data: { planId, from, until, declarationIds: chosen.map(({ declaration_id }) => declaration_id) },
    });
    return { id };
  };
  return transaction(core.db, (trx) =>
    once({ trx, actor, key: idempotencyKey, action: `createNotice:${planId}`, run: () => run(trx) }),
  );
}

const CHANGED = '这次公示在另一处被修改过，请刷新后再办理。';

export type Changed = { core: Core; actor: Actor; id: string; expectedVersion: number };

/** Locks a notice of the unit. NOT_FOUND for another's, CONFLICT when it changed meanwhile. */
export async function lockNotice(trx: Transaction, { actor, id, expectedVersion }: Changed): Promise<void> {
  const row = await trx('unit_notice')
    .where({ id, organisation_id: organisationOf(actor) })
    .forUpdate()
    .first();
  if (!row) throw notFound('公示');
  if (row.version !== expectedVersion) throw conflict(CHANGED);
}

async function lockOpen(trx: Transaction, change: Changed): Promise<void> {
  await lockNotice(trx, change);
  if (await trx('unit_notice').where({ id: change.id }).whereNotNull('result').first('id')) throw conflict(CHANGED);
}

/** 公示结果, once, after the last day; REFUSED before it. From then on there is a certificate. */
export async function concludeNotice({ raw, ...change }: Changed & { raw: Raw }): Promise<{ version: number }> {
  const { core, actor, id } = change;
  const parsed = parseFields(concludeFields, raw);
  return transaction(core.db, async (trx) => {
    await lockOpen(trx, change);
    const { whyNotConcluded } = await notice({ core: { ...core, db: trx }, actor, id });
    if (whyNotConcluded) throw refused([issue('until', whyNotConcluded)]);
    if (!parsed.ok) throw invalid(issuesOf(parsed.issues));
    const { result } = parsed.row;
    const version = change.expectedVersion + 1;
    await trx('unit_notice')
      .where({ id })
      .update({ result, concluded_at: trx.raw('zc_now()'), version });
    await appendEvent(trx, { subjectKind: 'unitNotice', subjectId: id, action: 'conclude', actor, data: { result } });
    return { version };
  });
}

/**
 * Takes a notice back that was made wrongly; its people may be announced again. Not once it is concluded (CONFLICT), nor
 * when somebody has objected (REFUSED): what was said stays.
 */
export async function removeNotice(change: Changed): Promise<void> {
  const { core, actor, id } = change;
  await transaction(core.db, async (trx) => {
    await lockOpen(trx, change);
    if (await trx('unit_notice_objection').where({ notice_id: id }).first('id'))
      throw refused([issue('objections', '这次公示已登记异议，不能删除。')]);
    await trx('unit_notice').where({ id }).delete();
    await appendEvent(trx, { subjectKind: 'unitNotice', subjectId: id, action: 'remove', actor, data: {} });
  });
}
