import { Link, useSearchParams } from '@remix-run/react';
import type { Caller } from '@zhicheng/core';
import { isShown, type Entity, type Fields } from '@zhicheng/series-kit';
import { useMemo, useState } from 'react';
import { DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FilterBar } from '../../components/filter-bar.tsx';
import { Icon } from '../../components/icon.tsx';
import { Note } from '../../components/note.tsx';
import { Pager, pagingOf } from '../../components/pager.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { lastingSearch } from '../../passing-query.ts';
import { FieldsView } from '../../render/field-view.tsx';
import { ExtractButton, ExtractionNote, type Extraction } from './extraction.tsx';
import { entryColumns } from './entry-columns.tsx';
import { entryFacts, entryName } from './entry-words.ts';
import { ImportActs } from './import-acts.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { HeldReasons, type Move } from './row-acts.tsx';
import { SubmissionsNote, SubmitBar, type Submissions } from './submit-many.tsx';
import { useTicked } from './use-ticked.ts';

export type EntryPage = Awaited<ReturnType<Caller['library']['list']>>;
export type Entry = EntryPage['rows'][number];

/** Fields that an entry's answers do not hide. */
export const shownFields = (entity: Entity, data: Entry['data']): Fields =>
  Object.fromEntries(Object.entries(entity.fields).filter(([name]) => isShown(entity, name, data)));

function Returned({ entry }: { entry: Entry }) {
  return (
    <div className="note note--back small">
      <b>单位退回：</b>
      {entry.returnReason ?? '未写明原因，请联系单位管理员。'}{' '}
      <Link className="nw" to={`${entry.id}/edit`}>
        修改并重新送审
      </Link>
    </div>
  );
}

/** The unit has approved an earlier version, which goes on counting. */
function NewVersion({ entry: { pinnedBy } }: { entry: Entry }) {
  const holders = pinnedBy.map(({ label }) => label).join('、');
  return (
    <p className="muted small">
      这是修改中的新版本。单位审核通过之前，{holders ? `${holders}中` : '导入申报时'}仍用原来审核通过的版本。
    </p>
  );
}

function rowInfo(entry: Entry) {
  const newVersion = entry.approvedRevision !== null && entry.state !== 'approved';
  const held = [entry.can.withdraw, entry.can.adjust, entry.can.remove].some(({ why }) => why);
  if (entry.state !== 'returned' && !held && !newVersion) return null;
  return (
    <>
      {entry.state === 'returned' && <Returned entry={entry} />}
      {newVersion && <NewVersion entry={entry} />}
      {held && <HeldReasons entry={entry} />}
    </>
  );
}

function Empty({ filtered, label }: { filtered: boolean; label: string }) {
  if (filtered) return <EmptyState>没有符合条件的条目，可以换一个关键字或状态。</EmptyState>;
  return (
    <EmptyState
      action={
        <Link className="btn" to="new">
          新增
        </Link>
      }
    >
      还没有录入{label}。随时可以录入，不必等申报开始。
    </EmptyState>
  );
}

const TABS = [
  ['全部', '', 'all'],
  ['审核中', 'inAudit', 'inAudit'],
  ['审核通过', 'approved', 'approved'],
  ['退回', 'returned', 'returned'],
] as const;

type Props = {
  entity: Entity;
  page: EntryPage;
  /** Of lists that an official register fills. */
  extraction: Extraction | null;
  /** The latest 批量提交 of lists that have it. */
  submissions: Submissions | null;
  /** Why nothing can be submitted now. */
  unbound: Unbound | null;
};

/** One list of the library: search, tabs with counts, rows with what may be done to them (AH-07.05..09). */
export function EntryList({ entity, page: { rows, counts, total }, extraction, submissions, unbound }: Props) {
  const [query] = useSearchParams();
  const { page, size } = pagingOf(query);
  const [asked, setAsked] = useState<{ move: Move; entry: Entry } | null>(null);
  const columns = useMemo(
    () => entryColumns({ entity, first: (page - 1) * size + 1, onAsk: (move, entry) => setAsked({ move, entry }) }),
    [entity, page, size],
  );
  // What was asked about has moved on: the question is answered.
  const still = asked && rows.some(({ id, version }) => id === asked.entry.id && version === asked.entry.version);
  const heading = entity.listHeading ?? entity.label;
  const submittable = counts.all - counts.inAudit - counts.approved;
  const selection = useTicked(rows, query.get('q') ?? '', submittable);
  return (
    <>
      <FilterBar
        searchHint={entity.searchHint}
        actions={
          <>
            <Link className="btn" to={`new${lastingSearch(query)}`} preventScrollReset>
              <Icon name="plus" />
              新增
            </Link>
            {extraction && <ExtractButton extraction={extraction} />}
            <ImportActs entity={entity} />
          </>
        }
      />
      {extraction && <ExtractionNote extraction={extraction} />}
      {submissions && <SubmissionsNote entity={entity} latest={submissions} />}
      <Tabs label="按审核状态" items={TABS.map(([label, value, tab]) => ({ label, value, count: counts[tab] }))} />
      <p className="vh" role="status">
        {heading}，{TABS.find(([, value]) => value === (query.get('tab') ?? ''))?.[0]} {total} 条
      </p>
      {entity.batchSubmit && (
        <SubmitBar entity={entity} selection={selection} submittable={submittable} why={unbound?.message ?? null} />
      )}
      <DataTable
        picking={entity.batchSubmit && submittable > 0 ? selection.picking : undefined}
        caption={heading}
        dense
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        rowInfo={rowInfo}
        detail={({ data }) => <FieldsView fields={shownFields(entity, data)} row={data} />}
        phoneSummary={({ data }) => entryFacts(entity, data)}
        empty={<Empty filtered={query.has('q') || query.has('tab')} label={entity.label} />}
      />
      <Pager total={total} />
      <MoveDialog
        asked={asked && still ? { ...asked, name: entryName(entity, asked.entry.data) } : null}
        onClose={() => setAsked(null)}
      />
    </>
  );
}

export type Unbound = { readonly message: string; readonly mendAt: string };

/** MS.02 with what to do, above the lists of somebody whose unit has not approved yet. */
export function UnboundNote({ why }: { why: Unbound }) {
  return (
    <Note face="back">
      <p>
        注：个人如果未绑定工作单位或未取得工作单位审核通过之前，可以进行前期业绩库的录入但无法提交至单位审核，同时也无法进行职称的申报。
      </p>
      <p>
        {why.message} <Link to={why.mendAt}>变更单位</Link>
      </p>
    </Note>
  );
}
