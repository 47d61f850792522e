import { Form, useSearchParams } from '@remix-run/react';
import type { Caller } from '@zhicheng/core';
import { ACCEPTING, ACCEPTING_TITLE, NODE_TYPES } from '@zhicheng/core/forms';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FilterBar } from '../../components/filter-bar.tsx';
import { Blank } from '../../components/key-values.tsx';
import { Link } from '../../components/link.tsx';
import { Note } from '../../components/note.tsx';
import { Pager } from '../../components/pager.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { Breadcrumbs, PageHead } from '../../frames/page.tsx';
import type { Named } from './edge-list.tsx';
import { ACCEPTING_HOME, acceptingTrail, HOME, LEVELS, namesOf } from './words.ts';

type Page = Awaited<ReturnType<Caller['auditPath']['acceptingBodies']>>;
type Row = Page['rows'][number];

function CancelDialog({ row, onClose }: { row: Row | null; onClose(): void }) {
  return (
    <ConfirmDialog
      open={row !== null}
      onClose={onClose}
      title="注销这个受理机构？"
      confirm={
        <Form method="post" onSubmit={onClose}>
          <input type="hidden" name="id" value={row?.id ?? ''} />
          <input type="hidden" name="expectedVersion" value={row?.version ?? ''} />
          <button className="btn btn--go">确定</button>
        </Form>
      }
    >
      <p>注销后，“{row?.name}”不再受理初定、认定。注销不能撤销，记录会保留。</p>
    </ConfirmDialog>
  );
}

function Acts({ row, onCancel }: { row: Row; onCancel(): void }) {
  const name = <span className="vh">：{row.name}</span>;
  return (
    <span className="links links--row">
      <Link to={`${ACCEPTING_HOME}/edit?id=${row.id}`}>编辑{name}</Link>
      <Link to={`${ACCEPTING_HOME}/notice?id=${row.id}`}>申报须知{name}</Link>
      <button type="button" className="linkbtn" onClick={onCancel}>
        注销{name}
      </button>
    </span>
  );
}

const columnsOf = (modes: readonly Named[], onCancel: (row: Row) => void): readonly Column<Row>[] => [
  {
    key: 'name',
    head: '机构名称',
    phone: 'lead',
    cell: ({ name, node }) => (
      <span>
        {name}
        <span className="hint"> {NODE_TYPES[node]}</span>
      </span>
    ),
  },
  { key: 'printed', head: '打在职称证书上的机构名称', cell: ({ certificateName }) => certificateName },
  { key: 'levels', head: '职称等级', cell: ({ levels }) => namesOf(levels, LEVELS) },
  { key: 'modes', head: '取得方式', cell: (row) => namesOf(row.modes, modes), nowrap: true },
  { key: 'notice', head: '申报须知', cell: ({ notice }) => (notice ? '已写' : <Blank word="没有" />), nowrap: true },
  {
    key: 'ops',
    head: '操作',
    phone: 'ops',
    nowrap: true,
    cell: (row) => <Acts row={row} onCancel={() => onCancel(row)} />,
  },
];

/** What has just been saved; after 保存 comes 申报须知 (HN-30.05). */
function Done({ id, done }: { id: string | null; done: string }) {
  return (
    <Note live>
      <p>
        {done === 'notice' ? '申报须知已保存。' : '受理机构已保存。'}
        {id && <Link to={`${ACCEPTING_HOME}/notice?id=${id}`}>申报须知</Link>}
      </p>
    </Note>
  );
}

type Props = Page & { modes: readonly Named[]; refusal?: string };

/** 职称初定/认定受理机构管理 (HN-30). */
export function AcceptingList({ rows, total, modes, refusal }: Props) {
  const [query] = useSearchParams();
  const [cancelling, setCancelling] = useState<Row | null>(null);
  const done = query.get('done');
  const tabs = [{ label: '全部', value: '' }, ...modes.map(({ code, name }) => ({ label: name, value: code }))];
  return (
    <>
      <Breadcrumbs trail={acceptingTrail()} />
      <PageHead title={ACCEPTING_TITLE} lead="初定、认定的申报到受理机构为止，不送评委会。" />
      {refusal && (
        <Note face="error" title="没有注销" live>
          <p>{refusal}</p>
        </Note>
      )}
      {done && <Done id={done === 'saved' ? query.get('id') : null} done={done} />}
      <Tabs label="取得方式" items={tabs} />
      <FilterBar
        dense
        searchHint="请输入机构名称"
        said={['done', 'id']}
        actions={
          <>
            <Link className="btn btn--s btn--go" to={`${ACCEPTING_HOME}/edit`}>
              新增
            </Link>
            <Link className="btn btn--s" to={`${HOME}/import?tab=${ACCEPTING}`}>
              批量导入
            </Link>
          </>
        }
      />
      <DataTable
        caption={ACCEPTING_TITLE}
        dense
        columns={columnsOf(modes, setCancelling)}
        rows={rows}
        rowKey={({ id }) => id}
        empty={
          <EmptyState>
            {query.get('q') || query.get('tab')
              ? '没有符合条件的受理机构。'
              : '还没有受理机构，请“新增”或“批量导入”。没有受理机构，初定、认定的审核路径不完整。'}
          </EmptyState>
        }
      />
      <Pager total={total} />
      <CancelDialog row={cancelling} onClose={() => setCancelling(null)} />
    </>
  );
}
