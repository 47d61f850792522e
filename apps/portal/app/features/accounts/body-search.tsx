import type { Caller } from '@zhicheng/core';
import { CAPACITY_LABEL } from '@zhicheng/workflow';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FilterBar } from '../../components/filter-bar.tsx';
import { Blank } from '../../components/key-values.tsx';
import { Link } from '../../components/link.tsx';
import { Breadcrumbs, PageHead } from '../../frames/page.tsx';
import { accountsTrail, BODIES } from './words.ts';

type Hit = Awaited<ReturnType<Caller['auditPath']['bodies']>>[number];

const columns: readonly Column<Hit>[] = [
  { key: 'name', head: '机构名称', cell: ({ name }) => name, phone: 'lead' },
  { key: 'region', head: '属地', cell: ({ regionName }) => regionName || <Blank word="未完善" /> },
  {
    key: 'capacities',
    head: '身份',
    cell: ({ capacities }) => capacities.map((one) => CAPACITY_LABEL[one]).join('、'),
  },
  {
    key: 'acts',
    head: '操作',
    phone: 'ops',
    cell: ({ organisationId, name }) => (
      <Link className="nw" to={`${BODIES}/${organisationId}`}>
        管理身份<span className="vh">：{name}</span>
      </Link>
    ),
  },
];

/** The organisations that bear a name, to keep their capacities. */
export function BodySearch({ bodies, asked }: { bodies: readonly Hit[]; asked: boolean }) {
  return (
    <>
      <Breadcrumbs trail={accountsTrail('机构身份')} />
      <PageHead title="机构身份" lead="一个机构可以有多个身份，例如既是主管部门，又是用人单位。" />
      <FilterBar searchHint="机构名称或统一社会信用代码" />
      <DataTable
        caption="机构"
        dense
        columns={columns}
        rows={bodies}
        rowKey={({ organisationId }) => organisationId}
        empty={
          <EmptyState>
            {asked
              ? '没有符合条件的机构。没有账号的机构请在“账号管理”中开户。'
              : '请输入机构名称后查询，最多显示 20 个。'}
          </EmptyState>
        }
      />
    </>
  );
}
