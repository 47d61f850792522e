import type { Caller } from '@zhicheng/core';
import { minuteOf } from '../../beijing-time.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { StateTag } from '../../components/state-tag.tsx';

export type AccountRequest = Awaited<ReturnType<Caller['accounts']['requests']>>[number];

const columns: readonly Column<AccountRequest>[] = [
  { key: 'name', head: '单位名称', cell: ({ content }) => content.name, phone: 'lead' },
  { key: 'reason', head: '申请原因', cell: ({ content }) => content.reason, phone: 'pair' },
  { key: 'region', head: '属地', cell: ({ content }) => content.region.name, phone: 'pair', nowrap: true },
  {
    key: 'contact',
    head: '联系人',
    cell: ({ content }) => `${content.contact} ${content.mobile}`,
    phone: 'pair',
  },
  { key: 'at', head: '申请时间', cell: ({ createdAt }) => minuteOf(createdAt), phone: 'pair', nowrap: true },
  {
    key: 'state',
    head: '状态',
    cell: ({ open, stateLabel, reason }) => (
      <>
        <StateTag face={open ? 'audit' : reason === null ? 'pass' : 'stop'}>{stateLabel}</StateTag>
        {reason && <span className="hint">{reason}</span>}
      </>
    ),
    phone: 'state',
  },
];

/** 申请内置账号 of a bureau, and what came of each. */
export const RequestList = ({ rows }: { rows: readonly AccountRequest[] }) => (
  <DataTable
    caption="内置账号申请"
    columns={columns}
    rows={rows}
    rowKey={({ id }) => id}
    empty={<EmptyState>还没有申请过内置账号。没有或共用统一社会信用代码的单位、主管部门由此开通。</EmptyState>}
  />
);
