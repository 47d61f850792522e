import type { Caller } from '@zhicheng/core';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Days } from '../../components/days.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FilterBar, FilterField } from '../../components/filter-bar.tsx';
import { Link } from '../../components/link.tsx';
import { Pager, pagingOf } from '../../components/pager.tsx';
import { EligibilityWord, type JudgedTag } from './eligibility.tsx';

export type PlanItem = Awaited<ReturnType<Caller['plans']['list']>>['rows'][number];
export type PlanFacets = Awaited<ReturnType<Caller['plans']['facets']>>;
export type PlanListData = {
  readonly rows: readonly PlanItem[];
  readonly total: number;
  readonly facets: PlanFacets;
  /** 我能报吗 for each plan of this page; null for those who are no applicants. */
  readonly tags: readonly JudgedTag[] | null;
};

/** The search of AH-15.13 as an address holds it; years out of any reason are left to find nothing. */
export function planFilterOf(query: URLSearchParams) {
  const text = (name: string, max: number): string | undefined => query.get(name)?.trim().slice(0, max) || undefined;
  const year = Number(query.get('year'));
  return {
    ...pagingOf(query),
    keyword: text('q', 60),
    year: Number.isInteger(year) && year > 0 && year < 10_000 ? year : undefined,
    levelLabel: text('level', 20),
    planType: text('type', 20),
  };
}

/** What a page that shows the list needs. */
export async function loadPlans(caller: Caller, request: Request, applicant = false): Promise<PlanListData> {
  const query = new URL(request.url).searchParams;
  const [list, facets] = await Promise.all([caller.plans.list(planFilterOf(query)), caller.plans.facets()]);
  const planIds = list.rows.map(({ id }) => id);
  return { ...list, facets, tags: applicant ? await caller.declarations.eligibilityTags({ planIds }) : null };
}

const PHASES = { upcoming: '未开始', open: '', closed: '已截止' } as const;

/** AH-15.14 */
const COLUMNS: readonly Column<PlanItem>[] = [
  { key: 'index', head: '序号', cell: (_, index) => index + 1, phone: 'hide' },
  { key: 'year', head: '年度', cell: ({ year }) => year, phone: 'hide', nowrap: true },
  {
    key: 'name',
    head: '计划名称',
    cell: ({ name, recommended }) => (
      <>
        {name}
        {recommended && <span className="muted nw"> 单位已推荐</span>}
      </>
    ),
    phone: 'lead',
  },
  { key: 'committee', head: '评委会', cell: ({ committee }) => committee, phone: 'pair' },
  { key: 'level', head: '评审级别', cell: ({ levelLabel }) => levelLabel, phone: 'pair', nowrap: true },
  {
    key: 'period',
    head: '申报起止日期',
    cell: ({ declareFrom, declareUntil, phase }) => (
      <>
        <Days from={declareFrom} until={declareUntil} />
        {PHASES[phase] && <span className="muted nw"> {PHASES[phase]}</span>}
      </>
    ),
    phone: 'pair',
  },
  {
    key: 'acts',
    head: '操作',
    cell: ({ id, name }) => (
      <Link to={`/plans/${id}`}>
        查看<span className="vh">{name}</span>
      </Link>
    ),
    phone: 'ops',
    nowrap: true,
  },
];

/** The list of an applicant says of each plan whether he may hope. */
const columnsFor = (tags: PlanListData['tags']): readonly Column<PlanItem>[] =>
  tags === null
    ? COLUMNS
    : COLUMNS.flatMap((column) =>
        column.key === 'acts'
          ? [
              {
                key: 'eligibility',
                head: '我能报吗',
                cell: ({ id }: PlanItem) => <EligibilityWord tag={tags.find(({ planId }) => planId === id)} />,
                phone: 'pair' as const,
                nowrap: true,
              },
              column,
            ]
          : [column],
      );

const choices = (values: readonly (string | number)[]) =>
  values.map((value) => ({ value: String(value), label: String(value) }));

/** 评审计划 with its search (AH-15.13). */
export function PlanList({ rows, total, facets, tags }: PlanListData) {
  return (
    <>
      <FilterBar searchHint="请输入计划名称进行查询" searchLabel="搜索">
        <FilterField label="年度" name="year" options={choices(facets.years)} />
        <FilterField label="评审级别" name="level" options={choices(facets.levelLabels)} />
        <FilterField label="计划类型" name="type" options={choices(facets.planTypes)} all="全部计划" />
      </FilterBar>
      <DataTable
        caption="评审计划"
        columns={columnsFor(tags)}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<EmptyState>没有符合条件的评审计划。计划发布后会列在这里，也可以清除条件再看。</EmptyState>}
      />
      <Pager total={total} />
    </>
  );
}
