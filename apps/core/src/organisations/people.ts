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

const EACH = ['inAudit', 'approved', 'returned'] as const;

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
function inScope({ db }: Core, actor: Actor, states: readonly string[] = STATES.all): Knex.QueryBuilder {
  const query = db('binding')
    .where('binding.organisation_id', organisationOf(actor))
    .whereIn('binding.state', [...states]);
  // Asked of the few returned ones only; without them the bindings of a large body are counted from the index alone.
  if (states.some((state) => RETURNED.includes(state)))
    void query.where((current) => {
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
function found(core: Core, actor: Actor, words: string): Knex.QueryBuilder {
  const byNumber = core.cipher.fingerprint(normaliseIdNumber(words));
  const byName = containing('named.name', words);
  // Bounded by the people of one body, each looked up by itself: names of a whole province are not looked through.
  return inScope(core, actor)
    .whereRaw(
      `(select named.id_number_hash = ? or ${byName.sql} from person named where named.account_id = binding.person_id)`,
      [byNumber, ...byName.bindings],
    )
    .select(LISTED_BY);
}

const LISTED_BY = ['binding.id', 'binding.state', 'binding.created_at'];
const LATEST = [{ column: 'binding.created_at', order: 'desc' }, { column: 'binding.id' }];

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
  const words = filter.keyword.trim();
  const upTo = filter.page * filter.size;
  // Without a keyword the latest of each state, which the index has in this order, and no others.
  const latest = EACH.filter((state) => filter.state === 'all' || filter.state === state).map((state) =>
    inScope(core, actor, STATES[state]).select(LISTED_BY).orderBy(LATEST).limit(upTo),
  );
  const narrowed = db('found as binding').whereIn('binding.state', STATES[filter.state]).select('binding.*');
  const page = db(words ? narrowed.as('binding') : db.unionAll(latest, true).as('binding'))
    .orderByRaw('binding.state = any(?) desc', [PENDING])
    .orderBy(LATEST)
    .limit(filter.size)
    .offset(upTo - filter.size)
    .select('binding.id');
  const counted = words ? db('found as binding').select(countsFound(db)) : db.select(countsOfAll(core, actor));
  const whole = db
    .from(counted.as('counted'))
    .leftJoin(listed(db, actor, page).as('listed'), db.raw('true'))
    .orderByRaw('listed.state = any(?) desc', [PENDING])
    .orderBy([{ column: 'listed.requestedAt', order: 'desc' }, { column: 'listed.bindingId' }])
    .select('counted.*', 'listed.*');
  // Whoever is under a keyword is looked for once, for the page and for all counts.
  if (words) void whole.withMaterialized('found', found(core, actor, words));
  const rows: (PeopleRow & Omit<PeopleCounts, 'all'>)[] = await whole;
  const { inAudit = 0, approved = 0, returned = 0 } = rows[0] ?? {};
  const counts = { all: inAudit + approved + returned, inAudit, approved, returned };
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

/** Columns that count by state what is found under a keyword. */
const countsFound = (db: Database) =>
  EACH.map((state) =>
    db.raw('(count(*) filter (where binding.state = any(?)))::int as ??', [[...STATES[state]], state]),
  );

/** The same of all, from the index. */
const countsOfAll = (core: Core, actor: Actor) =>
  EACH.map((state) => core.db.raw('(?)::int as ??', [inScope(core, actor, STATES[state]).count('*'), state]));

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
