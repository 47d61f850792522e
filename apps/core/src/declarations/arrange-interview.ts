import { transaction } from '@zhicheng/database';
import { parseFields, type Raw } from '@zhicheng/series-kit';
import { declarationFlow, statesThat } from '@zhicheng/workflow';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { issuesOf } from '../library/parse-entry.ts';
import { notify } from '../notifications/notify.ts';
import { arrangementFields } from './interview-fields.ts';

const ADMITTED = statesThat(declarationFlow, (state) => state.approved === true);

/**
 * Time and place of a plan's interviews, by its convening unit; setting them again changes them. Everybody admitted and
 * not exempted is told. NOT_FOUND for another unit's plan or one without interview, CONFLICT when changed elsewhere.
 * @param expectedVersion null: nothing was arranged yet
 */
export async function arrangeInterview({
  core,
  actor,
  planId,
  raw,
  expectedVersion,
}: {
  core: Core;
  actor: Actor;
  planId: string;
  raw: Raw;
  expectedVersion: number | null;
}): Promise<{ version: number }> {
  const parsed = parseFields(arrangementFields, raw);
  return transaction(core.db, async (trx) => {
    const plan = await trx('review_plan')
      .where({ id: planId, convening_organisation_id: organisationOf(actor) })
      .whereNot({ state: 'draft' })
      .whereRaw(`(data->>'interview')::boolean`)
      .forUpdate()
      .first('id', 'name');
    if (!plan) throw notFound('评审计划');
    if (!parsed.ok) throw invalid(issuesOf(parsed.issues));
    const before = await trx('interview_arrangement').where({ plan_id: planId }).first('version');
    if ((before?.version ?? null) !== expectedVersion) throw conflict('面试安排在另一处被修改过，请刷新后再办理。');
    const { heldOn, period, place, waitingRoom, notice } = parsed.row;
    const version = Number(before?.version ?? 0) + 1;
    const columns = {
      ...{ held_on: heldOn, period, place, waiting_room: waitingRoom ?? null, notice: notice ?? null, version },
      updated_at: trx.raw('zc_now()'),
    };
    await trx('interview_arrangement')
      .insert({ plan_id: planId, ...columns })
      .onConflict('plan_id')
      .merge(columns);
    await appendEvent(trx, {
      ...{ subjectKind: 'reviewPlan', subjectId: planId, action: 'arrangeInterview', actor },
      data: { heldOn, period, place },
    });
    const people: { id: string; account_id: string }[] = await trx('declaration')
      .leftJoin('interview_exemption as e', 'e.declaration_id', 'declaration.id')
      .where({ plan_id: planId })
      .whereIn('declaration.state', ADMITTED)
      .whereRaw(`e.state is distinct from 'granted'`)
      .select('declaration.id', 'declaration.account_id');
    for (const { id, account_id: accountId } of people)
      await notify({
        ...{ trx, accountId, kind: 'interview', link: `/declarations/${id}/interview` },
        text: `“${plan.name}”的面试安排在 ${heldOn} ${period}，${place}。请打印准考证。`,
      });
    return { version };
  });
}
