import { useSearchParams } from '@remix-run/react';
import { minuteOf } from '../../beijing-time.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FilterBar } from '../../components/filter-bar.tsx';
import { Blank } from '../../components/key-values.tsx';
import { Link } from '../../components/link.tsx';
import { Note } from '../../components/note.tsx';
import { Pager, pagingOf } from '../../components/pager.tsx';
import { Section } from '../../components/section.tsx';
import { Breadcrumbs, PageHead } from '../../frames/page.tsx';
import type { AccountRequest } from './request-list.tsx';
import { ACCOUNTS, accountsTrail, BODIES, type BuiltInAccount } from './words.ts';

const requestColumns: readonly Column<AccountRequest>[] = [
  { key: 'name', head: '单位名称', cell: ({ content }) => content.name, phone: 'lead' },
  { key: 'bureau', head: '申请部门', cell: ({ bureauName }) => bureauName, phone: 'pair' },
  { key: 'reason', head: '申请原因', cell: ({ content }) => content.reason, phone: 'pair' },
  { key: 'at', head: '申请时间', cell: ({ createdAt }) => minuteOf(createdAt), phone: 'pair', nowrap: true },
  {
    key: 'acts',
    head: '操作',
    cell: ({ id, content }) => (
      <Link className="nw" to={`${ACCOUNTS}/open?request=${id}`}>
        办理<span className="vh">：{content.name}</span>
      </Link>
    ),
    phone: 'ops',
  },
];

const Assignments = ({ assignments }: Pick<BuiltInAccount, 'assignments'>) =>
  assignments.length === 0 ? (
    <Blank word="没有身份" />
  ) : (
    <>
      {assignments.map(({ id, label, organisationName }) => (
        <div key={id}>
          {organisationName}，{label}
        </div>
      ))}
    </>
  );

const accountColumns: readonly Column<BuiltInAccount>[] = [
  { key: 'username', head: '账号', cell: ({ username }) => username, phone: 'lead' },
  { key: 'name', head: '显示名称', cell: ({ displayName }) => displayName, phone: 'pair' },
  { key: 'assignments', head: '身份', cell: Assignments, phone: 'pair' },
  {
    key: 'password',
    head: '密码',
    cell: ({ initial }) => (initial ? '初始密码，待修改' : '已自行设置'),
    phone: 'pair',
    nowrap: true,
  },
  {
    key: 'at',
    head: '开户时间',
    cell: ({ createdAt }) => minuteOf(createdAt),
    phone: 'pair',
    nowrap: true,
    wideOnly: true,
  },
  {
    key: 'acts',
    head: '操作',
    cell: ({ accountId, username }) => (
      <Link className="nw" to={`${ACCOUNTS}/${accountId}`}>
        管理<span className="vh">：{username}</span>
      </Link>
    ),
    phone: 'ops',
  },
];

type Props = {
  requests: readonly AccountRequest[];
  rows: readonly BuiltInAccount[];
  more: boolean;
};

/** 账号管理 of operations: what bureaus ask for first, then every built-in account. */
export function AccountList({ requests, rows, more }: Props) {
  const [query] = useSearchParams();
  const { page, size } = pagingOf(query);
  const waiting = requests.filter(({ open }) => open);
  return (
    <>
      <Breadcrumbs trail={accountsTrail()} />
      <PageHead
        title="账号管理"
        aside={
          <Link className="btn btn--go" to={`${ACCOUNTS}/open`}>
            开户
          </Link>
        }
      />
      <p>
        <Link to={BODIES}>机构身份</Link>
      </p>
      {query.get('done') === 'declined' && (
        <Note live>
          <p>已不予开户，申请的人社部门会收到原因。</p>
        </Note>
      )}
      <Section title={`待办申请（${waiting.length}）`}>
        <DataTable
          caption="待办申请"
          dense
          columns={requestColumns}
          rows={waiting}
          rowKey={({ id }) => id}
          empty={<EmptyState>没有等待开户的申请。</EmptyState>}
        />
      </Section>
      <Section title="内置账号">
        <FilterBar searchHint="账号、显示名称或单位" keep={['size']} said={['done']} />
        <DataTable
          caption="内置账号"
          dense
          columns={accountColumns}
          rows={rows}
          rowKey={({ accountId }) => accountId}
          empty={<EmptyState>没有符合条件的内置账号。</EmptyState>}
        />
        <Pager total={(page - 1) * size + rows.length + (more ? 1 : 0)} capped={more} />
      </Section>
    </>
  );
}
