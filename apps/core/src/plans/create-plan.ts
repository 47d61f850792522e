import { transaction, type Transaction } from '@zhicheng/database';
import { titleSeriesOf } from '../catalog/queries.ts';
import type { Actor, Core } from '../context.ts';
import { invalid, issue, type ErrorIssue } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { ReviewPlan } from './model.ts';
import { columnsOf, planSchema, wrongDates, type PlanData, type PlanInput } from './plan-data.ts';
import { mustPlan, planScope } from './rules.ts';

/** A plan in preparation. FORBIDDEN for who may not publish it, INVALID names each field that cannot stand. */
export async function createPlan({
  core,
  actor,
  data,
}: {
  core: Core;
  actor: Actor;
  data: PlanInput;
}): Promise<{ id: string }> {
  mustPlan(actor);
  const parsed = planSchema.safeParse(data);
  if (!parsed.success)
    throw invalid(parsed.error.issues.map((i) => ({ path: i.path.join('.'), code: i.code, message: i.message })));
  return transaction(core.db, async (trx) => {
    const wrong = await impossible(trx, actor, parsed.data);
    if (wrong.length > 0) throw invalid(wrong);
    const { id } = await ReviewPlan.query(trx).insert({ ...columnsOf(parsed.data), state: 'draft' });
    await appendEvent(trx, { subjectKind: 'reviewPlan', subjectId: id, action: 'create', actor });
    return { id };
  });
}

async function impossible(trx: Transaction, actor: Actor, data: PlanData): Promise<ErrorIssue[]> {
  const columns = columnsOf(data);
  const own = Object.entries(planScope(actor)).every(
    ([column, value]) => columns[column as keyof typeof columns] === value,
  );
  const convening = await trx('organisation_capacity')
    .where({ organisation_id: columns.convening_organisation_id, capacity: 'convening' })
    .first();
  const series = await titleSeriesOf({ db: trx, code: columns.series_code });
  const dates = wrongDates({
    declareFrom: columns.declare_from,
    declareUntil: columns.declare_until,
    repairUntil: columns.repair_until,
    auditUntil: columns.audit_until,
  });
  return [
    ...(series ? [] : [issue('series', '没有这个系列。', { path: 'seriesCode' })]),
    ...(convening && own
      ? []
      : [issue('convening', '组建单位不正确。', { path: 'committee.conveningOrganisationId' })]),
    ...dates.map(({ path, message }) => issue('dates', message, { path })),
  ];
}
