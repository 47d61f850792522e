import { KIND_LABELS, type DeclarationKind } from '@zhicheng/series-kit';
import { declarationFlow, stateOf, type AuditorRole } from '@zhicheng/workflow';
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

/** Latest task of each declaration that this organisation has or had in this capacity. */
const LATEST = `
  select distinct on (d.id) d.id, t.id as task_id, t.closed_at, t.claimed_by, t.outcome,
    p.state as process_state, p.id as process_id
  from declaration d
    join process p on p.kind = 'declaration' and p.subject_id = d.id
    join step s on s.process_id = p.id
    join task t on t.step_id = s.id
  where t.organisation_id = :organisation and t.capacity = :capacity and t.outcome is distinct from 'cancel' and d.state <> 'removed'
  order by d.id, t.opened_at desc`;

/** Only literals of this file; `shared`: several administrators claim. */
const condition = (tab: UnitTab, shared: boolean): string =>
  ({
    todo: `closed_at is null and ${shared ? 'claimed_by = :me' : '(claimed_by is null or claimed_by = :me)'}`,
    claimable: `closed_at is null and claimed_by is null and ${shared}`,
    audited: `outcome in ('pass', 'terminate')`,
    // With a return level by level the process goes on at the body below.
    returned: `(process_state = 'returned' or outcome = 'return')`,
    all: 'true',
  })[tab];

/** 职称申报 of a unit or department: one tab with the counts of all, longest waiting first. Two queries. */
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
  const named = filter.name
    ? `and exists (select 1 from declaration d join person x on x.account_id = d.account_id
    where d.id = latest.id and zc_grams(x.name) @> zc_query_grams(:name))`
    : '';
  const bindings = {
    organisation,
    capacity: actor.role,
    me: actor.accountId,
    name: filter.name ?? '',
    limit: filter.size,
    offset: (filter.page - 1) * filter.size,
  };
  const counted = UNIT_TABS.map((tab) => `count(*) filter (where ${condition(tab, shared)})::int as "${tab}"`).join(
    ', ',
  );
  const counts = await core.db.raw(
    `with latest as (${LATEST}) select ${counted} from latest where true ${named}`,
    bindings,
  );
  const { rows } = await core.db.raw<{ rows: Record<string, never>[] }>(
    `with latest as (${LATEST})
     select latest.task_id, latest.closed_at, d.id, d.plan_year, d.kind, d.submitted_at, d.state,
       x.name, x.gender, r.name as plan_name, y.name as specialty, z.name as title,
       (select c.node from step c where c.process_id = latest.process_id and c.state = 'open') as node,
       (select c.put_back_by from step c where c.process_id = latest.process_id and c.state = 'open') as put_back_by
     from latest join declaration d on d.id = latest.id join person x on x.account_id = d.account_id
       join review_plan r on r.id = d.plan_id join specialty y on y.id = d.specialty_id join title z on z.id = d.title_id
     where ${condition(filter.tab, shared)} ${named}
     order by d.submitted_at, d.id limit :limit offset :offset`,
    bindings,
  );
  const totals: Readonly<Record<UnitTab, number>> = counts.rows[0];
  return { rows: rows.map(toRow), counts: totals, total: totals[filter.tab] };
}

function toRow(row: Record<string, never>): UnitListRow {
  const node: AuditorRole | null = row.node ?? null;
  const state = stateOf(declarationFlow, String(row.state));
  return {
    declarationId: row.id ?? '',
    taskId: row.task_id ?? '',
    open: row.closed_at === null,
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
