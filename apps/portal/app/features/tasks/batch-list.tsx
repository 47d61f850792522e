import { minuteOf } from '../../beijing-time.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Link } from '../../components/link.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { Breadcrumbs, PageHead } from '../../frames/page.tsx';
import { BATCH_LABEL, resultOf, type BatchLine } from './batch-words.ts';

const columns: readonly Column<BatchLine>[] = [
  { key: 'what', head: '办理', cell: ({ action, total }) => `${BATCH_LABEL[action]} ${total} 件`, phone: 'lead' },
  { key: 'when', head: '提交时间', cell: ({ createdAt }) => minuteOf(createdAt), phone: 'pair', nowrap: true },
  { key: 'result', head: '结果', cell: resultOf, phone: 'pair' },
  {
    key: 'state',
    head: '进度',
    cell: ({ finishedAt }) =>
      finishedAt ? <StateTag face="pass">已办完</StateTag> : <StateTag face="audit">办理中</StateTag>,
    phone: 'state',
    nowrap: true,
  },
  {
    key: 'acts',
    head: '操作',
    cell: ({ id, action, createdAt }) => (
      <Link to={`/work/batches/${id}`}>
        查看
        <span className="vh">
          ：{BATCH_LABEL[action]}，{minuteOf(createdAt)}
        </span>
      </Link>
    ),
    phone: 'ops',
  },
];

/** 批量办理记录: one's own, the latest twenty. */
export function BatchList({ batches }: { batches: readonly BatchLine[] }) {
  return (
    <>
      <Breadcrumbs
        trail={[{ label: '首页', to: '/work' }, { label: '任务中心', to: '/work/tasks' }, { label: '批量办理记录' }]}
      />
      <PageHead title="批量办理记录" />
      <DataTable
        caption="批量办理记录"
        dense
        columns={columns}
        rows={batches}
        rowKey={({ id }) => id}
        empty={
          <EmptyState action={<Link to="/work/tasks">到任务中心</Link>}>
            在任务中心、业绩档案、人员注册审核勾选多项后，点“批量审核”。
          </EmptyState>
        }
      />
    </>
  );
}
