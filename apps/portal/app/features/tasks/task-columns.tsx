import { minuteOf } from '../../beijing-time.ts';
import type { Column } from '../../components/data-table.tsx';
import { Blank } from '../../components/key-values.tsx';
import { Link } from '../../components/link.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { faceOfProcess, mayWithdraw } from './state.ts';
import type { TaskRow, TaskTab } from './types.ts';
import { Days, wholeDays } from './waiting.tsx';

/** Day above minute: a column of times stays narrow. */
function Moment({ at, word }: { at: Date | null; word: string }) {
  if (!at) return <Blank word={word} />;
  const [day, minute] = minuteOf(at).split(' ');
  return (
    <time dateTime={at.toISOString()}>
      <span className="nw">{day}</span> <span className="nw">{minute}</span>
    </time>
  );
}

/** Open cases: days since they reached this desk. Finished ones: how long the whole flow took (AH-32.08). */
function Running({ row, now }: { row: TaskRow; now: Date }) {
  if (row.open) return <Days days={wholeDays(row.waitingSince, now)} />;
  return row.endedAt ? <>{`${wholeDays(row.startedAt, row.endedAt)} 天`}</> : <Blank word="未结束" />;
}

/** The one form of the list, which buttons in its rows belong to: `claim` carries a task, `withdraw` a step. */
export const ACTS_FORM = 'task-acts';

type ActProps = { row: TaskRow; name: 'claim' | 'withdraw'; value: string; label: string };

function Act({ row, name, value, label }: ActProps) {
  return (
    <button className="linkbtn nw" form={ACTS_FORM} name={name} value={value}>
      {label}
      <span className="vh">：{row.flowName}</span>
    </button>
  );
}

const read = ({ taskId }: TaskRow): string => `/work/tasks/${taskId}?read=1`;

function Acts({ row, tab }: { row: TaskRow; tab: TaskTab }) {
  return (
    <span className="links links--row">
      {tab === 'todo' && (
        <Link to={`/work/tasks/${row.taskId}`} className="nw">
          <b>审核</b>
          <span className="vh">：{row.flowName}</span>
        </Link>
      )}
      {tab === 'claimable' && <Act row={row} name="claim" value={row.taskId} label="领取" />}
      <Link to={read(row)} className="nw">
        查看<span className="vh">：{row.flowName}</span>
      </Link>
      {tab === 'mine' && mayWithdraw(row) && <Act row={row} name="withdraw" value={row.stepId} label="撤回" />}
    </span>
  );
}

/** A delegate is told whose claim it is. */
function Name({ row: { flowName, onBehalfOf } }: { row: TaskRow }) {
  if (!onBehalfOf) return flowName;
  return (
    <>
      {flowName}
      <span className="muted small">（受{onBehalfOf}委托）</span>
    </>
  );
}

/** AH-32.03. Times that are empty in the whole tab drop out under 1200 px. */
export const taskColumns = (
  tab: TaskTab,
  rows: readonly TaskRow[],
  now: Date,
  first = 1,
): readonly Column<TaskRow>[] => [
  { key: 'index', head: '序号', cell: (_, index) => first + index, phone: 'hide', nowrap: true, wideOnly: true },
  { key: 'type', head: '流程类型', cell: ({ flowType }) => flowType, phone: 'hide' },
  { key: 'name', head: '流程名称', cell: (row) => <Name row={row} />, phone: 'lead' },
  { key: 'node', head: '当前节点', cell: ({ nodeLabel }) => nodeLabel, phone: 'hide', nowrap: true },
  {
    key: 'state',
    head: '审核状态',
    cell: ({ state, stateLabel }) => <StateTag face={faceOfProcess(state)}>{stateLabel}</StateTag>,
    phone: 'state',
    nowrap: true,
  },
  {
    key: 'audited',
    head: '审核时间',
    cell: ({ auditedAt }) => <Moment at={auditedAt} word="未审核" />,
    phone: 'hide',
    wideOnly: rows.every(({ auditedAt }) => auditedAt === null),
  },
  {
    key: 'started',
    head: '发起时间',
    cell: ({ startedAt }) => <Moment at={startedAt} word="无" />,
    phone: 'hide',
    wideOnly: tab === 'mine' || tab === 'all',
  },
  {
    key: 'ended',
    head: '结束时间',
    cell: ({ endedAt }) => <Moment at={endedAt} word="未结束" />,
    phone: 'hide',
    wideOnly: rows.every(({ endedAt }) => endedAt === null),
  },
  { key: 'running', head: '运行时长', cell: (row) => <Running row={row} now={now} />, phone: 'hide', nowrap: true },
  { key: 'acts', head: '操作', cell: (row) => <Acts row={row} tab={tab} />, phone: 'ops' },
];

/** At 360 px: how long, and since when. */
export function TaskSummary({ row, now }: { row: TaskRow; now: Date }) {
  if (!row.open)
    return (
      <>
        {`${row.flowType}，`}
        <span className="nw">{minuteOf(row.auditedAt ?? row.startedAt)} 审核</span>
      </>
    );
  return (
    <>
      {`${row.flowType}，`}
      <Days days={wholeDays(row.waitingSince, now)} prefix="已等 " />
      {'，'}
      <span className="nw">{minuteOf(row.startedAt).slice(5)} 发起</span>
    </>
  );
}
