import type { Database, Knex } from '@zhicheng/database';
import { containing } from '../containing.ts';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { normaliseIdNumber } from '../identity/id-number.ts';
import { GENDER_LABEL, personOf, type PersonDto } from '../identity/queries.ts';
import { APPROVED, boundUnitOf, PENDING, RETURNED } from './binding-state.ts';
import type { BindingRow } from './model.ts';

/** What the unit's list of people can be narrowed to. */
export type PeopleState = 'all' | 'inAudit' | 'approved' | 'returned';
const STATES: Readonly<Record<PeopleState, readonly string[]>> = {
  all: [...PENDING, ...APPROVED, ...RETURNED],
  inAudit: PENDING,
  approved: APPROVED,
  returned: RETURNED,
};

export interface PeopleFilter {
  readonly keyword: string;
  readonly state: PeopleState;
  readonly page: number;
  readonly size: number;
}

/** A row of 人员注册审核 (AH-34.02). */
export interface UnitPersonDto {
  readonly bindingId: string;
  readonly personId: string;
  readonly name: string;
  readonly genderLabel: string;
  readonly idNumberMasked: string;
  readonly mobile: string | null;
  readonly politicalStatus: string | null;
  readonly email: string | null;
  /** 注册时间: when the person asked this unit. */
  readonly requestedAt: Date;
  readonly state: Exclude<PeopleState, 'all'>;
  readonly stateLabel: string;
  readonly processId: string | null;
  /** The open task of the actor's capacity: 审核 leads there. */
  readonly taskId: string | null;
}

/** As the unit's list calls them (AH-03.10). */
const LABEL: Readonly<Record<Exclude<PeopleState, 'all'>, string>> = {
  inAudit: '审核中',
  approved: '审核通过',
  returned: '退回',
};
const stateOf = (state: string): Exclude<PeopleState, 'all'> =>
  PENDING.includes(state) ? 'inAudit' : APPROVED.includes(state) ? 'approved' : 'returned';

/**
 * The bindings an actor may see: those of his organisation that are or were before him. As employer all of them, for
 * he audits these people's library; as department the ones it audits itself (AH-37.03). A returned one goes when the
 * person asked again, and who has left for another unit is not shown.
 */
function inScope({ db }: Core, actor: Actor): Knex.QueryBuilder {
  const query = db('binding')
    .where('binding.organisation_id', organisationOf(actor))
    .where((current) => {
      // Asked of the few returned ones only.
      void current
        .whereNotIn('binding.state', [...RETURNED])
        .orWhereNotExists(
          db('binding as newer')
            .whereRaw('newer.person_id = binding.person_id and newer.organisation_id = binding.organisation_id')
            .whereRaw('newer.created_at > binding.created_at')
            .select(db.raw('1')),
        );
    });
  if (actor.role === 'employer') return query;
  return query.whereExists(
    withSteps(db('process'), actor)
      .whereRaw(`process.kind = 'binding' and process.subject_id = binding.id`)
      .select(db.raw('1')),
  );
}

/** The steps of a process at the actor's organisation, as employer in whatever capacity. */
function withSteps(query: Knex.QueryBuilder, actor: Actor): Knex.QueryBuilder {
  const steps = query
    .join('step', 'step.process_id', 'process.id')
    .where('step.organisation_id', organisationOf(actor));
  return actor.role === 'employer' ? steps : steps.where('step.node', actor.role);
}

/** Bindings with their person and their audit. */
const withAudit = (query: Knex.QueryBuilder, actor: Actor): Knex.QueryBuilder =>
  withSteps(
    query
      .join('person', 'person.account_id', 'binding.person_id')
      .join('process', (on) => on.on('process.subject_id', 'binding.id').andOnVal('process.kind', 'binding')),
    actor,
  );

/** Bindings under a keyword: part of the name, or the whole ID number. */
function found(core: Core, actor: Actor, keyword: string): Knex.QueryBuilder {
  const query = inScope(core, actor)
    .whereIn('binding.state', STATES.all)
    .select('binding.id', 'binding.state', 'binding.created_at');
  const words = keyword.trim();
  if (words === '') return query;
  const byNumber = core.cipher.fingerprint(normaliseIdNumber(words));
  const byName = containing('named.name', words);
  // Bounded by the people of one body, each looked up by itself: names of a whole province are not looked through.
  return query.whereRaw(
    `(select named.id_number_hash = ? or ${byName.sql} from person named where named.account_id = binding.person_id)`,
    [byNumber, ...byName.bindings],
  );
}

type PeopleRow = Pick<BindingRow, 'state'> &
  Pick<PersonDto, 'name' | 'gender' | 'mobile' | 'profile'> & {
    id_number_masked: string;
    bindingId: string;
    personId: string;
    requestedAt: Date;
    processId: string;
    taskId: string | null;
  };

/** 人员注册审核 (AH-34.01..03): people of the actor's unit, waiting ones first, then the latest. One query. */
export async function listPeople({
  core,
  actor,
  filter,
}: {
  core: Core;
  actor: Actor;
  filter: PeopleFilter;
}): Promise<{ rows: UnitPersonDto[]; counts: PeopleCounts; total: number }> {
  const { db } = core;
  const page = db('found as binding')
    .whereIn('binding.state', STATES[filter.state])
    .orderByRaw('binding.state = any(?) desc', [PENDING])
    .orderBy([{ column: 'binding.created_at', order: 'desc' }, { column: 'binding.id' }])
    .limit(filter.size)
    .offset((filter.page - 1) * filter.size)
    .select('binding.id');
  // Whoever is in scope is looked for once, for the page and for all counts.
  const rows: (PeopleRow & PeopleCounts)[] = await db
    .withMaterialized('found', found(core, actor, filter.keyword))
    .from(db('found as binding').select(countsIn(db)).as('counted'))
    .leftJoin(listed(db, actor, page).as('listed'), db.raw('true'))
    .orderByRaw('listed.state = any(?) desc', [PENDING])
    .orderBy([{ column: 'listed.requestedAt', order: 'desc' }, { column: 'listed.bindingId' }])
    .select('counted.*', 'listed.*');
  const { all = 0, inAudit = 0, approved = 0, returned = 0 } = rows[0] ?? {};
  const counts = { all, inAudit, approved, returned };
  const onPage = rows.filter(({ bindingId }) => bindingId !== null);
  return { rows: onPage.map(toDto), counts, total: counts[filter.state] };
}

/** What the list shows of these bindings. */
const listed = (db: Database, actor: Actor, page: Knex.QueryBuilder): Knex.QueryBuilder =>
  withAudit(db(page.as('page')).join('binding', 'binding.id', 'page.id'), actor)
    .leftJoin('task', (on) =>
      on.on('task.step_id', 'step.id').andOnNull('task.closed_at').andOnVal('task.capacity', actor.role),
    )
    .select(
      'binding.id as bindingId',
      'binding.person_id as personId',
      'binding.state',
      'binding.created_at as requestedAt',
      'person.name',
      'person.gender',
      'person.id_number_masked',
      'person.mobile',
      'person.profile',
      'process.id as processId',
      'task.id as taskId',
    );

export type PeopleCounts = Readonly<Record<PeopleState, number>>;

/** Columns that count by state, under the keyword of the list. */
const countsIn = (db: Database) =>
  Object.entries(STATES).map(([state, stored]) =>
    db.raw('(count(*) filter (where binding.state = any(?)))::int as ??', [[...stored], state]),
  );

const toDto = ({
  bindingId,
  personId,
  name,
  mobile,
  requestedAt,
  processId,
  taskId,
  ...row
}: PeopleRow): UnitPersonDto => {
  const { gender, id_number_masked, profile, state } = row;
  return {
    ...{ bindingId, personId, name, mobile, requestedAt, processId, taskId },
    genderLabel: GENDER_LABEL[gender],
    idNumberMasked: id_number_masked,
    politicalStatus: profile.politicalStatus?.name ?? null,
    email: profile.email ?? null,
    state: stateOf(state),
    stateLabel: LABEL[stateOf(state)],
  };
};

/** A registration as its auditor sees it. */
export interface BindingViewDto {
  readonly bindingId: string;
  readonly processId: string;
  readonly note: string | null;
  readonly state: Exclude<PeopleState, 'all'> | null;
  readonly stateLabel: string;
  readonly reason: string | null;
  readonly requestedAt: Date;
  readonly decidedAt: Date | null;
  readonly person: PersonDto;
  /** The unit in force meanwhile, when the person changes over. */
  readonly currentUnit: { readonly id: string; readonly name: string } | null;
}

/** One registration for the workbench, or for 查看. NOT_FOUND outside the actor's organisation and capacity. */
export async function viewBinding({
  core,
  actor,
  processId,
}: {
  core: Core;
  actor: Actor;
  processId: string;
}): Promise<BindingViewDto> {
  const row = await withAudit(inScope(core, actor), actor)
    .where('process.id', processId)
    .whereIn('binding.state', STATES.all)
    .first<BindingRow | undefined>('binding.*');
  const person = row && (await personOf(core.db, row.person_id));
  if (!row || !person) throw notFound();
  const bound = await boundUnitOf({ db: core.db, personId: row.person_id });
  return {
    bindingId: row.id,
    processId,
    note: row.note,
    state: stateOf(row.state),
    stateLabel: LABEL[stateOf(row.state)],
    reason: row.reason,
    requestedAt: row.created_at,
    decidedAt: row.decided_at,
    person,
    currentUnit: bound && bound.bindingId !== row.id ? { id: bound.organisationId, name: bound.name } : null,
  };
}
