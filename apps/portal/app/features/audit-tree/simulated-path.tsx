import type { Caller } from '@zhicheng/core';
import { NODE_TYPES } from '@zhicheng/core/forms';
import { DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Blank } from '../../components/key-values.tsx';
import { Link } from '../../components/link.tsx';
import { Note } from '../../components/note.tsx';

type Found = Awaited<ReturnType<Caller['auditPath']['simulate']>>;
type Near = Awaited<ReturnType<Caller['auditPath']['neighbours']>>;

const yesNo = (on: boolean | null) => (on === null ? '-' : on ? '是' : '否');
const to = (organisationId: string, direction: string) =>
  `/work/audit-tree/simulate?${new URLSearchParams({ body: organisationId, direction })}`;

type Ends = { from: { organisationId: string; name: string }; to: { organisationId: string; name: string } };

/** HN-55.04: 下级 of the body on the left; HN-55.05: 上级 of the body on the right. */
function Acts({ row }: { row: Ends }) {
  return (
    <span className="links links--row">
      <Link to={to(row.from.organisationId, 'below')}>
        下级<span className="vh">：{row.from.name}</span>
      </Link>
      <Link to={to(row.to.organisationId, 'above')}>
        上级<span className="vh">：{row.to.name}</span>
      </Link>
    </span>
  );
}

/** Whether the path arrives, where it is broken and who mends it, and every edge on the way (HN-55.06..10). */
export function SimulatedPath({ found }: { found: Found }) {
  return (
    <div aria-live="polite">
      {found.complete ? (
        <Note title="路径完整">
          <p>{found.path.map(({ name }) => name).join(' → ')}</p>
        </Note>
      ) : (
        <Note face="back" title="路径不完整">
          {found.breaks.map(({ at, words }) => (
            <p key={at.node + at.organisationId}>{words}</p>
          ))}
          {found.rows.some(({ reviews }) => reviews === false) && (
            <p>评委会没有这个专业的评审计划，请组建单位在评审计划中补充可评审专业。</p>
          )}
        </Note>
      )}
      <DataTable
        caption="审核路径"
        dense
        columns={[
          { key: 'index', head: '序号', cell: (_, index) => index + 1, phone: 'hide' },
          { key: 'from', head: '材料申报机构或单位', cell: (row) => row.from.name, phone: 'lead' },
          { key: 'to', head: '受理机构或单位', cell: (row) => row.to.name },
          { key: 'final', head: '是否为终审机构', cell: (row) => yesNo(row.final) },
          { key: 'reviews', head: '是否能评审该专业', cell: (row) => yesNo(row.reviews) },
          { key: 'broken', head: '说明', cell: (row) => (row.broken ? '断在受理机构：没有上级' : <Blank />) },
          { key: 'ops', head: '操作', cell: (row) => <Acts row={row} />, phone: 'ops', nowrap: true },
        ]}
        rows={found.rows}
        rowKey={(row) => `${row.from.node}${row.from.organisationId}${row.to.node}${row.to.organisationId}`}
        empty={<EmptyState>{found.unit.name}还没有上级机构。</EmptyState>}
      />
    </div>
  );
}

/** All bodies that name this one as subordinate, or that it names (HN-55.02, HN-55.03). */
export function Neighbours({ name, rows, direction }: Near & { direction: 'above' | 'below' }) {
  const words = direction === 'above' ? '上级机构' : '下级机构';
  return (
    <DataTable
      caption={`${name}的${words}`}
      dense
      columns={[
        {
          key: 'from',
          head: '材料申报机构或单位',
          cell: (row) => `${row.from.name}（${NODE_TYPES[row.from.node]}）`,
          phone: 'lead',
        },
        { key: 'to', head: '受理机构或单位', cell: (row) => `${row.to.name}（${NODE_TYPES[row.to.node]}）` },
        { key: 'final', head: '是否为终审机构', cell: (row) => yesNo(row.to.node === 'convening') },
        { key: 'ops', head: '操作', cell: (row) => <Acts row={row} />, phone: 'ops', nowrap: true },
      ]}
      rows={rows}
      rowKey={({ id }) => id}
      empty={<EmptyState>{`${name}还没有${words}。`}</EmptyState>}
    />
  );
}
