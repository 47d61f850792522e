import { transaction, type Transaction } from '@zhicheng/database';
import { parseFields, type Raw } from '@zhicheng/series-kit';
import { conflict, invalid, notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { issuesOf } from '../library/parse-entry.ts';
import { objectionFields, settlementFields } from './notice-fields.ts';
import { lockNotice, type Changed } from './save-notice.ts';

const changed = async (trx: Transaction, { id, expectedVersion }: Changed): Promise<{ version: number }> => {
  const version = expectedVersion + 1;
  await trx('unit_notice').where({ id }).update({ version });
  return { version };
};

/**
 * 登记异议 against somebody in the notice, also when it came after the last day. Until it is settled the unit cannot
 * recommend him (R15). NOT_FOUND for another unit's notice or somebody who does not stand in it, INVALID without words.
 */
export async function recordObjection({
  declarationId,
  raw,
  ...change
}: Changed & { declarationId: string; raw: Raw }): Promise<{ version: number }> {
  const { core, actor, id } = change;
  const parsed = parseFields(objectionFields, raw);
  return transaction(core.db, async (trx) => {
    await lockNotice(trx, change);
    const listed = { notice_id: id, declaration_id: declarationId };
    if (!(await trx('unit_notice_person').where(listed).first('name'))) throw notFound('公示人员');
    if (!parsed.ok) throw invalid(issuesOf(parsed.issues));
    await trx('unit_notice_objection').insert({ ...listed, ...parsed.row, recorded_by: actor.accountId });
    await appendEvent(trx, {
      ...{ subjectKind: 'unitNotice', subjectId: id, action: 'object', actor },
      data: { declarationId, ...parsed.row },
    });
    return changed(trx, change);
  });
}

/**
 * 处理结果 of an objection, once: whether the unit may recommend the person all the same. NOT_FOUND for one that is not
 * of this notice, CONFLICT when it is settled already, INVALID without a result.
 */
export async function settleObjection({
  objectionId,
  raw,
  ...change
}: Changed & { objectionId: string; raw: Raw }): Promise<{ version: number }> {
  const { core, actor, id } = change;
  const parsed = parseFields(settlementFields, raw);
  return transaction(core.db, async (trx) => {
    await lockNotice(trx, change);
    const open = isId(objectionId)
      ? await trx('unit_notice_objection').where({ id: objectionId, notice_id: id }).first('settled_at')
      : undefined;
    if (!open) throw notFound('异议');
    if (open.settled_at !== null) throw conflict('这件异议已有处理结果。');
    if (!parsed.ok) throw invalid(issuesOf(parsed.issues));
    const settled = { settlement: parsed.row.settlement, upheld: parsed.row.upheld === '影响推荐' };
    await trx('unit_notice_objection')
      .where({ id: objectionId })
      .update({ ...settled, settled_by: actor.accountId, settled_at: trx.raw('zc_now()') });
    await appendEvent(trx, {
      ...{ subjectKind: 'unitNotice', subjectId: id, action: 'settleObjection', actor },
      data: { objectionId, ...settled },
    });
    return changed(trx, change);
  });
}
