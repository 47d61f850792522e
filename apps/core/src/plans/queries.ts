import type { Database, Knex, Transaction } from '@zhicheng/database';
import type { DeclarationKind, FileRef, Series } from '@zhicheng/series-kit';
import { titleSeriesOf } from '../catalog/queries.ts';
import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { boundUnitIdOf } from '../organisations/queries.ts';
import { ReviewPlan, ReviewPlanVersion } from './model.ts';
import type { PlanData, PlanDraft, PlanRow } from './plan-data.ts';
import { GRANTED, withGranted, type Granted } from './plan-dates.ts';

export interface PlanListItem {
  readonly id: string;
  readonly year: number;
  readonly name: string;
  readonly committee: string;
  readonly levelLabel: string;
  readonly declareFrom: Date;
  readonly declareUntil: Date;
  /** By the database's clock; a plan that was closed is closed whatever its dates are. */
  readonly phase: 'upcoming' | 'open' | 'closed';
  /** 单位已推荐: by the unit that is asked about, or that the asking person belongs to (GP.20). */
  readonly recommended: boolean;
}
export interface PlanFilter {
  readonly keyword?: string;
  readonly year?: number;
  readonly levelLabel?: string;
  readonly planType?: string;
  /** 已推荐: only what the unit recommends. */
  readonly recommended?: boolean;
  readonly page: number;
  readonly size: number;
}

const PHASE = `case when state = 'closed' then 'closed' when zc_now() < declare_from then 'upcoming'
  when zc_now() < declare_until then 'open' else 'closed' end`;
const RECOMMENDED = `exists (select 1 from plan_recommendation r where r.plan_id = review_plan.id and r.organisation_id = ?)`;
/** What an item is made of; the content of a plan is long. */
const LISTED = ['id', 'year', 'name', 'committee_name', 'level_label', 'declare_from', 'declare_until'] as const;
type PhasedRow = Pick<PlanRow, (typeof LISTED)[number]> & { phase: PlanListItem['phase']; recommended?: boolean };
const toItem = (row: PhasedRow): PlanListItem => ({
  id: row.id,
  year: row.year,
  name: row.name,
  committee: row.committee_name,
  levelLabel: row.level_label,
  declareFrom: row.declare_from,
  declareUntil: row.declare_until,
  phase: row.phase,
  recommended: row.recommended ?? false,
});

/** The unit whose recommendations a person is shown, as an operand; nobody's for whoever is no applicant. */
const recommendingUnit = ({ db }: Core, actor: Actor | null): Knex.QueryBuilder | null =>
  actor?.role === 'applicant' ? boundUnitIdOf(db, actor.accountId) : null;

/** Published plans for anybody; a person sees what the own unit recommends. */
export const plansFor = async ({ core, actor, filter }: { core: Core; actor: Actor | null; filter: PlanFilter }) =>
  listPlans({ core, filter, organisationId: recommendingUnit(core, actor) });

/** Published plans, closed ones last, newest year first (AH-15.13, .14). One query. */
export async function listPlans({
  core,
  filter,
  organisationId = null,
}: {
  core: Core;
  filter: PlanFilter;
  /** Whose recommendations count. */
  organisationId?: string | Knex.QueryBuilder | null;
}) {
  const matching = () => {
    const q = core.db('review_plan').whereNot({ state: 'draft' });
    if (filter.recommended) void q.whereRaw(RECOMMENDED, [organisationId]);
    if (filter.keyword) void q.whereRaw('zc_grams(name) @> zc_query_grams(?)', [filter.keyword]);
    if (filter.year) void q.where({ year: filter.year });
    if (filter.levelLabel) void q.where({ level_label: filter.levelLabel });
    if (filter.planType) void q.where({ plan_type: filter.planType });
    return q;
  };
  const all: Knex.QueryBuilder = matching().count('*').as('total');
  const rows = await matching()
    .select<(PhasedRow & { total: number })[]>(
      ...LISTED,
      core.db.raw(`${PHASE} as phase`),
      core.db.raw(`${RECOMMENDED} as recommended`, [organisationId]),
      all,
    )
    .orderByRaw(`(state = 'closed'), year desc, declare_until desc, id`)
    .limit(filter.size)
    .offset((filter.page - 1) * filter.size);
  const [first] = rows;
  // Behind the last page there is no row to say how many there are.
  const total = first || filter.page === 1 ? first?.total : (await matching().count<{ n: number }[]>('* as n'))[0]?.n;
  return { rows: rows.map(toItem), total: total ?? 0 };
}

export interface PlanFacets {
  readonly years: readonly number[];
  readonly levelLabels: readonly string[];
  readonly planTypes: readonly string[];
}

/** What the filter offers: years and levels that plans have. */
export async function planFacets({ core }: { core: Core }): Promise<PlanFacets> {
  const [row] = await core.db
    .select<PlanFacets[]>(
      core.db.raw(`coalesce(array_agg(distinct year order by year desc), '{}') as years`),
      core.db.raw(`coalesce(array_agg(distinct level_label), '{}') as "levelLabels"`),
      core.db.raw(`coalesce(array_agg(distinct plan_type), '{}') as "planTypes"`),
    )
    .from('review_plan')
    .whereNot({ state: 'draft' });
  return row ?? { years: [], levelLabels: [], planTypes: [] };
}

/** Open plans whose declaration period ends next, for the login page. */
export async function closingSoon({ core }: { core: Core }): Promise<PlanListItem[]> {
  const rows = await core
    .db('review_plan')
    .where({ state: 'published' })
    .whereRaw('declare_from <= zc_now() and declare_until > zc_now()')
    .select<PhasedRow[]>(...LISTED, core.db.raw(`${PHASE} as phase`))
    .orderBy('declare_until')
    .limit(5);
  return rows.map(toItem);
}

export interface PlanDetail extends PlanListItem {
  readonly office: string;
  readonly kinds: readonly DeclarationKind[];
  readonly publisher: string;
  readonly publishedAt: Date | null;
  readonly repairUntil: Date | null;
  readonly auditUntil: Date;
  readonly contact: PlanData['contact'];
  readonly scope: string;
  readonly content: string;
  readonly attachments: readonly FileRef[];
  readonly interview: boolean;
  /** 缴费标准 (GP.76); '' where nothing is said. */
  readonly fee: string;
  /** The later deadlines of the person who asks, where one was granted. */
  readonly extended: {
    readonly declareUntil: Date;
    readonly repairUntil: Date | null;
    readonly auditUntil: Date;
  } | null;
  readonly planType: string;
  readonly seriesCode: string;
  readonly seriesName: string;
  /** 单位类别 to choose from; empty for most series. */
  readonly institutionCategories: readonly string[];
  readonly specialties: readonly { readonly id: string; readonly name: string }[];
  readonly titles: readonly { readonly id: string; readonly name: string; readonly level: string }[];
}

type DetailRow = PlanRow & PhasedRow & Granted & { clock: Date };

/**
 * A published plan with everything an applicant reads (AH-16.02..05). NOT_FOUND for one in preparation. `phase` is the
 * asking person's: an extension of the own opens it longer. Two queries.
 */
export async function planDetail({
  core,
  actor,
  id,
}: {
  core: Core;
  actor: Actor | null;
  id: string;
}): Promise<PlanDetail> {
  const organisationId = recommendingUnit(core, actor);
  const accountId = actor?.role === 'applicant' ? actor.accountId : null;
  const row = await core
    .db('review_plan')
    .joinRaw(`cross join lateral (${GRANTED}) as granted`, { planId: id, accountId, organisationId })
    .where({ id })
    .whereNot({ state: 'draft' })
    .first<DetailRow | undefined>(
      'review_plan.*',
      'granted.*',
      core.db.raw(`${PHASE} as phase`),
      core.db.raw(`${RECOMMENDED} as recommended`, [organisationId]),
      core.db.raw('zc_now() as clock'),
    );
  if (!row) throw notFound('评审计划');
  const own = withGranted(row, row);
  const extended = own.declare_until > row.declare_until || own.audit_until > row.audit_until;
  return {
    ...toItem(row),
    ...(row.state === 'published' &&
      row.phase === 'closed' &&
      row.clock < own.declare_until && { phase: 'open' as const }),
    extended: extended
      ? { declareUntil: own.declare_until, repairUntil: own.repair_until, auditUntil: own.audit_until }
      : null,
    repairUntil: row.repair_until,
    auditUntil: row.audit_until,
    publishedAt: row.published_at,
    ...(await contentOf(core, row.data)),
  };
}

/** What the plan says besides its dates; of a plan in preparation as well. One query. */
export async function contentOf(core: Core, data: PlanDraft) {
  const { series_name: seriesName, plugin_code: pluginCode, specialties, titles } = await choicesOf(core.db, data);
  return {
    office: data.committee.office,
    kinds: data.kinds,
    publisher: data.publisher,
    contact: data.contact,
    scope: data.scope,
    content: data.content,
    attachments: data.attachments,
    interview: data.interview,
    // Versions frozen before there was a fee say nothing of it.
    fee: data.fee ?? '',
    planType: data.planType,
    seriesCode: data.seriesCode,
    seriesName: seriesName ?? '',
    institutionCategories: core.series.find(pluginCode)?.institutionCategories ?? [],
    specialties,
    titles,
  };
}

interface Choices extends Pick<PlanDetail, 'specialties' | 'titles'> {
  /** null, as the next: there is no such series. */
  readonly series_name: string | null;
  readonly plugin_code: string | null;
}

const CHOICES = `
  select s.name as series_name, s.plugin_code,
    (select coalesce(json_agg(json_build_object('id', id, 'name', name) order by ordinal), '[]')
      from specialty where id = any(:specialtyIds::uuid[])) as specialties,
    (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'level', level) order by ordinal), '[]')
      from title where id = any(:titleIds::uuid[])) as titles
  from (select) as always left join title_series s on s.code = :seriesCode`;

async function choicesOf(db: Database, { seriesCode, specialtyIds, titleIds }: PlanDraft): Promise<Choices> {
  const { rows } = await db.raw<{ rows: [Choices] }>(CHOICES, { seriesCode, specialtyIds, titleIds });
  return rows[0];
}

/** The plan as a declaration has it: content of the pinned version, dates of today. */
export async function pinnedPlan({
  core,
  db,
  planId,
  planVersion,
}: {
  core: Core;
  db: Database | Transaction;
  planId: string;
  planVersion: number;
}): Promise<{ row: PlanRow; data: PlanData; series: Series; seriesName: string }> {
  const plan = await ReviewPlan.query(db).findById(planId);
  const frozen = await ReviewPlanVersion.query(db).findById([planId, planVersion]);
  if (!plan || !frozen) throw notFound('评审计划');
  const listed = await titleSeriesOf({ db, code: plan.series_code });
  const series = core.series.find(listed?.pluginCode);
  if (!listed || !series) throw new Error(`plan ${planId}: no plugin for series ${plan.series_code}`);
  return { row: plan.toJSON(), data: frozen.data, series, seriesName: listed.name };
}
