import type { Database, Transaction } from '@zhicheng/database';
import type { FileRef } from '@zhicheng/series-kit';
import { declarationFlow, interviewExemptionFlow, stateOf, statesThat } from '@zhicheng/workflow';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { notFound } from '../errors.ts';
import type { DeclarationRow } from './model.ts';
import { declarationInScope } from './scope.ts';

export interface Arrangement {
  readonly heldOn: string;
  readonly period: string;
  readonly place: string;
  readonly waitingRoom: string | null;
  readonly notice: string | null;
  readonly version: number;
}
export interface Exemption {
  readonly id: string;
  readonly state: string;
  readonly stateLabel: string;
  readonly granted: boolean;
  readonly reason: string;
  readonly evidence: readonly FileRef[];
  readonly opinion: string | null;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
  readonly version: number;
}
/** 免面试 and 打印准考证 of one declaration (AH-15.07): what there is, and why what cannot be done now cannot. */
export interface InterviewView {
  readonly arrangement: Arrangement | null;
  readonly exemption: Exemption | null;
  readonly whyNoExemption: string | null;
  readonly whyNoTicket: string | null;
}

interface PlanOfInterview {
  readonly id: string;
  readonly interview: boolean;
  readonly convening: string;
  readonly phone: string;
  readonly office: string;
}

export const planOf = (db: Database | Transaction, row: DeclarationRow): Promise<PlanOfInterview> =>
  db('review_plan')
    .join('review_plan_version as pinned', (on) =>
      on.on('pinned.plan_id', 'review_plan.id').andOnVal('pinned.plan_version', row.plan_version),
    )
    .where({ 'review_plan.id': row.plan_id })
    .first(
      'review_plan.id',
      db.raw(`(pinned.data->>'interview')::boolean as interview`),
      'convening_organisation_id as convening',
      db.raw(`pinned.data->'contact'->>'phone' as phone`),
      'committee_office as office',
    );

interface ExemptionRow {
  readonly id: string;
  readonly state: string;
  readonly reason: string;
  readonly evidence: readonly FileRef[];
  readonly opinion: string | null;
  readonly created_at: Date;
  readonly decided_at: Date | null;
  readonly version: number;
}

const toExemption = (row: ExemptionRow): Exemption => ({
  id: row.id,
  state: row.state,
  stateLabel: stateOf(interviewExemptionFlow, row.state).label,
  granted: stateOf(interviewExemptionFlow, row.state).approved === true,
  reason: row.reason,
  evidence: row.evidence,
  opinion: row.opinion,
  createdAt: row.created_at,
  decidedAt: row.decided_at,
  version: row.version,
});

interface ArrangementRow {
  readonly held_on: string;
  readonly period: string;
  readonly place: string;
  readonly waiting_room: string | null;
  readonly notice: string | null;
  readonly version: number;
}
const toArrangement = (row: ArrangementRow): Arrangement => ({
  heldOn: row.held_on,
  period: row.period,
  place: row.place,
  waitingRoom: row.waiting_room,
  notice: row.notice,
  version: row.version,
});

/** A plan without interview has neither (GP.21, GP.86); nothing is asked of a declaration that is not admitted. */
export function whyNoExemption(plan: PlanOfInterview, state: string, exists: boolean): string | null {
  if (!plan.interview) return '本计划不需要面试。';
  if (!stateOf(declarationFlow, state).approved) return '申报审核通过后才能申请免面试。';
  return exists ? '已经申请过免面试。' : null;
}

function whyNoTicket(plan: PlanOfInterview, state: string, exempt: boolean, arranged: boolean): string | null {
  if (!plan.interview) return '本计划不需要面试，没有准考证。';
  if (!stateOf(declarationFlow, state).approved) return '申报审核通过后才能打印准考证。';
  if (exempt) return '已同意免面试，不需要准考证。';
  return arranged
    ? null
    : `面试时间和地点还没有安排，安排后可以打印。请留意消息，或咨询${plan.office}：${plan.phone}。`;
}

/** The interview of the owner's declaration. NOT_FOUND outside the scope. */
export async function interviewView({
  core,
  actor,
  id,
}: {
  core: Core;
  actor: Actor;
  id: string;
}): Promise<InterviewView> {
  const { db } = core;
  const row = await declarationInScope({ core, actor, id });
  const [plan, arranged, asked] = await Promise.all([
    planOf(db, row),
    db('interview_arrangement').where({ plan_id: row.plan_id }).first<ArrangementRow | undefined>(),
    db('interview_exemption').where({ declaration_id: id }).first<ExemptionRow | undefined>(),
  ]);
  const exemption = asked ? toExemption(asked) : null;
  return {
    arrangement: arranged ? toArrangement(arranged) : null,
    exemption,
    whyNoExemption: whyNoExemption(plan, row.state, exemption !== null),
    whyNoTicket: whyNoTicket(plan, row.state, exemption?.granted === true, arranged !== undefined),
  };
}

/** A plan of the convening unit that has interviews, and who asks to be let off. */
export interface InterviewPlan {
  readonly id: string;
  readonly name: string;
  readonly year: number;
  readonly admitted: number;
  readonly arrangement: Arrangement | null;
}
export interface ExemptionRequest extends Exemption {
  readonly declarationId: string;
  readonly recordNo: string;
  readonly name: string;
  readonly unit: string;
  readonly planName: string;
}

const ADMITTED = statesThat(declarationFlow, (state) => state.approved === true);
/** A page of a convening unit; a unit has a handful of plans a year. */
const MOST = 200;

/** Interviews of the actor's convening unit: plans, and requests not decided first. Two queries. */
export async function interviewsOf({ core: { db }, actor }: { core: Core; actor: Actor }): Promise<{
  plans: InterviewPlan[];
  requests: ExemptionRequest[];
}> {
  const own = organisationOf(actor);
  const plans: (ArrangementRow & { id: string; name: string; year: number; admitted: number })[] = await db(
    'review_plan',
  )
    .leftJoin('interview_arrangement as arranged', 'arranged.plan_id', 'review_plan.id')
    .where({ convening_organisation_id: own })
    .whereNot('review_plan.state', 'draft')
    .whereRaw(`(review_plan.data->>'interview')::boolean`)
    .orderBy([{ column: 'year', order: 'desc' }, 'review_plan.id'])
    .limit(MOST)
    .select(
      ...['review_plan.id', 'name', 'year', 'held_on', 'period', 'place', 'waiting_room', 'notice', 'arranged.version'],
      db.raw(
        `(select count(*)::int from declaration d where d.plan_id = review_plan.id and d.state = any(?)) as admitted`,
        [ADMITTED],
      ),
    );
  const requests: (ExemptionRow &
    Pick<ExemptionRequest, 'declarationId' | 'recordNo' | 'name' | 'unit' | 'planName'>)[] = await db(
    'interview_exemption as e',
  )
    .join('declaration as d', 'd.id', 'e.declaration_id')
    .join('person', 'person.account_id', 'd.account_id')
    .join('organisation', 'organisation.id', 'd.organisation_id')
    .join('review_plan', 'review_plan.id', 'd.plan_id')
    .where({ 'e.convening_organisation_id': own })
    .orderByRaw('e.decided_at is not null, e.created_at desc')
    .limit(MOST)
    .select(
      ...['e.*', 'd.id as declarationId', 'd.record_no as recordNo', 'person.name as name'],
      ...['organisation.name as unit', 'review_plan.name as planName'],
    );
  return {
    plans: plans.map((row) => ({
      ...{ id: row.id, name: row.name, year: row.year, admitted: row.admitted },
      arrangement: row.held_on ? toArrangement(row) : null,
    })),
    requests: requests.map(({ declarationId, recordNo, name, unit, planName, ...row }) => ({
      ...toExemption(row),
      ...{ declarationId, recordNo, name, unit, planName },
    })),
  };
}

/** One plan's interview for its convening unit; NOT_FOUND for another's, or for a plan without. */
export async function interviewPlan({
  core,
  actor,
  planId,
}: {
  core: Core;
  actor: Actor;
  planId: string;
}): Promise<InterviewPlan> {
  const { plans } = await interviewsOf({ core, actor });
  const plan = plans.find(({ id }) => id === planId);
  if (!plan) throw notFound('评审计划');
  return plan;
}
