import { dayOf } from '../../beijing-time.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Link } from '../../components/link.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import type { Heading } from './record-card.tsx';
import { faceOf } from './state.ts';

/** AH-15.12 */
const COLUMNS: readonly Column<Heading>[] = [
  { key: 'index', head: '序号', cell: (_, index) => index + 1, phone: 'hide' },
  { key: 'year', head: '年度', cell: ({ year }) => year, phone: 'pair', nowrap: true },
  { key: 'plan', head: '计划名称', cell: ({ planName }) => planName, phone: 'lead' },
  { key: 'kind', head: '申报方式', cell: ({ kindLabel }) => kindLabel, phone: 'fact', nowrap: true },
  { key: 'specialty', head: '申报专业', cell: ({ specialty }) => specialty, phone: 'fact' },
  { key: 'title', head: '申报职称', cell: ({ title }) => title, phone: 'fact' },
  { key: 'level', head: '申报级别', cell: ({ levelLabel }) => levelLabel, phone: 'hide', nowrap: true },
  {
    key: 'date',
    head: '申报日期',
    cell: ({ submittedAt, createdAt }) => dayOf(submittedAt ?? createdAt),
    phone: 'pair',
    nowrap: true,
  },
  {
    key: 'state',
    head: '申报状态',
    cell: ({ state, stateLabel }) => <StateTag face={faceOf(state)}>{stateLabel}</StateTag>,
    phone: 'state',
  },
  {
    key: 'acts',
    head: '操作',
    cell: ({ id, planName }) => (
      <Link to={`/declarations/${id}`}>
        查看<span className="vh">{planName}</span>
      </Link>
    ),
    phone: 'ops',
    nowrap: true,
  },
];

/** 我的历史记录: what is over. */
export function History({ rows }: { rows: readonly Heading[] }) {
  return (
    <DataTable
      caption="我的历史记录"
      columns={COLUMNS}
      rows={rows}
      rowKey={({ id }) => id}
      empty={<EmptyState>评审结束的申报会列在这里。</EmptyState>}
    />
  );
}
