import { useSearchParams } from '@remix-run/react';
import type { Caller } from '@zhicheng/core';
import { isShown, show, unitListColumns, type Entity, type Fields } from '@zhicheng/series-kit';
import { useMemo } from 'react';
import { dayOf } from '../../beijing-time.ts';
import { usePicking } from '../../components/bulk-bar.tsx';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FilterBar } from '../../components/filter-bar.tsx';
import { Blank } from '../../components/key-values.tsx';
import { Link } from '../../components/link.tsx';
import { Pager, pagingOf } from '../../components/pager.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { Breadcrumbs, PageHead } from '../../frames/page.tsx';
import { FieldsView } from '../../render/field-view.tsx';
import { UNBROKEN } from '../../render/kind-width.ts';
import { ExportList } from '../document-orders/export-list.tsx';
import { BatchBar } from '../tasks/batch-bar.tsx';
import { entryFace, entryFacts, entryTitle, SOURCE_WORDS } from '../library/entry-words.ts';

export type ArchivePage = Awaited<ReturnType<Caller['library']['unitList']>>;
type Row = ArchivePage['rows'][number];

function Acts({ row, name }: { row: Row; name: string }) {
  return (
    <span className="links links--row">
      {row.openTaskId && (
        <Link to={`/work/tasks/${row.openTaskId}`} className="nw">
          <b>审核</b>
          <span className="vh">：{name}</span>
        </Link>
      )}
      {row.taskId && (
        <Link to={`/work/tasks/${row.taskId}?read=1`} className="nw">
          查看<span className="vh">：{name}</span>
        </Link>
      )}
    </span>
  );
}

type UnitColumn = ReturnType<typeof unitListColumns>[number];

function columnOf(entity: Entity, column: UnitColumn, first: number): Column<Row>[] {
  const { kind, heading: head } = column;
  switch (kind) {
    case 'index':
      return [{ key: kind, head, cell: (_, index) => first + index, phone: 'hide' }];
    // The list of the person has the state in a column of its own; it is not among those of the unit.
    case 'status':
      return [];
    case 'owner':
      return [
        {
          key: kind,
          head,
          cell: ({ ownerName, state, stateLabel }) => (
            <>
              <span className="nw">{ownerName}</span> <StateTag face={entryFace(state)}>{stateLabel}</StateTag>
            </>
          ),
          phone: 'lead',
        },
      ];
    case 'field': {
      const field = entity.fields[column.field];
      const cell = ({ data }: Row) => (field && show(field, data[column.field])) || <Blank />;
      const nowrap = UNBROKEN.includes(field?.shape.kind ?? 'text');
      return [{ key: column.field, head, cell, phone: 'hide', nowrap }];
    }
    case 'source':
      return [{ key: kind, head, cell: ({ source }) => SOURCE_WORDS[source], phone: 'hide', nowrap: true }];
    case 'submittedOn':
      return [
        {
          key: kind,
          head,
          cell: ({ submittedAt }) => (submittedAt ? dayOf(submittedAt) : <Blank />),
          phone: 'hide',
          nowrap: true,
        },
      ];
    case 'actions':
      return [
        {
          key: kind,
          head,
          cell: (row) => <Acts row={row} name={`${row.ownerName}，${entryTitle(entity, row.data)}`} />,
          phone: 'ops',
        },
      ];
  }
}

/** 请输入申报人、培训项目名称进行查询: the person's own words with the owner in front (AH-31.02). */
const searchHint = ({ searchHint: own }: Entity): string =>
  own ? own.replace(/^请输入\s*/, '请输入申报人、') : '请输入申报人进行查询';

const TABS = [
  ['全部', '', 'all'],
  ['审核中', 'inAudit', 'inAudit'],
  ['审核通过', 'approved', 'approved'],
  ['退回', 'returned', 'returned'],
] as const;

const tabOf = (query: URLSearchParams) => TABS.find(([, value]) => value === (query.get('tab') ?? ''))?.[2] ?? 'all';

const shownFields = (entity: Entity, data: Row['data']): Fields =>
  Object.fromEntries(Object.entries(entity.fields).filter(([name]) => isShown(entity, name, data)));

const taskOf = ({ id, openTaskId }: Row): string => openTaskId ?? id;
const waits = ({ openTaskId }: Row): boolean => openTaskId !== null;
const WHO = '只能选择审核中的条目';

/** One list of 业绩档案: everything of this kind that people submitted to the unit; drafts are theirs alone. */
export function ArchiveList({ entity, page: { rows, counts, total } }: { entity: Entity; page: ArchivePage }) {
  const [query] = useSearchParams();
  const { page, size } = pagingOf(query);
  const columns = useMemo(
    () => unitListColumns(entity).flatMap((column) => columnOf(entity, column, (page - 1) * size + 1)),
    [entity, page, size],
  );
  const picking = usePicking(rows, taskOf, waits, WHO);
  const heading = entity.listHeading ?? entity.label;
  return (
    <>
      <Breadcrumbs
        trail={[{ label: '首页', to: '/work' }, { label: '业绩档案', to: '/work/archive' }, { label: entity.label }]}
        back="/work"
      />
      <PageHead title={heading} />
      <FilterBar
        dense
        searchHint={searchHint(entity)}
        actions={
          <ExportList
            total={total}
            asked={{ list: 'entries', entity: entity.code, tab: tabOf(query), keyword: query.get('q') ?? '' }}
          />
        }
      />
      <Tabs label="按审核状态" items={TABS.map(([label, value, tab]) => ({ label, value, count: counts[tab] }))} />
      <p className="vh" role="status">
        {heading}，共 {total} 条
      </p>
      <BatchBar taskIds={picking.keys} kind="decide" why={WHO} onClear={picking.clear} />
      <DataTable
        picking={rows.some(waits) ? picking : undefined}
        caption={heading}
        dense
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        detail={({ data }) => <FieldsView fields={shownFields(entity, data)} row={data} />}
        phoneSummary={({ data }) => [entryTitle(entity, data), entryFacts(entity, data)].filter(Boolean).join('，')}
        empty={<EmptyState>本单位人员提交后会列在这里；草稿不列。</EmptyState>}
      />
      <Pager total={total} />
    </>
  );
}
