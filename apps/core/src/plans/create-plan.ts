import { transaction } from '@zhicheng/database';
import type { Actor, Core } from '../context.ts';
import { invalid } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { ReviewPlan } from './model.ts';
import { columnsOf, planSchema, type PlanInput } from './plan-data.ts';

/** A plan in preparation. INVALID names each field that cannot stand. */
export async function createPlan({
  core,
  actor,
  data,
}: {
  core: Core;
  actor: Actor;
  data: PlanInput;
}): Promise<{ id: string }> {
  const parsed = planSchema.safeParse(data);
  if (!parsed.success)
    throw invalid(parsed.error.issues.map((i) => ({ path: i.path.join('.'), code: i.code, message: i.message })));
  return transaction(core.db, async (trx) => {
    const { id } = await ReviewPlan.query(trx).insert({ ...columnsOf(parsed.data), state: 'draft' });
    await appendEvent(trx, { subjectKind: 'reviewPlan', subjectId: id, action: 'create', actor });
    return { id };
  });
}
