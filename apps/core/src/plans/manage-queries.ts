import type { Database } from '@zhicheng/database';
import type { DossierData, LevelCode } from '@zhicheng/series-kit';
import { planFlow, stateOf } from '@zhicheng/workflow';
import {
  dictionaries,
  listSpecialties,
  listTitles,
  titleSeriesOf,
  type SpecialtyDto,
  type TitleDto,
} from '../catalog/queries.ts';
import type { Actor, Core } from '../context.ts';
import type { ErrorIssue } from '../errors.ts';
import type { PlanDraft, PlanRow } from './plan-data.ts';
import { mustPlan, ownPlan, planScope } from './rules.ts';
import { transaction } from '@zhicheng/database';
import { planIssues } from './plan-issues.ts';
import { liveDates } from './publish-plan.ts';
import { contentOf, type PlanDetail } from './queries.ts';

/** 草稿, 已发布, 已结束, 已关闭 */
export const PLAN_TABS = ['draft', 'published', 'over', 'closed'] as const;
export type PlanTab = (typeof PLAN_TABS)[number];

export interface ManagedPlan {
  readonly id: string;
  readonly year: number;
  readonly name: string;
  readonly seriesName: string;
  readonly committee: string;
  readonly conveningName: string;
  readonly levelLabel: string;
  readonly declareFrom: Date | null;
  readonly declareUntil: Date | null;
  readonly tab: PlanTab;
  /** Changes that do not hold yet. */
  readonly changed: boolean;
  readonly declarations: number;
  readonly version: number;
}

const TAB = `case when p.state = 'draft' then 'draft' when p.state = 'closed' then 'closed'
  when p.audit_until <= zc_now() then 'over' else 'published' end`;

/** The plans of a convening unit, of an HRSS bureau's region, or all, with a count for each tab. */
export async function managedPlans({
  core,
  actor,
  tab,
  keyword,
  year,
  page,
  size,
}: {
  core: Core;
  actor: Actor;
  tab: PlanTab;
  keyword?: string;
  year?: number;
  page: number;
  size: number;
}): Promise<{ rows: ManagedPlan[]; total: number; counts: Record<PlanTab, number>; years: number[] }> {
  mustPlan(actor);
  const { sql, bindings } = planScope(actor, 'p.convening_organisation_id');
  const matching = () => {
    const q = core.db('review_plan as p').whereRaw(sql, bindings);
    if (keyword) void q.whereRaw('zc_grams(p.name) @> zc_query_grams(?)', [keyword]);
    if (year) void q.where({ 'p.year': year });
    return q;
  };
  const rows = await matching()
    .join('title_series as s', 's.code', 'p.series_code')
    .join('organisation as o', 'o.id', 'p.convening_organisation_id')
    .whereRaw(`${TAB} = ?`, [tab])
    .orderByRaw('p.year desc, p.declare_until desc nulls first, p.id desc')
    .limit(size)
    .offset((page - 1) * size)
    .select(
      ...['p.id', 'p.year', 'p.name', 'p.level_label', 'p.declare_from', 'p.declare_until', 'p.version'],
      ...['s.name as series_name', 'p.committee_name', 'o.name as convening_name'],
      core.db.raw('p.changes is not null as changed'),
      core.db.raw(`(select count(*)::int from declaration d where d.plan_id = p.id and d.state <> 'removed') as n`),
    );
  const tabs = await matching()
    .groupByRaw(TAB)
    .select<{ tab: PlanTab; n: number }[]>(core.db.raw(`${TAB} as tab`), core.db.raw('count(*)::int as n'));
  const counts = Object.fromEntries(PLAN_TABS.map((one) => [one, tabs.find((t) => t.tab === one)?.n ?? 0]));
  return {
    rows: rows.map((row) => ({
      id: row.id,
      year: row.year,
      name: row.name,
      seriesName: row.series_name,
      committee: row.committee_name,
      conveningName: row.convening_name,
      levelLabel: row.level_label,
      declareFrom: row.declare_from,
      declareUntil: row.declare_until,
      tab,
      changed: row.changed,
      declarations: row.n,
      version: row.version,
    })),
    total: counts[tab] ?? 0,
    counts: counts as Record<PlanTab, number>,
    years: await yearsOf(core.db, sql, bindings),
  };
}

const yearsOf = async (db: Database, sql: string, bindings: readonly string[]): Promise<number[]> =>
  (
    await db('review_plan as p')
      .whereRaw(sql, [...bindings])
      .distinct<{ year: number }[]>('year')
      .orderBy('year', 'desc')
  ).map(({ year }) => year);

export interface PlanEditorView {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly stateLabel: string;
  readonly published: boolean;
  readonly editable: boolean;
  /** Of a published plan: changes wait to be published. */
  readonly changed: boolean;
  readonly planVersion: number;
  /** What is being worked on. */
  readonly data: PlanDraft;
  readonly pluginCode: string | null;
  readonly seriesName: string;
  readonly conveningName: string;
  readonly titles: readonly TitleDto[];
  readonly specialties: readonly SpecialtyDto[];
  /** 计划类型 to choose from (GP.85); the one it has stays, though the dictionary may have dropped it. */
  readonly planTypes: readonly string[];
  /** What keeps it from being published, each with the place to mend it. */
  readonly issues: readonly ErrorIssue[];
}

/** What is being worked on: of a published plan its changes, at the dates that hold. */
const workingData = (row: PlanRow): PlanDraft =>
  stateOf(planFlow, row.state).editable ? row.data : { ...(row.changes ?? row.data), ...liveDates(row) };

/** A plan of the actor's for the editor. NOT_FOUND outside the scope. */
export async function planEditor({
  core,
  actor,
  id,
}: {
  core: Core;
  actor: Actor;
  id: string;
}): Promise<PlanEditorView> {
  const row = await ownPlan(core.db, actor, id);
  const state = stateOf(planFlow, row.state);
  const data = workingData(row);
  const series = await titleSeriesOf({ db: core.db, code: row.series_code });
  const convening = await core.db('organisation').where({ id: row.convening_organisation_id }).first('name');
  return {
    id,
    version: row.version,
    state: row.state,
    stateLabel: state.label,
    published: state.approved === true,
    editable: state.terminal !== true,
    changed: row.changes !== null,
    planVersion: row.plan_version,
    data,
    pluginCode: series?.pluginCode ?? null,
    seriesName: series?.name ?? '',
    conveningName: convening?.name ?? '',
    titles: await listTitles({ db: core.db, seriesCode: row.series_code }),
    specialties: await listSpecialties({ db: core.db, seriesCode: row.series_code }),
    planTypes: await planTypesWith(core.db, data.planType),
    issues: await transaction(core.db, (trx) => planIssues(trx, core, id, data)),
  };
}

async function planTypesWith(db: Database, held: string): Promise<string[]> {
  const { planType = [] } = await dictionaries({ db, names: ['planType'] });
  const names = planType.map(({ name }) => name);
  return held === '' || names.includes(held) ? names : [...names, held];
}

export interface PlanPreview {
  readonly plan: PlanDetail;
  readonly template: DossierData['template'];
  readonly pluginCode: string | null;
  readonly levels: readonly LevelCode[];
}

/** 预览: the plan as applicants would read it if it were published now. Blank dates stand at the present moment. */
export async function planPreview({ core, actor, id }: { core: Core; actor: Actor; id: string }): Promise<PlanPreview> {
  const row = await ownPlan(core.db, actor, id);
  const data = workingData(row);
  const clock = await core.db.select<{ now: Date }[]>(core.db.raw('zc_now() as now')).first();
  const now = clock?.now ?? new Date();
  const dateOf = (instant: string | null) => (instant === null ? now : new Date(instant));
  const series = await titleSeriesOf({ db: core.db, code: row.series_code });
  const plan: PlanDetail = {
    id,
    year: data.year,
    name: data.name,
    committee: data.committee.name,
    levelLabel: data.levelLabel,
    declareFrom: dateOf(data.declareFrom),
    declareUntil: dateOf(data.declareUntil),
    repairUntil: data.repairUntil === null ? null : new Date(data.repairUntil),
    auditUntil: dateOf(data.auditUntil),
    phase: 'open',
    recommended: false,
    extended: null,
    publishedAt: row.published_at,
    ...(await contentOf(core, data)),
  };
  return { plan, template: data.template, pluginCode: series?.pluginCode ?? null, levels: data.levels };
}

/** Convening units for whom the actor may make plans: the own one, those of the region, all. */
export async function planBodies({
  core,
  actor,
}: {
  core: Core;
  actor: Actor;
}): Promise<{ id: string; name: string }[]> {
  mustPlan(actor);
  const { sql, bindings } = planScope(actor, 'organisation.id');
  return core
    .db('organisation')
    .join('organisation_capacity as c', 'c.organisation_id', 'organisation.id')
    .where({ 'c.capacity': 'convening' })
    .whereRaw(sql, bindings)
    .orderBy('organisation.name')
    .limit(500)
    .select('organisation.id', 'organisation.name');
}

export interface ExtensionItem {
  readonly id: string;
  /** 全部申报人, or the name of the person or unit. */
  readonly whom: string;
  readonly declareUntil: Date | null;
  readonly repairUntil: Date | null;
  readonly auditUntil: Date | null;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
}

/** The dates of a published plan and what was granted beyond them, newest first. */
export async function planExtensions({ core, actor, id }: { core: Core; actor: Actor; id: string }) {
  const row = await ownPlan(core.db, actor, id);
  const granted = await core
    .db('plan_extension as e')
    .leftJoin('person as p', 'p.account_id', 'e.account_id')
    .leftJoin('organisation as o', 'o.id', 'e.organisation_id')
    .join('account as a', 'a.id', 'e.granted_by')
    .where({ plan_id: id })
    .orderBy([{ column: 'e.created_at', order: 'desc' }, 'e.id'])
    .limit(200)
    .select('e.*', 'p.name as person_name', 'o.name as unit_name', 'a.display_name as granted_name');
  return {
    id,
    name: row.name,
    version: row.version,
    published: stateOf(planFlow, row.state).approved === true,
    declareFrom: row.declare_from,
    declareUntil: row.declare_until,
    repairUntil: row.repair_until,
    auditUntil: row.audit_until,
    granted: granted.map((e): ExtensionItem => ({
      id: e.id,
      whom: e.person_name ?? e.unit_name ?? '全部申报人',
      declareUntil: e.declare_until,
      repairUntil: e.repair_until,
      auditUntil: e.audit_until,
      reason: e.reason,
      by: e.granted_name,
      at: e.created_at,
    })),
  };
}

/**
 * For whom a deadline may be postponed: registered units by a part of their name; people by their full name, since
 * nobody may leaf through them. At most 20 of each, people with their unit so that namesakes can be told apart.
 */
export async function extensionTargets({
  core,
  actor,
  id,
  keyword,
}: {
  core: Core;
  actor: Actor;
  id: string;
  keyword: string;
}) {
  await ownPlan(core.db, actor, id);
  const words = keyword.trim();
  if (words === '') return { people: [], units: [] };
  const people = await core
    .db('person')
    .leftJoin('binding as b', (on) => on.on('b.person_id', 'person.account_id').andOnVal('b.state', 'approved'))
    .leftJoin('organisation as o', 'o.id', 'b.organisation_id')
    .where({ 'person.name': words })
    .whereNotNull('person.registered_at')
    .orderBy('o.name')
    .limit(20)
    .select<{ id: string; name: string; unit: string | null }[]>(
      'person.account_id as id',
      'person.name',
      'o.name as unit',
    );
  const units = await core
    .db('organisation')
    .join('organisation_capacity as c', 'c.organisation_id', 'organisation.id')
    .where({ 'c.capacity': 'employer' })
    .whereRaw('zc_grams(organisation.name) @> zc_query_grams(?)', [words])
    .orderByRaw('length(organisation.name), organisation.name')
    .limit(20)
    .select<{ id: string; name: string }[]>('organisation.id', 'organisation.name');
  return { people, units };
}
