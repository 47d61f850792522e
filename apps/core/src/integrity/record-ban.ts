import { raw, transaction } from '@zhicheng/database';
import type { Actor, Core } from '../context.ts';
import { conflict, forbidden, invalid, issue, notFound } from '../errors.ts';
import { personOf } from '../identity/queries.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { IntegrityRecord } from './model.ts';

const mayBan = (actor: Actor | null): boolean => actor === null || actor.role === 'hrss' || actor.role === 'operator';

/**
 * Enters a breach into a person's integrity file (SM-BLACK.01): no declaration from `bannedFrom` until the day before
 * `bannedUntil` (ISO dates). HRSS bureaus and operators only; null is the system. Throws INVALID, NOT_FOUND.
 */
export async function recordBan({
  core,
  actor,
  personId,
  reason,
  bannedFrom,
  bannedUntil,
}: {
  core: Core;
  actor: Actor | null;
  personId: string;
  reason: string;
  bannedFrom: string;
  bannedUntil: string;
}): Promise<{ id: string }> {
  if (!mayBan(actor)) throw forbidden();
  if (reason.trim() === '') throw invalid([issue('blank', '请写明加入诚信档案的原因。', { path: 'reason' })]);
  if (bannedUntil <= bannedFrom) throw invalid([issue('wrong', '截止日期应晚于开始日期。', { path: 'bannedUntil' })]);
  return transaction(core.db, async (trx) => {
    if (!(await personOf(trx, personId))) throw notFound('人员');
    const { id } = await IntegrityRecord.query(trx).insert({
      person_id: personId,
      reason,
      banned_from: bannedFrom,
      banned_until: bannedUntil,
    });
    await appendEvent(trx, {
      subjectKind: 'integrityRecord',
      subjectId: id,
      action: 'record',
      actor,
      data: { personId, reason, bannedFrom, bannedUntil },
    });
    return { id };
  });
}

/** Lifts a ban before its time, with the reason (SM-BLACK.03). Throws NOT_FOUND, CONFLICT when it is lifted already. */
export async function liftBan({
  core,
  actor,
  id,
  reason,
}: {
  core: Core;
  actor: Actor | null;
  id: string;
  reason: string;
}): Promise<void> {
  if (!mayBan(actor)) throw forbidden();
  if (reason.trim() === '') throw invalid([issue('blank', '请写明解除原因。', { path: 'reason' })]);
  await transaction(core.db, async (trx) => {
    const record = await IntegrityRecord.query(trx).findById(id).forUpdate();
    if (!record) throw notFound('诚信档案记录');
    if (record.lifted_at) throw conflict('这条记录已经解除。');
    await record.$query(trx).patch({ lifted_at: raw('zc_now()'), lifted_reason: reason });
    await appendEvent(trx, { subjectKind: 'integrityRecord', subjectId: id, action: 'lift', actor, data: { reason } });
  });
}
