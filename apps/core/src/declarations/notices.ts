import { addDays, KIND_LABELS, type DeclarationKind } from '@zhicheng/series-kit';
import { declarationFlow, statesThat } from '@zhicheng/workflow';
import type { Database } from '@zhicheng/database';
import { workingDays, workingDaysUntil } from '../catalog/working-days.ts';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { GENDER_LABEL } from '../identity/queries.ts';
import { isId } from '../ids.ts';
import { LEAST_NOTICE_DAYS } from '../plans/plan-data.ts';
import { shanghaiDay } from './moments.ts';
import { objectionsOf, type Objection } from './objections.ts';

/** Somebody to be announced, or who stands in a notice. Neither ID number nor anything of the material. */
export interface NoticePerson {
  readonly declarationId: string;
  readonly name: string;
  readonly gender: string;
  readonly specialty: string;
  readonly title: string;
  readonly kindLabel: string;
}
export interface NoticeItem {
  readonly id: string;
  readonly planId: string;
  readonly planName: string;
  readonly year: number;
  readonly from: string;
  readonly until: string;
  readonly people: number;
  readonly result: string | null;
  readonly createdAt: Date;
  readonly version: number;
}
export interface Notice extends Omit<NoticeItem, 'people'> {
  readonly unitName: string;
  readonly committee: string;
  readonly place: string;
  readonly contact: string;
  readonly phone: string;
  readonly people: readonly NoticePerson[];
  /** 异议 that came in, in their order; never printed. */
  readonly objections: readonly Objection[];
  /** null: the calendar of a year it touches has not been entered, nobody has counted. */
  readonly workingDays: number | null;
  /** Why it cannot be concluded yet; null when it can, or has been. */
  readonly whyNotConcluded: string | null;
}
type Of = { core: Core; actor: Actor };

interface PersonRow {
  readonly declaration_id: string;
  readonly name: string;
  readonly gender: string;
  readonly specialty: string;
  readonly title: string;
  readonly kind: DeclarationKind;
}
const toPerson = (row: PersonRow): NoticePerson => ({
  declarationId: row.declaration_id,
  name: row.name,
  gender: GENDER_LABEL[row.gender === 'male' ? 'male' : 'female'],
  specialty: row.specialty,
  title: row.title,
  kindLabel: KIND_LABELS[row.kind],
});

const COUNTED = statesThat(declarationFlow, (state) => state.underAudit === true);
/** One notice on the wall; more people make another. */
export const MOST_PEOPLE = 300;

/** Declarations of the unit that are under audit and stand in no notice yet, by plan. */
const candidates = (db: Database, organisationId: string) =>
  db('declaration as d')
    .join('person', 'person.account_id', 'd.account_id')
    .join('specialty', 'specialty.id', 'd.specialty_id')
    .join('title', 'title.id', 'd.title_id')
    .where({ 'd.organisation_id': organisationId })
    .whereIn('d.state', COUNTED)
    .whereNotExists(
      db('unit_notice_person as known').whereRaw(
        'known.declaration_id = d.id and known.organisation_id = d.organisation_id',
      ),
    );

/** Whom the unit could announce under one plan, in order of submission. */
export async function noticeCandidates(db: Database, organisationId: string, planId: string): Promise<PersonRow[]> {
  return candidates(db, organisationId)
    .where({ 'd.plan_id': planId })
    .orderBy(['d.submitted_at', 'd.id'])
    .limit(MOST_PEOPLE)
    .select(
      ...['d.id as declaration_id', 'person.name', 'person.gender', 'specialty.name as specialty', 'd.kind'],
      'title.name as title',
    );
}

/** Of a plan as it stands: how long one publicises under it. */
export const noticeDays = (db: Database) =>
  db.raw(`coalesce((review_plan.data->'policies'->>'noticeDays')::int, ?) as days`, [LEAST_NOTICE_DAYS]);

export interface NewNotice {
  readonly planId: string;
  readonly planName: string;
  readonly people: readonly NoticePerson[];
  /** Working days that the plan asks for, the least that are allowed where it asks for none. */
  readonly days: number;
  /** From tomorrow for so many days; no last day where the calendar of its year has not been entered. */
  readonly suggested: { readonly from: string; readonly until: string | null };
}

/** Plans under which the unit has somebody to announce, each with the people. At most 20 plans. */
export async function newNotices({ core: { db }, actor }: Of): Promise<NewNotice[]> {
  const organisationId = organisationOf(actor);
  const plans: { id: string; name: string; days: number }[] = await db('review_plan')
    .whereIn('id', candidates(db, organisationId).distinct('d.plan_id'))
    .orderBy([{ column: 'year', order: 'desc' }, 'name'])
    .limit(20)
    .select('id', 'name', noticeDays(db));
  const clock = await db.select(db.raw('zc_now() as now')).first();
  const from = addDays(shanghaiDay(clock.now), 1);
  return Promise.all(
    plans.map(async ({ id, name, days }) => ({
      days,
      planId: id,
      planName: name,
      people: (await noticeCandidates(db, organisationId, id)).map(toPerson),
      suggested: { from, until: workingDaysUntil(from, days) },
    })),
  );
}

interface NoticeRow {
  readonly id: string;
  readonly plan_id: string;
  readonly plan_name: string;
  readonly year: number;
  readonly committee_name: string;
  readonly unit_name: string;
  readonly from_day: string;
  readonly until_day: string;
  readonly place: string;
  readonly contact: string;
  readonly phone: string;
  readonly result: string | null;
  readonly created_at: Date;
  readonly version: number;
}

const own = (db: Database, actor: Actor) =>
  db('unit_notice as n')
    .join('review_plan', 'review_plan.id', 'n.plan_id')
    .join('organisation', 'organisation.id', 'n.organisation_id')
    .where({ 'n.organisation_id': organisationOf(actor) });

const COLUMNS = [
  ...['n.id', 'n.plan_id', 'n.from_day', 'n.until_day', 'n.place', 'n.contact', 'n.phone', 'n.result', 'n.created_at'],
  ...['n.version', 'review_plan.name as plan_name', 'review_plan.year', 'review_plan.committee_name'],
  'organisation.name as unit_name',
];

const toItem = (row: NoticeRow) => ({
  ...{ id: row.id, planId: row.plan_id, planName: row.plan_name, year: row.year },
  ...{ from: row.from_day, until: row.until_day, result: row.result, createdAt: row.created_at, version: row.version },
});

/** The unit's notices, latest first; at most 200. */
export async function notices({ core: { db }, actor }: Of): Promise<NoticeItem[]> {
  const rows: (NoticeRow & { people: number })[] = await own(db, actor)
    .orderBy('n.created_at', 'desc')
    .limit(200)
    .select(...COLUMNS, db.raw('(select count(*)::int from unit_notice_person p where p.notice_id = n.id) as people'));
  return rows.map((row) => ({ ...toItem(row), people: row.people }));
}

/** A notice of the actor's unit with its people; NOT_FOUND for another's. */
export async function notice({ core: { db }, actor, id }: Of & { id: string }): Promise<Notice> {
  const row: NoticeRow | undefined = isId(id)
    ? await own(db, actor)
        .where({ 'n.id': id })
        .first(...COLUMNS)
    : undefined;
  if (!row) throw notFound('公示');
  const people: PersonRow[] = await db('unit_notice_person').where({ notice_id: id }).orderBy('ordinal');
  const clock = await db.select(db.raw('zc_now() as now')).first();
  const over = shanghaiDay(clock.now) > row.until_day;
  return {
    ...toItem(row),
    ...{ unitName: row.unit_name, committee: row.committee_name },
    ...{ place: row.place, contact: row.contact, phone: row.phone },
    people: people.map(toPerson),
    objections: await objectionsOf(db, id),
    workingDays: workingDays(row.from_day, row.until_day),
    whyNotConcluded:
      row.result !== null || over ? null : `公示到 ${row.until_day} 结束，次日起可以填写公示结果、出具公示证明。`,
  };
}

/** When these declarations were announced inside the units they are of now, by declaration, for the review form. */
export async function publicitiesOf(
  db: Database,
  declarationIds: readonly string[],
): Promise<ReadonlyMap<string, { from: string; until: string; result: string | null }>> {
  const rows: (Pick<NoticeRow, 'from_day' | 'until_day' | 'result'> & { declaration_id: string })[] = await db(
    'unit_notice_person as p',
  )
    .join('unit_notice as n', 'n.id', 'p.notice_id')
    .join('declaration as d', 'd.id', 'p.declaration_id')
    // An earlier unit's stands where the one of now has not announced: after a submission no unit changes.
    .orderByRaw('(p.organisation_id = d.organisation_id), n.created_at')
    .whereIn('p.declaration_id', declarationIds)
    .select('p.declaration_id', 'n.from_day', 'n.until_day', 'n.result');
  return new Map(
    rows.map((row) => [row.declaration_id, { from: row.from_day, until: row.until_day, result: row.result }]),
  );
}
