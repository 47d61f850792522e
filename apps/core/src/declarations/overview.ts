import { KIND_LABELS, LEVEL_LABELS, type DeclarationKind, type LevelCode } from '@zhicheng/series-kit';
import { declarationFlow, stateOf } from '@zhicheng/workflow';
import { edgesAhead, type Route } from '../audit-path/edges.ts';
import { pathFrom } from '../audit-path/resolve.ts';
import type { Node } from '../tasks/process-kind.ts';
import type { Actor, Core } from '../context.ts';
import type { PlanRow } from '../plans/plan-data.ts';
import { planFor } from '../plans/plan-dates.ts';
import { processLog, type LogEntry } from '../tasks/queries.ts';
import { routeOf } from './may-declare.ts';
import { shanghaiDay } from './moments.ts';
import type { DeclarationRow } from './model.ts';
import { trackerOf, type TrackerStep } from './tracker.ts';
import { workUntil } from './window.ts';

/** The heading of a record as card, history row and detail page show it (AH-15.04, AH-15.12). */
export interface DeclarationHeading {
  readonly id: string;
  readonly version: number;
  readonly recordNo: string;
  readonly planId: string;
  readonly planName: string;
  readonly year: number;
  readonly committee: string;
  readonly specialty: string;
  readonly title: string;
  readonly level: LevelCode;
  readonly levelLabel: string;
  readonly kind: DeclarationKind;
  readonly kindLabel: string;
  readonly interview: boolean;
  readonly declareFrom: Date;
  readonly declareUntil: Date;
  readonly auditUntil: Date;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly state: string;
  readonly stateLabel: string;
  readonly editable: boolean;
  /** Until when it may be worked on and handed in; exclusive. */
  readonly workUntil: Date;
  readonly contactPhone: string;
}
export interface DeclarationCard extends DeclarationHeading {
  readonly tracker: readonly TrackerStep[];
  /** The latest return, while the person has to act on it. */
  readonly returned: {
    readonly by: string;
    readonly opinion: string;
    readonly at: Date;
    readonly phone: string | null;
    /** Audit of what is handed in again goes on at `by`, as long as unit and heading stay; else it begins at the unit. */
    readonly goesOn: boolean;
  } | null;
}

type Joined = DeclarationRow & { plan: PlanRow; specialty_name: string; title_name: string; level: LevelCode };

async function rowsOf(core: Core, where: Readonly<Record<string, unknown>>): Promise<Joined[]> {
  const rows = await core
    .db('declaration')
    .join('review_plan', 'review_plan.id', 'declaration.plan_id')
    .join('specialty', 'specialty.id', 'declaration.specialty_id')
    .join('title', 'title.id', 'declaration.title_id')
    .where(where)
    .whereNot('declaration.state', 'removed')
    .orderBy('declaration.plan_year', 'desc')
    .select(
      'declaration.*',
      'specialty.name as specialty_name',
      'title.name as title_name',
      'title.level',
      core.db.raw('to_jsonb(review_plan) as plan'),
    );
  return Promise.all(
    rows.map(async (row) => {
      const whose = { accountId: row.account_id, organisationId: row.organisation_id };
      return { ...row, plan: await planFor({ db: core.db, plan: withDates(row.plan), ...whose }) };
    }),
  );
}

/** JSON has no dates; the plan's come back as what the column type gives elsewhere. */
const withDates = (plan: Record<string, string> & PlanRow): PlanRow => ({
  ...plan,
  declare_from: new Date(plan.declare_from),
  declare_until: new Date(plan.declare_until),
  repair_until: plan.repair_until && new Date(plan.repair_until),
  audit_until: new Date(plan.audit_until),
});

function headingOf({ plan, ...row }: Joined): DeclarationHeading {
  const state = stateOf(declarationFlow, row.state);
  return {
    id: row.id,
    version: row.version,
    recordNo: row.record_no,
    planId: plan.id,
    planName: plan.name,
    year: row.plan_year,
    committee: plan.committee_name,
    specialty: row.specialty_name,
    title: row.title_name,
    level: row.level,
    levelLabel: LEVEL_LABELS[row.level],
    kind: row.kind,
    kindLabel: KIND_LABELS[row.kind],
    interview: plan.data.interview,
    declareFrom: plan.declare_from,
    declareUntil: plan.declare_until,
    auditUntil: plan.audit_until,
    createdAt: row.created_at,
    submittedAt: row.submitted_at,
    state: row.state,
    stateLabel: state.label,
    editable: state.editable === true,
    workUntil: workUntil(plan, row.state),
    contactPhone: plan.data.contact.phone,
  };
}

async function cardOf(core: Core, row: Joined): Promise<DeclarationCard> {
  const log = await processLog(core.db, 'declaration', row.id);
  const last = log.at(-1);
  const returned = stateOf(declarationFlow, row.state).returned && last?.decidedAt;
  return {
    ...headingOf(row),
    tracker: await trackerFor(core, row, log),
    returned: returned
      ? {
          ...{ by: last.organisationName, opinion: last.opinion ?? '', at: returned, phone: last.organisationPhone },
          goesOn: last.node !== 'employer' && (await policiesOf(core, row)).resume === 'AT_RETURNING_NODE',
        }
      : null,
  };
}

/** Of the version of the plan under which the record was made. */
async function policiesOf({ db }: Core, { plan_id, plan_version }: Joined): Promise<PlanRow['data']['policies']> {
  const { data } = await db('review_plan_version').where({ plan_id, plan_version }).first('data');
  return data.policies;
}

async function trackerFor(core: Core, row: Joined, log: readonly LogEntry[]): Promise<TrackerStep[]> {
  const route: Route = routeOf(row.plan, row.level);
  const start: Node = { node: 'employer', organisationId: row.organisation_id };
  const path = pathFrom(await edgesAhead(core.db, route, start), start);
  return trackerOf({
    state: row.state,
    round: row.round,
    path: (path ?? []).map(({ node }) => node),
    log,
    submittedOn: row.submitted_at && shanghaiDay(row.submitted_at),
  });
}

/** 职称申报: the current record or records, and what is over (AH-15.01..12). */
export async function declarationOverview({ core, actor }: { core: Core; actor: Actor }) {
  const rows = await rowsOf(core, { 'declaration.account_id': actor.accountId });
  const clock = await core.db.select(core.db.raw('zc_now() as now')).first();
  const over = (row: Joined) =>
    stateOf(declarationFlow, row.state).terminal === true && row.plan.audit_until < clock.now;
  return {
    current: await Promise.all(rows.filter((row) => !over(row)).map((row) => cardOf(core, row))),
    history: rows.filter(over).map(headingOf),
  };
}

/** One record as a card; the caller has checked the scope. */
export async function declarationCard({ core, id }: { core: Core; id: string }): Promise<DeclarationCard> {
  const [row] = await rowsOf(core, { 'declaration.id': id });
  if (!row) throw new Error(`no declaration ${id}`);
  return cardOf(core, row);
}
