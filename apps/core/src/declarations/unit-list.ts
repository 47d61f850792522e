import { KIND_LABELS, type DeclarationKind } from '@zhicheng/series-kit';
import { declarationFlow, stateOf, type AuditorRole } from '@zhicheng/workflow';
import { containing } from '../containing.ts';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { GENDER_LABEL } from '../identity/queries.ts';
import { NODE_LABEL, PUT_BACK_LABEL } from '../tasks/labels.ts';
import { administratorsOf } from '../tasks/rules.ts';

export const UNIT_TABS = ['todo', 'claimable', 'audited', 'returned', 'all'] as const;
/** 待审核 待领取 已审核 被退回 全部 (AH-33.01); 已审核 = passed or terminated by us (GP.79). */
export type UnitTab = (typeof UNIT_TABS)[number];

export interface UnitListRow {
  readonly declarationId: string;
  readonly taskId: string;
  readonly open: boolean;
  readonly year: number;
  readonly name: string;
  readonly gender: string;
  readonly planName: string;
  readonly kindLabel: string;
  readonly specialty: string;
  readonly title: string;
  readonly submittedAt: Date;
  readonly nodeLabel: string;
  readonly state: string;
  readonly stateLabel: string;
}

/** Only literals of this file; `shared`: several administrators claim. */
const condition = (tab: UnitTab, shared: boolean): string =>
  ({
    todo: shared ? 'claimed_by = :me' : '(claimed_by is null or claimed_by = :me)',
    claimable: `claimed_by is null and ${shared}`,
    audited: 'audited',
    // With a return level by level the process goes on at the body below.
    returned: 'returned',
    all: 'true',
  })[tab];

/**
 * Rows of `declaration_desk` at one body: `waiting` has the open ones, `listed` all, each read from an index alone. The few
 * of a name are looked for once, the many are counted and paged each by itself.
 */
const atTheDesk = (name: string | undefined): string => {
  const kept = name === undefined ? 'not materialized' : 'materialized';
  const named = name === undefined ? '' : `and ${containing('name', name).sql.replace('?', ':name')}`;
  const from = `from declaration_desk where organisation_id = :organisation and capacity = :capacity ${named}`;
  return `waiting as ${kept} (select declaration_id, submitted_at, claimed_by ${from} and open),
    listed as ${kept} (select declaration_id, submitted_at, audited, returned ${from})`;
};

const WAITING: readonly UnitTab[] = ['todo', 'claimable'];
const tableOf = (tab: UnitTab) => (WAITING.includes(tab) ? 'waiting' : 'listed');
const countsOf = (table: 'waiting' | 'listed', shared: boolean): string =>
  `(select ${UNIT_TABS.filter((tab) => tableOf(tab) === table)
    .map((tab) => `count(*) filter (where ${condition(tab, shared)})::int as "${tab}"`)
    .join(', ')} from ${table}) counted_${table}`;

/** 职称申报 of a unit or department: one tab with the counts of all, longest waiting first. One query besides. */
export async function unitDeclarations({
  core,
  actor,
  filter,
}: {
  core: Core;
  actor: Actor;
  filter: { tab: UnitTab; name?: string; page: number; size: number };
}): Promise<{ rows: UnitListRow[]; counts: Readonly<Record<UnitTab, number>>; total: number }> {
  const organisation = organisationOf(actor);
  const shared = (await administratorsOf(core.db, organisation, actor.role)) > 1;
  const bindings = {
    organisation,
    capacity: actor.role,
    me: actor.accountId,
    name: filter.name ?? '',
    limit: filter.size,
    offset: (filter.page - 1) * filter.size,
  };
  const { rows } = await core.db.raw<{ rows: Record<string, never>[] }>(
    `with ${atTheDesk(filter.name || undefined)},
     page as (select declaration_id, submitted_at from ${tableOf(filter.tab)} where ${condition(filter.tab, shared)}
       order by submitted_at, declaration_id limit :limit offset :offset)
     select counted_waiting.*, counted_listed.*, k.task_id, k.open, d.id, d.plan_year, d.kind, d.submitted_at, d.state,
       x.name, x.gender, r.name as plan_name, y.name as specialty, z.name as title,
       (select c.node from step c where c.process_id = k.process_id and c.state = 'open') as node,
       (select c.put_back_by from step c where c.process_id = k.process_id and c.state = 'open') as put_back_by
     from ${countsOf('waiting', shared)} cross join ${countsOf('listed', shared)} left join page on true
       left join declaration_desk k on k.declaration_id = page.declaration_id and k.organisation_id = :organisation
         and k.capacity = :capacity
       left join declaration d on d.id = page.declaration_id left join person x on x.account_id = d.account_id
       left join review_plan r on r.id = d.plan_id left join specialty y on y.id = d.specialty_id
       left join title z on z.id = d.title_id
     order by page.submitted_at, page.declaration_id`,
    bindings,
  );
  const counts = Object.fromEntries(UNIT_TABS.map((tab) => [tab, Number(rows[0]?.[tab] ?? 0)])) as Record<
    UnitTab,
    number
  >;
  return { rows: rows.filter(({ id }) => id !== null).map(toRow), counts, total: counts[filter.tab] };
}

function toRow(row: Record<string, never>): UnitListRow {
  const node: AuditorRole | null = row.node ?? null;
  const state = stateOf(declarationFlow, String(row.state));
  return {
    declarationId: row.id ?? '',
    taskId: row.task_id ?? '',
    open: Boolean(row.open),
    year: Number(row.plan_year),
    name: row.name ?? '',
    gender: GENDER_LABEL[String(row.gender) === 'male' ? 'male' : 'female'],
    planName: row.plan_name ?? '',
    kindLabel: KIND_LABELS[String(row.kind) as DeclarationKind],
    specialty: row.specialty ?? '',
    title: row.title ?? '',
    submittedAt: row.submitted_at ?? new Date(0),
    nodeLabel: node ? NODE_LABEL[node] : state.returned ? '个人申报' : '-',
    state: String(row.state),
    stateLabel: row.put_back_by ? PUT_BACK_LABEL : state.label,
  };
}
