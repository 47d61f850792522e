import { useSearchParams } from '@remix-run/react';
import type { Caller } from '@zhicheng/core';
import { dayOf } from '../../beijing-time.ts';
import { usePicking } from '../../components/bulk-bar.tsx';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FilterBar } from '../../components/filter-bar.tsx';
import { Blank } from '../../components/key-values.tsx';
import { Link } from '../../components/link.tsx';
import { Pager, pagingOf } from '../../components/pager.tsx';
import { StateTag, type StateFace } from '../../components/state-tag.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { Breadcrumbs, PageHead } from '../../frames/page.tsx';
import { ExportList } from '../document-orders/export-list.tsx';
import { BatchBar } from '../tasks/batch-bar.tsx';

type Page = Awaited<ReturnType<Caller['organisations']['people']>>;
type Row = Page['rows'][number];

export const bindingFace: Readonly<Record<Row['state'], StateFace>> = {
  inAudit: 'audit',
  approved: 'pass',
  returned: 'back',
};

function Acts({ row }: { row: Row }) {
  return (
    <span className="links links--row">
      {row.taskId && (
        <Link to={`/work/tasks/${row.taskId}`} className="nw">
          <b>审核</b>
          <span className="vh">：{row.name}</span>
        </Link>
      )}
      {row.processId && (
        <Link to={`/work/people/${row.processId}`} className="nw">
          查看<span className="vh">：{row.name}</span>
        </Link>
      )}
    </span>
  );
}

/** AH-34.02 */
const columnsOf = (first: number): readonly Column<Row>[] => [
  { key: 'index', head: '序号', cell: (_, index) => first + index, phone: 'hide' },
  { key: 'name', head: '姓名', cell: ({ name }) => name, phone: 'lead', nowrap: true },
  { key: 'gender', head: '性别', cell: ({ genderLabel }) => genderLabel, phone: 'hide', wideOnly: true, nowrap: true },
  { key: 'number', head: '证件号码', cell: ({ idNumberMasked }) => idNumberMasked, phone: 'hide', nowrap: true },
  { key: 'mobile', head: '手机号', cell: ({ mobile }) => mobile ?? <Blank />, phone: 'hide', nowrap: true },
  {
    key: 'politics',
    head: '政治面貌',
    cell: ({ politicalStatus }) => politicalStatus ?? <Blank />,
    phone: 'hide',
    wideOnly: true,
  },
  { key: 'email', head: '邮箱', cell: ({ email }) => email ?? <Blank />, phone: 'hide', wideOnly: true },
  {
    key: 'asked',
    head: '注册时间',
    cell: ({ requestedAt }) => dayOf(requestedAt),
    phone: 'hide',
    wideOnly: true,
    nowrap: true,
  },
  {
    key: 'state',
    head: '审核状态',
    cell: ({ state, stateLabel }) => <StateTag face={bindingFace[state]}>{stateLabel}</StateTag>,
    phone: 'state',
    nowrap: true,
  },
  { key: 'acts', head: '操作', cell: (row) => <Acts row={row} />, phone: 'ops' },
];

const TABS = [
  ['全部', '', 'all'],
  ['审核中', 'inAudit', 'inAudit'],
  ['审核通过', 'approved', 'approved'],
  ['退回', 'returned', 'returned'],
] as const;

const stateIn = (query: URLSearchParams) => TABS.find(([, value]) => value === (query.get('tab') ?? ''))?.[2] ?? 'all';

const taskOf = ({ bindingId, taskId }: Row): string => taskId ?? bindingId;
const waits = ({ taskId }: Row): boolean => taskId !== null;
const WHO = '只能选择审核中的人员';

/** People who asked to be bound to this unit, waiting ones first (AH-34). */
export function PeopleList({ rows, counts, total, posted }: Page & { posted?: string }) {
  const [query] = useSearchParams();
  const { page, size } = pagingOf(query);
  const picking = usePicking(rows, taskOf, waits, WHO);
  return (
    <>
      <Breadcrumbs trail={[{ label: '首页', to: '/work' }, { label: '人员注册审核' }]} />
      <PageHead title="人员注册审核" />
      <FilterBar
        dense
        searchHint="输入姓名和身份证号码查询"
        searchLabel="搜索"
        clearLabel="清空"
        posted={posted === undefined ? true : { text: posted }}
        actions={
          // What was searched by an ID number is one person, and the number is kept nowhere.
          posted === undefined && (
            <ExportList
              total={total}
              asked={{ list: 'people', state: stateIn(query), keyword: query.get('q') ?? '' }}
            />
          )
        }
      />
      <Tabs label="按审核状态" items={TABS.map(([label, value, state]) => ({ label, value, count: counts[state] }))} />
      <BatchBar taskIds={picking.keys} kind="decide" why={WHO} onClear={picking.clear} />
      <DataTable
        picking={rows.some(waits) ? picking : undefined}
        caption="人员注册审核"
        dense
        columns={columnsOf((page - 1) * size + 1)}
        rows={rows}
        rowKey={({ bindingId }) => bindingId}
        phoneSummary={({ genderLabel, mobile, requestedAt }) =>
          [genderLabel, mobile, `${dayOf(requestedAt)} 申请`].filter(Boolean).join('，')
        }
        empty={
          <EmptyState>
            {query.has('q') || posted ? '没有符合条件的人员。身份证号码须填写完整。' : '还没有人申请绑定本单位。'}
          </EmptyState>
        }
      />
      <Pager total={total} />
    </>
  );
}
