import { Form, Link, useSearchParams } from '@remix-run/react';
import { NODE_TYPES } from '@zhicheng/core/forms';
import type { Caller } from '@zhicheng/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FilterBar } from '../../components/filter-bar.tsx';
import { Note } from '../../components/note.tsx';
import { Pager } from '../../components/pager.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { Breadcrumbs, PageHead } from '../../frames/page.tsx';
import { useFrame } from '../../frames/use-frame.ts';
import { ACCEPTING_HOME, configurationTabs, LEVELS, namesOf, trailTo } from './words.ts';

type Page = Awaited<ReturnType<Caller['auditPath']['edges']>>;
type Row = Page['rows'][number];
export type Named = { readonly code: string; readonly name: string };

function End({ end }: { end: Row['from'] }) {
  return (
    <span>
      {end.name}
      <span className="hint"> {NODE_TYPES[end.node]}</span>
    </span>
  );
}

function CancelDialog({ row, onClose }: { row: Row | null; onClose(): void }) {
  return (
    <ConfirmDialog
      open={row !== null}
      onClose={onClose}
      title="注销这条审核路径？"
      confirm={
        <Form method="post" id="cancel-edge" onSubmit={onClose}>
          <input type="hidden" name="id" value={row?.id ?? ''} />
          <input type="hidden" name="expectedVersion" value={row?.version ?? ''} />
          <button className="btn btn--go">确定</button>
        </Form>
      }
    >
      <p>
        注销后，“{row?.from.name}”的申报不再送“{row?.to.name}”审核。注销不能撤销，记录会保留。
      </p>
      <div className="field">
        <label className="lab" htmlFor="cancel-reason">
          原因（选填）
        </label>
        <input className="in" id="cancel-reason" name="reason" form="cancel-edge" maxLength={200} />
      </div>
    </ConfirmDialog>
  );
}

const columnsOf = (modes: readonly Named[], onCancel: (row: Row) => void, tab: string): readonly Column<Row>[] => [
  { key: 'from', head: '下级机构', cell: ({ from }) => <End end={from} />, phone: 'lead' },
  { key: 'to', head: '上级机构', cell: ({ to }) => <End end={to} /> },
  { key: 'levels', head: '职称等级', cell: ({ levels }) => namesOf(levels, LEVELS) },
  { key: 'modes', head: '取得方式', cell: (row) => namesOf(row.modes, modes) },
  { key: 'series', head: '系列', cell: ({ seriesCodes }) => (seriesCodes ? `${seriesCodes.length} 个系列` : '全部') },
  {
    key: 'ops',
    head: '操作',
    phone: 'ops',
    nowrap: true,
    cell: (row) => (
      <span className="links links--row">
        <Link to={`edit?${new URLSearchParams({ id: row.id, tab })}`}>
          编辑<span className="vh">：{row.from.name}</span>
        </Link>
        <button type="button" className="linkbtn" onClick={() => onCancel(row)}>
          注销<span className="vh">：{row.from.name}</span>
        </button>
      </span>
    ),
  },
];

/** 审核路径: the edges of one configuration (HN-31..HN-35), with everything that can be done to them. */
export function EdgeList({ rows, total, modes, refusal }: Page & { modes: readonly Named[]; refusal?: string }) {
  const [query] = useSearchParams();
  const tab = query.get('tab') ?? '';
  const { active, platform } = useFrame();
  const [cancelling, setCancelling] = useState<Row | null>(null);
  return (
    <>
      <Breadcrumbs trail={trailTo()} />
      <PageHead title="审核路径" lead="下级机构的申报材料由上级机构受理，逐级送到评委会。" />
      <p className="links links--row">
        <Link to="simulate">查询与模拟</Link>
        <Link to="report">断点报告</Link>
        {platform.acceptingBodies && <Link to={ACCEPTING_HOME}>初定、认定受理机构</Link>}
      </p>
      {refusal && (
        <Note face="error" title="没有注销" live>
          <p>{refusal}</p>
        </Note>
      )}
      {query.get('done') && (
        <Note live>
          <p>已保存。</p>
        </Note>
      )}
      <Tabs label="配置" items={configurationTabs(active?.role)} />
      <FilterBar
        dense
        searchHint="请输入机构名称"
        actions={
          <>
            <Link className="btn btn--s btn--go" to={`edit?tab=${tab}`}>
              新增
            </Link>
            <Link className="btn btn--s" to={`import?tab=${tab}`}>
              批量导入
            </Link>
          </>
        }
      />
      <DataTable
        caption="审核路径"
        dense
        columns={columnsOf(modes, setCancelling, tab)}
        rows={rows}
        rowKey={({ id }) => id}
        empty={
          <EmptyState>
            {query.has('q') ? '没有符合条件的审核路径。' : '还没有配置审核路径，请“新增”或“批量导入”。'}
          </EmptyState>
        }
      />
      <Pager total={total} />
      <CancelDialog row={cancelling} onClose={() => setCancelling(null)} />
    </>
  );
}
