import { transaction } from '@zhicheng/database';
import type { Actor, Core } from '../context.ts';
import { conflict, forbidden, invalid, issue, notFound } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';

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
    const person = await trx('person').where({ account_id: personId }).first('account_id');
    if (!person) throw notFound('人员');
    const [row] = await trx<{ id: string }>('integrity_record')
      .insert({ person_id: personId, reason, banned_from: bannedFrom, banned_until: bannedUntil } as object)
      .returning('id');
    if (!row) throw new Error('insert returned nothing');
    await appendEvent(trx, {
      subjectKind: 'integrityRecord',
      subjectId: row.id,
      action: 'record',
      actor,
      data: { personId, reason, bannedFrom, bannedUntil },
    });
    return { id: row.id };
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
    const row = await trx<{ id: string; lifted_at: Date | null }>('integrity_record').where({ id }).forUpdate().first();
    if (!row) throw notFound('诚信档案记录');
    if (row.lifted_at) throw conflict('这条记录已经解除。');
    await trx('integrity_record')
      .where({ id })
      .update({ lifted_at: trx.raw('zc_now()'), lifted_reason: reason });
    await appendEvent(trx, { subjectKind: 'integrityRecord', subjectId: id, action: 'lift', actor, data: { reason } });
  });
}
