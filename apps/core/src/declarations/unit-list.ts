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
  select own.subject_id as id, own.task_id, own.closed_at, own.claimed_by, own.outcome, d.submitted_at, d.account_id,
    p.state as process_state, p.id as process_id
  from (
    select distinct on (t.subject_id) t.subject_id, t.id as task_id, t.step_id, t.closed_at, t.claimed_by, t.outcome
    from task t
    where t.organisation_id = :organisation and t.capacity = :capacity and t.kind = 'declaration'
      and t.outcome is distinct from 'cancel'
    order by t.subject_id, t.opened_at desc) own
    join declaration d on d.id = own.subject_id and d.state <> 'removed'
    join step s on s.id = own.step_id
    join process p on p.id = s.process_id`;

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
  // Bounded by what one body has; the names of a whole province are not looked through.
  const named = filter.name
    ? `where exists (select from person x where x.account_id = latest.account_id
        and strpos(lower(x.name), lower(:name)) > 0)`
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
  const { rows } = await core.db.raw<{ rows: Record<string, never>[] }>(
    `with latest as materialized (select * from (${LATEST}) latest ${named}),
     counted as (select ${counted} from latest),
     page as (select * from latest where ${condition(filter.tab, shared)}
       order by submitted_at, id limit :limit offset :offset)
     select counted.*, page.task_id, page.closed_at, page.id, d.plan_year, d.kind, d.submitted_at, d.state,
       x.name, x.gender, r.name as plan_name, y.name as specialty, z.name as title,
       (select c.node from step c where c.process_id = page.process_id and c.state = 'open') as node,
       (select c.put_back_by from step c where c.process_id = page.process_id and c.state = 'open') as put_back_by
     from counted left join page on true
       left join declaration d on d.id = page.id left join person x on x.account_id = d.account_id
       left join review_plan r on r.id = d.plan_id left join specialty y on y.id = d.specialty_id
       left join title z on z.id = d.title_id
     order by d.submitted_at, d.id`,
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
