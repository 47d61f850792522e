import { transaction, type Transaction } from '@zhicheng/database';
import { plainTemplate } from '@zhicheng/series-kit';
import { titleSeriesOf } from '../catalog/queries.ts';
import type { Actor, Core } from '../context.ts';
import { invalid, issue, type ErrorIssue } from '../errors.ts';
import { once } from '../idempotency.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { ReviewPlan } from './model.ts';
import { columnsOf, datesOf, planSchema, wrongDates, type PlanDraft, type PlanInput } from './plan-data.ts';
import { preparePlanFiles } from './plan-files.ts';
import { mustPlan, ownPlan, planScope } from './rules.ts';

/** A plan in preparation, complete. FORBIDDEN for who may not publish it, INVALID names each field that cannot stand. */
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
  return transaction(core.db, (trx) => insertPlan(trx, actor, parsed.data));
}

/** What a new plan begins with; the rest is blank until somebody fills it in. */
export interface PlanStart {
  readonly year: number;
  readonly name: string;
  readonly seriesCode: string;
  readonly conveningOrganisationId: string;
}

/** 新建: a plan with a name and blanks. The same key gives the same plan. FORBIDDEN, INVALID as `createPlan`. */
export async function startPlan({
  core,
  actor,
  start,
  idempotencyKey,
}: {
  core: Core;
  actor: Actor;
  start: PlanStart;
  idempotencyKey: string;
}): Promise<{ id: string }> {
  mustPlan(actor);
  if (start.name.trim().length < 4) throw invalid([issue('short', '计划名称至少 4 个字', { path: 'name' })]);
  const data = blankPlan(core, start);
  return transaction(core.db, (trx) =>
    once({ trx, actor, key: idempotencyKey, action: 'startPlan', run: () => insertPlan(trx, actor, data) }),
  );
}

const blankPlan = (core: Core, { conveningOrganisationId, ...start }: PlanStart): PlanDraft => ({
  ...start,
  ...{
    levels: [],
    levelLabel: '',
    planType: '常规',
    kinds: ['REGULAR'],
    mode: 'REVIEW',
    titleIds: [],
    specialtyIds: [],
  },
  committee: { name: '', office: '', conveningOrganisationId },
  publisher: core.profile.publishingDepartment,
  contact: { person: '', phone: '', address: '' },
  ...{ scope: '', content: '', attachments: [], fee: '', interview: false, template: plainTemplate },
  ...{ declareFrom: null, declareUntil: null, repairUntil: null, auditUntil: null },
  policies: {
    ...{ returnMode: core.profile.policies.returnMode, resume: 'FROM_START', quota: 'APPLIED' },
    ...{ draftingWhileUnbound: false, terminatedUsesYear: true, deletion: 'ALWAYS' },
    noticeDays: core.profile.policies.noticeDays,
  },
});

/** A date of the calendar one year on, at the same time; 29 February becomes the 28th. */
function yearLater(instant: string | null): string | null {
  if (instant === null) return null;
  const at = new Date(instant);
  const month = at.getUTCMonth();
  at.setUTCFullYear(at.getUTCFullYear() + 1);
  if (at.getUTCMonth() !== month) at.setUTCDate(0);
  return at.toISOString();
}

/**
 * 从往年复制, as one act: everything of the plan, attachments kept, one year on; the year in its name, too. Takes what
 * holds of a published plan, not the changes waiting beside it. NOT_FOUND outside the actor's scope.
 */
export async function copyPlan({
  core,
  actor,
  id,
  idempotencyKey,
}: {
  core: Core;
  actor: Actor;
  id: string;
  idempotencyKey: string;
}): Promise<{ id: string }> {
  return transaction(core.db, async (trx) => {
    const { data, year } = await ownPlan(trx, actor, id);
    const copy: PlanDraft = {
      ...data,
      year: year + 1,
      name: data.name.replaceAll(String(year), String(year + 1)),
      declareFrom: yearLater(data.declareFrom),
      declareUntil: yearLater(data.declareUntil),
      repairUntil: yearLater(data.repairUntil),
      auditUntil: yearLater(data.auditUntil),
    };
    const run = () => insertPlan(trx, actor, copy, { copiedFrom: id });
    return once({ trx, actor, key: idempotencyKey, action: `copyPlan ${id}`, run });
  });
}

async function insertPlan(
  trx: Transaction,
  actor: Actor,
  data: PlanDraft,
  note: Readonly<Record<string, unknown>> = {},
) {
  const wrong = await impossible(trx, actor, data);
  if (wrong.length > 0) throw invalid(wrong);
  // Dates may be blank here, whatever the type of a published plan's row says.
  const row = { ...columnsOf(data), state: 'draft' } as Partial<ReviewPlan>;
  const { id } = await ReviewPlan.query(trx).insert(row);
  await preparePlanFiles({ trx, planId: id, attached: data.attachments });
  await appendEvent(trx, { subjectKind: 'reviewPlan', subjectId: id, action: 'create', actor, data: note });
  return { id };
}

async function impossible(trx: Transaction, actor: Actor, data: PlanDraft): Promise<ErrorIssue[]> {
  const { sql, bindings } = planScope(actor, 'organisation_id');
  const convening = await trx('organisation_capacity')
    .where({ organisation_id: data.committee.conveningOrganisationId, capacity: 'convening' })
    .whereRaw(sql, bindings)
    .first();
  const series = await titleSeriesOf({ db: trx, code: data.seriesCode });
  return [
    ...(series ? [] : [issue('series', '没有这个系列。', { path: 'seriesCode' })]),
    ...(convening ? [] : [issue('convening', '组建单位不正确。', { path: 'committee.conveningOrganisationId' })]),
    ...wrongDates(datesOf(data)).map(({ path, message }) => issue('dates', message, { path })),
  ];
}
