import { useSearchParams } from '@remix-run/react';
import type { Caller } from '@zhicheng/core';
import { dayOf } from '../../beijing-time.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FilterBar } from '../../components/filter-bar.tsx';
import { Link } from '../../components/link.tsx';
import { Pager, pagingOf } from '../../components/pager.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { Breadcrumbs, PageHead } from '../../frames/page.tsx';
import { useFrame } from '../../frames/use-frame.ts';
import { ExportList } from '../document-orders/export-list.tsx';
import { faceOf } from './state.ts';

type Page = Awaited<ReturnType<Caller['declarations']['unitList']>>;
type Row = Page['rows'][number];
type Tab = keyof Page['counts'];

const TABS: readonly (readonly [string, Tab])[] = [
  ['待审核', 'todo'],
  ['待领取', 'claimable'],
  ['已审核', 'audited'],
  ['被退回', 'returned'],
  ['全部', 'all'],
];

const WHY_EMPTY: Readonly<Record<Tab, string>> = {
  todo: '没有等您审核的申报。',
  claimable: '没有等人领取的申报。',
  audited: '还没有审核过申报。',
  returned: '没有被退回的申报。',
  all: '还没有申报到过这里。',
};

/** 审核 while it is on one's own desk, 领取 in the workbench, else 查看. */
function Acts({ row, tab }: { row: Row; tab: Tab }) {
  const name = `${row.name}，${row.title}`;
  const first = tab === 'claimable' ? '领取' : '审核';
  return (
    <span className="links links--row">
      {row.open && (
        <Link to={`/work/tasks/${row.taskId}`} className="nw">
          <b>{first}</b>
          <span className="vh">：{name}</span>
        </Link>
      )}
      <Link to={`/work/tasks/${row.taskId}?read=1`} className="nw">
        查看<span className="vh">：{name}</span>
      </Link>
    </span>
  );
}

/** AH-33.02 */
const columnsOf = (tab: Tab, first: number): readonly Column<Row>[] => [
  { key: 'index', head: '序号', cell: (_, index) => first + index, phone: 'hide' },
  { key: 'year', head: '年度', cell: ({ year }) => year, phone: 'hide', wideOnly: true, nowrap: true },
  { key: 'name', head: '申报人', cell: ({ name }) => name, phone: 'lead', nowrap: true },
  { key: 'gender', head: '性别', cell: ({ gender }) => gender, phone: 'hide', wideOnly: true, nowrap: true },
  { key: 'plan', head: '计划名称', cell: ({ planName }) => planName, phone: 'hide' },
  { key: 'kind', head: '申报形式', cell: ({ kindLabel }) => kindLabel, phone: 'hide', wideOnly: true, nowrap: true },
  { key: 'specialty', head: '申报专业', cell: ({ specialty }) => specialty, phone: 'hide', wideOnly: true },
  { key: 'title', head: '申报职称', cell: ({ title }) => title, phone: 'hide' },
  { key: 'date', head: '申报日期', cell: ({ submittedAt }) => dayOf(submittedAt), phone: 'hide', nowrap: true },
  { key: 'node', head: '流程节点', cell: ({ nodeLabel }) => nodeLabel, phone: 'hide', nowrap: true },
  {
    key: 'state',
    head: '状态',
    cell: ({ state, stateLabel }) => <StateTag face={faceOf(state)}>{stateLabel}</StateTag>,
    phone: 'state',
    nowrap: true,
  },
  { key: 'acts', head: '操作', cell: (row) => <Acts row={row} tab={tab} />, phone: 'ops' },
];

type DeclarationsTab = 'declarations' | 'plans' | 'roster' | 'notices' | 'interviews' | 'exports';

/** 职称申报 has two blocks, each with its own search: what people declared, and the plans. */
export function DeclarationsHead({ current }: { current: DeclarationsTab }) {
  const { active } = useFrame();
  return (
    <>
      <Breadcrumbs trail={[{ label: '首页', to: '/work' }, { label: '职称申报' }]} />
      <PageHead title="职称申报" />
      <Tabs
        label="职称申报"
        current={current}
        items={[
          { label: '申报情况', value: 'declarations', to: '/work/declarations' },
          { label: '评审计划', value: 'plans', to: '/work/declarations/plans' },
          { label: '人员情况一览表', value: 'roster', to: '/work/declarations/roster' },
          { label: '批量导出', value: 'exports', to: '/work/declarations/exports' },
          ...(active?.role === 'employer'
            ? [{ label: '单位公示', value: 'notices', to: '/work/declarations/notices' }]
            : []),
          ...(active?.role === 'convening'
            ? [{ label: '面试', value: 'interviews', to: '/work/declarations/interviews' }]
            : []),
        ]}
      />
    </>
  );
}

/** 申报情况: five tabs with counts, longest waiting first. */
export function UnitDeclarations({ tab, rows, counts, total }: Page & { tab: Tab }) {
  const [query] = useSearchParams();
  const { page, size } = pagingOf(query);
  return (
    <>
      <DeclarationsHead current="declarations" />
      <FilterBar
        dense
        searchHint="请输入姓名进行查询"
        actions={<ExportList total={total} asked={{ list: 'declarations', tab, keyword: query.get('q') ?? '' }} />}
      />
      <Tabs
        label="申报情况"
        current={tab === 'todo' ? '' : tab}
        items={TABS.map(([label, value]) => ({ label, value: value === 'todo' ? '' : value, count: counts[value] }))}
      />
      <DataTable
        caption="申报情况"
        dense
        columns={columnsOf(tab, (page - 1) * size + 1)}
        rows={rows}
        rowKey={({ declarationId }) => declarationId}
        phoneSummary={(row) => (
          <>
            {`${row.specialty}，${row.title}，${row.kindLabel}。${row.nodeLabel === '-' ? '' : `${row.nodeLabel}，`}`}
            <span className="nw">{dayOf(row.submittedAt)} 申报</span>
          </>
        )}
        empty={<EmptyState>{query.has('q') ? '没有符合条件的申报。' : WHY_EMPTY[tab]}</EmptyState>}
      />
      <Pager total={total} />
    </>
  );
}
