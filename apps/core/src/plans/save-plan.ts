import { transaction, type Transaction } from '@zhicheng/database';
import { isRaw } from '@zhicheng/series-kit';
import { planFlow, stateOf } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { conflict, invalid, issue, type ErrorIssue } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { ReviewPlan } from './model.ts';
import { columnsOf, datesOf, planDraftSchema, wrongDates, type PlanDraft, type PlanRow } from './plan-data.ts';
import { checkAttachments, preparePlanFiles } from './plan-files.ts';
import { liveDates } from './publish-plan.ts';
import { lockPlan } from './rules.ts';

/**
 * 保存草稿: blanks are kept, wrong values are INVALID with their fields. Of a published plan the changes wait beside it
 * until they are published; its dates move by extension only. CONFLICT when somebody saved meanwhile or it is closed.
 */
export async function savePlan({
  core,
  actor,
  id,
  expectedVersion,
  data: sent,
}: {
  core: Core;
  actor: Actor;
  id: string;
  expectedVersion: number;
  data: unknown;
}): Promise<{ version: number }> {
  return transaction(core.db, async (trx) => {
    const row = await lockPlan(trx, actor, id);
    const state = stateOf(planFlow, row.state);
    if (state.terminal) throw conflict('计划已经关闭，不能再改。');
    if (row.version !== expectedVersion) throw conflict('这个计划在另一处被修改过，请刷新后再办理。');
    const data = await accepted(trx, actor, row, sent);
    const version = row.version + 1;
    const draft = { ...columnsOf(data), version } as Partial<ReviewPlan>;
    await ReviewPlan.query(trx)
      .findById(id)
      .patch(state.editable ? draft : { changes: data, version });
    await preparePlanFiles({ trx, planId: id, attached: data.attachments });
    // No trail of every save while it is prepared; of a published plan it counts from the first change on.
    if (!state.editable && !row.changes)
      await appendEvent(trx, { subjectKind: 'reviewPlan', subjectId: id, action: 'change', actor });
    return { version };
  });
}

/** What the editor sent, with what is not its to change as it stands. */
async function accepted(trx: Transaction, actor: Actor, row: PlanRow, sent: unknown): Promise<PlanDraft> {
  const held: PlanDraft = row.changes ?? row.data;
  const fixed = {
    seriesCode: row.series_code,
    ...(stateOf(planFlow, row.state).editable ? {} : { year: row.year, ...liveDates(row) }),
  };
  const parsed = planDraftSchema.safeParse({ ...(isRaw(sent) ? sent : {}), ...fixed });
  if (!parsed.success)
    throw invalid(parsed.error.issues.map((i) => issue('wrong', i.message, { path: i.path.join('.') })));
  const committee = { ...parsed.data.committee, conveningOrganisationId: row.convening_organisation_id };
  const data = { ...parsed.data, committee };
  const known = [...row.data.attachments, ...held.attachments];
  const { attachments, issues } = await checkAttachments({ trx, actor, attached: data.attachments, known });
  const wrong: ErrorIssue[] = [
    ...wrongDates(datesOf(data)).map(({ path, message }) => issue('dates', message, { path })),
    ...issues,
  ];
  if (wrong.length > 0) throw invalid(wrong);
  return { ...data, attachments };
}

/** 放弃修改: the changes waiting beside a published plan are dropped; what holds stays. */
export async function dropPlanChanges({
  core,
  actor,
  id,
  expectedVersion,
}: {
  core: Core;
  actor: Actor;
  id: string;
  expectedVersion: number;
}): Promise<{ version: number }> {
  return transaction(core.db, async (trx) => {
    const row = await lockPlan(trx, actor, id);
    if (row.version !== expectedVersion) throw conflict('这个计划在另一处被修改过，请刷新后再办理。');
    if (!row.changes) throw conflict('没有待发布的修改。');
    const version = row.version + 1;
    await ReviewPlan.query(trx).findById(id).patch({ changes: null, version });
    await preparePlanFiles({ trx, planId: id, attached: [] });
    await appendEvent(trx, { subjectKind: 'reviewPlan', subjectId: id, action: 'dropChanges', actor });
    return { version };
  });
}
