import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { minuteOf } from '../../beijing-time.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Blank } from '../../components/key-values.tsx';
import { Link } from '../../components/link.tsx';
import { StateTag, type StateFace } from '../../components/state-tag.tsx';
import { Breadcrumbs, PageHead } from '../../frames/page.tsx';
import { BATCH_LABEL, resultOf, settledOf, type Batch } from './batch-words.ts';

type Row = Batch['items'][number];

const EVERY_MS = 1500;

const STATES: Readonly<Record<NonNullable<Row['outcome']>, readonly [StateFace, string]>> = {
  done: ['pass', '已办成'],
  failed: ['back', '未办成'],
  skipped: ['draft', '没有办理'],
};

function Outcome({ outcome }: Row) {
  const [face, word] = outcome ? STATES[outcome] : (['audit', '等待办理'] as const);
  return <StateTag face={face}>{word}</StateTag>;
}

const columns: readonly Column<Row>[] = [
  { key: 'index', head: '序号', cell: (_, index) => index + 1, phone: 'hide' },
  { key: 'type', head: '流程类型', cell: ({ flowType }) => flowType, phone: 'hide' },
  { key: 'name', head: '流程名称', cell: ({ flowName }) => flowName, phone: 'lead' },
  { key: 'outcome', head: '结果', cell: (row) => <Outcome {...row} />, phone: 'state', nowrap: true },
  { key: 'reason', head: '原因', cell: ({ reason }) => reason ?? <Blank />, phone: 'pair' },
  {
    key: 'acts',
    head: '操作',
    cell: ({ taskId, flowName }) => (
      <Link to={`/work/tasks/${taskId}?read=1`} className="nw">
        查看<span className="vh">：{flowName}</span>
      </Link>
    ),
    phone: 'ops',
  },
];

/** Looks again while something waits and somebody looks. */
function useFollowing(running: boolean): void {
  const { revalidate } = useRevalidator();
  const again = useRef(revalidate);
  again.current = revalidate;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => document.visibilityState === 'visible' && again.current(), EVERY_MS);
    return () => clearInterval(timer);
  }, [running]);
}

/** One batch: how far, what came of each row, why not. */
export function BatchPage({ batch }: { batch: Batch }) {
  const running = batch.finishedAt === null;
  useFollowing(running);
  const label = BATCH_LABEL[batch.action];
  const settled = settledOf(batch);
  return (
    <>
      <Breadcrumbs
        trail={[
          { label: '首页', to: '/work' },
          { label: '任务中心', to: '/work/tasks' },
          { label: '批量办理记录', to: '/work/batches' },
          { label },
        ]}
      />
      <PageHead title={label} lead={`${minuteOf(batch.createdAt)} 提交，共 ${batch.total} 件`} />
      {running && (
        <p className="batchinfo">
          <progress className="batchbar" aria-label="办理进度" value={settled} max={batch.total} />
          已办 {settled} 件，共 {batch.total} 件。可以离开本页，办完后在消息中通知您。
        </p>
      )}
      <p role="status" className="batchinfo">
        {running ? '' : `已办完：${resultOf(batch)}。`}
      </p>
      {batch.opinion && (
        <p className="pre batchinfo">
          <b>意见：</b>
          {batch.opinion}
        </p>
      )}
      <DataTable
        caption={label}
        dense
        columns={columns}
        rows={batch.items}
        rowKey={({ taskId }) => taskId}
        phoneSummary={({ flowType }) => flowType}
      />
    </>
  );
}
