import { KIND_LABELS, LEVEL_LABELS, type DeclarationKind, type LevelCode } from '@zhicheng/series-kit';
import { declarationFlow, stateOf } from '@zhicheng/workflow';
import { edgesAhead, type Route } from '../audit-path/edges.ts';
import { pathFrom } from '../audit-path/resolve.ts';
import type { Node } from '../tasks/process-kind.ts';
import type { Actor, Core } from '../context.ts';
import type { PlanRow } from '../plans/plan-data.ts';
import { GRANTED, withGranted } from '../plans/plan-dates.ts';
import { processLogs, type LogEntry } from '../tasks/process-log.ts';
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

const DATES = ['declare_from', 'declare_until', 'repair_until', 'audit_until'] as const;
const ROUTE = ['series_code', 'convening_organisation_id'] as const;
type OfPlan = Pick<PlanRow, (typeof DATES)[number] | (typeof ROUTE)[number] | 'committee_name'>;
/** Of a plan what headings and cards say; its content is long. */
type KnownPlan = OfPlan &
  Pick<PlanRow, 'id' | 'name'> & { readonly data: Pick<PlanRow['data'], 'interview' | 'contact' | 'mode'> };
type Joined = DeclarationRow & { specialty_name: string; title_name: string; level: LevelCode } & {
  plan: KnownPlan;
  now: Date;
};
type Found = Omit<Joined, 'plan'> &
  OfPlan & { plan_name: string; plan_data: KnownPlan['data'] } & {
    granted_declare: Date | null;
    granted_repair: Date | null;
    granted_audit: Date | null;
  };

const KNOWN_DATA = `(select to_jsonb(known)
  from jsonb_to_record(review_plan.data) as known(interview jsonb, contact jsonb, mode text))`;

/** Records with the plan as it is for their owner, and the database's clock. One query. */
async function rowsOf({ db }: Core, where: Readonly<Record<string, unknown>>): Promise<Joined[]> {
  const rows: Found[] = await db('declaration')
    .join('review_plan', 'review_plan.id', 'declaration.plan_id')
    .join('specialty', 'specialty.id', 'declaration.specialty_id')
    .join('title', 'title.id', 'declaration.title_id')
    .joinRaw(`cross join lateral (${GRANTED}) as granted`, {
      planId: db.ref('declaration.plan_id'),
      accountId: db.ref('declaration.account_id'),
      organisationId: db.ref('declaration.organisation_id'),
    })
    .where(where)
    .whereNot('declaration.state', 'removed')
    .orderBy('declaration.plan_year', 'desc')
    .select(
      'declaration.*',
      'specialty.name as specialty_name',
      'title.name as title_name',
      'title.level',
      'review_plan.name as plan_name',
      'review_plan.committee_name',
      ...[...ROUTE, ...DATES].map((column) => `review_plan.${column}`),
      db.raw(`${KNOWN_DATA} as plan_data`),
      'granted.declare as granted_declare',
      'granted.repair as granted_repair',
      'granted.audit as granted_audit',
      db.raw('zc_now() as now'),
    );
  return rows.map((row) => ({ ...row, plan: planOf(row) }));
}

const planOf = (row: Found): KnownPlan => {
  const { committee_name, series_code, convening_organisation_id } = row;
  const { declare_from, declare_until, repair_until, audit_until } = row;
  const plan = {
    ...{ id: row.plan_id, name: row.plan_name, data: row.plan_data },
    ...{ committee_name, series_code, convening_organisation_id },
    ...{ declare_from, declare_until, repair_until, audit_until },
  };
  return withGranted(plan, { declare: row.granted_declare, repair: row.granted_repair, audit: row.granted_audit });
};

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

async function cardOf(core: Core, row: Joined, log: readonly LogEntry[]): Promise<DeclarationCard> {
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

/** The cards of some records; one query, and one for the way of each. */
async function cardsOf(core: Core, rows: readonly Joined[]): Promise<DeclarationCard[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const logs = await processLogs(core.db, 'declaration', ids);
  return Promise.all(rows.map((row) => cardOf(core, row, logs.get(row.id) ?? [])));
}

/** 职称申报: the current record or records, and what is over (AH-15.01..12). */
export async function declarationOverview({ core, actor }: { core: Core; actor: Actor }) {
  const rows = await rowsOf(core, { 'declaration.account_id': actor.accountId });
  const over = (row: Joined) => stateOf(declarationFlow, row.state).terminal === true && row.plan.audit_until < row.now;
  return {
    current: await cardsOf(
      core,
      rows.filter((row) => !over(row)),
    ),
    history: rows.filter(over).map(headingOf),
  };
}

/** One record as a card; the caller has checked the scope. */
export async function declarationCard({ core, id }: { core: Core; id: string }): Promise<DeclarationCard> {
  const [card] = await cardsOf(core, await rowsOf(core, { 'declaration.id': id }));
  if (!card) throw new Error(`no declaration ${id}`);
  return card;
}
