import { Form, useSearchParams } from '@remix-run/react';
import { DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { usePicking } from '../../components/bulk-bar.tsx';
import { FilterBar, FilterField } from '../../components/filter-bar.tsx';
import { Link } from '../../components/link.tsx';
import { Note } from '../../components/note.tsx';
import { Pager, pagingOf } from '../../components/pager.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { Breadcrumbs, PageHead } from '../../frames/page.tsx';
import { useFrame } from '../../frames/use-frame.ts';
import type { Refusal } from '../../refusal.ts';
import { ExportList } from '../document-orders/export-list.tsx';
import { BatchBar } from './batch-bar.tsx';
import { DecidedNote, type Decided } from './decided-note.tsx';
import { ACTS_FORM, taskColumns, TaskSummary } from './task-columns.tsx';
import type { TaskCounts, TaskRow, TaskTab } from './types.ts';
import { NORMAL_DAYS, wholeDays } from './waiting.tsx';

type Props = {
  tab: TaskTab;
  rows: readonly TaskRow[];
  counts: TaskCounts;
  total: number;
  /** Several administrators: cases are claimed first. */
  shared: boolean;
  flowTypes: readonly string[];
  decided: Decided | null;
  withdrawn: boolean;
  /** What else happened just before. */
  note: string | null;
  /** A batch of one's own that is still under way. */
  running: { readonly id: string; readonly settled: number; readonly total: number } | null;
  claimed?: { readonly claimed: string; readonly taskId: string };
  refusal?: Refusal;
};

const WORDS: Readonly<Record<TaskTab, string>> = {
  todo: '待处理',
  claimable: '待领取',
  mine: '我已处理',
  all: '所有已处理',
};

const WHY_EMPTY: Readonly<Record<TaskTab, string>> = {
  todo: '没有等您审核的事项。',
  claimable: '没有等人领取的事项。',
  mine: '您还没有办理过事项。',
  all: '本单位还没有办理过事项。',
};

const NEWEST = [{ value: 'newest', label: '最近送来的在前' }];

const order: readonly TaskTab[] = ['todo', 'claimable', 'mine', 'all'];

const NOTES: Readonly<Record<string, string>> = {
  released: '已放回，可由本单位其他管理员领取。',
  handedOver: '已转交，对方会收到消息。',
};

type SaidProps = Pick<Props, 'decided' | 'withdrawn' | 'note' | 'claimed' | 'refusal'>;

/** What just happened here, said in place; the region around it is the one that speaks. */
function Said({ decided, withdrawn, note, claimed, refusal }: SaidProps) {
  if (refusal)
    return (
      <Note face="error">
        <p>{refusal.message}</p>
        {refusal.issues
          .filter(({ message }) => message !== refusal.message)
          .map(({ message }) => (
            <p key={message}>{message}</p>
          ))}
      </Note>
    );
  if (claimed)
    return (
      <Note>
        <p>
          <b>已领取</b>：{claimed.claimed}。 <Link to={`/work/tasks/${claimed.taskId}`}>去审核</Link>
        </p>
      </Note>
    );
  if (withdrawn)
    return (
      <Note>
        <p>已成功撤回 此流程审核!</p>
      </Note>
    );
  const said = note && NOTES[note];
  if (said)
    return (
      <Note>
        <p>{said}</p>
      </Note>
    );
  return decided && <DecidedNote decided={decided} live={false} />;
}

/** The oldest case of the first page; rows come longest waiting first. */
function Oldest({ rows, now }: { rows: readonly TaskRow[]; now: Date }) {
  const days = rows[0] && rows[0].open ? wholeDays(rows[0].waitingSince, now) : 0;
  if (days <= NORMAL_DAYS) return null;
  return <p className="muted small">最早一件已等 {days} 天</p>;
}

/** A batch goes on without its page; here is the way back to it. */
function Running({ running }: Pick<Props, 'running'>) {
  if (!running) return null;
  return (
    <Note>
      <p>
        批量办理正在进行，已办 {running.settled} 件，共 {running.total} 件。{' '}
        <Link to={`/work/batches/${running.id}`}>查看进度</Link>
      </p>
    </Note>
  );
}

const keyOf = ({ taskId }: TaskRow): string => taskId;
const ALL = () => true;
const SEVERAL = ({ oneByOne }: TaskRow): boolean => !oneByOne;
const NEVER = () => false;
/** Who may be ticked in which tab, and why not the others. */
const TICKING: Readonly<Record<TaskTab, readonly [(row: TaskRow) => boolean, string]>> = {
  todo: [SEVERAL, '职称申报要逐件审核，不能批量办理'],
  claimable: [ALL, '待领取的事项'],
  mine: [NEVER, ''],
  all: [NEVER, ''],
};

/** 任务中心 (AH-32): four tabs, two filters, longest waiting first. */
export function TaskCentre({ tab, rows, counts, total, shared, flowTypes, running, ...said }: Props) {
  const open = tab === 'todo' || tab === 'claimable';
  const [mayPick, why] = TICKING[tab];
  const picking = usePicking(rows, keyOf, mayPick, why);
  const now = new Date(useFrame().serverNow);
  const [query] = useSearchParams();
  const { page, size } = pagingOf(query);
  return (
    <>
      <Breadcrumbs trail={[{ label: '首页', to: '/work' }, { label: '任务中心' }]} />
      <PageHead
        title="任务中心"
        aside={
          <span className="links small">
            <Oldest rows={rows} now={now} />
            <Link to="/work/batches">批量办理记录</Link>
          </span>
        }
      />
      <div role="status" className="said">
        <Said {...said} />
      </div>
      <Running running={running} />
      <Tabs
        label="任务"
        items={order.map((value) => ({
          value: value === 'todo' ? '' : value,
          label: WORDS[value],
          count: counts[value],
        }))}
        current={tab === 'todo' ? '' : tab}
      />
      <FilterBar
        dense
        said={['decided', 'withdrawn', 'note']}
        actions={
          <ExportList
            total={total}
            asked={{
              ...{ list: 'tasks', tab, keyword: query.get('q') ?? '', newestFirst: query.get('sort') === 'newest' },
              ...(query.get('type') && { flowType: query.get('type') ?? '' }),
            }}
          />
        }
      >
        <FilterField
          label="流程类型"
          name="type"
          all="全部类型"
          options={flowTypes.map((value) => ({ value, label: value }))}
        />
        <FilterField label="流程名称" name="q" hint="请输入您想搜索的关键词进行查询" />
        {open && <FilterField label="排序" name="sort" all="等得最久的在前" options={NEWEST} />}
      </FilterBar>
      {open && (
        <BatchBar
          taskIds={picking.keys}
          kind={tab === 'claimable' ? 'claim' : 'decide'}
          why={picking.why}
          onClear={picking.clear}
        />
      )}
      <DataTable
        picking={open && rows.some(mayPick) ? picking : undefined}
        caption={`任务中心，${WORDS[tab]}`}
        dense
        columns={taskColumns(tab, rows, now, (page - 1) * size + 1)}
        rows={rows}
        rowKey={keyOf}
        phoneSummary={(row) => <TaskSummary row={row} now={now} />}
        empty={
          <EmptyState
            action={
              tab === 'todo' &&
              shared &&
              counts.claimable > 0 && <Link to="?tab=claimable">到“待领取”领取（{counts.claimable}）</Link>
            }
          >
            {WHY_EMPTY[tab]}
          </EmptyState>
        }
      />
      <Form method="post" id={ACTS_FORM} preventScrollReset />
      <Pager total={total} />
    </>
  );
}
