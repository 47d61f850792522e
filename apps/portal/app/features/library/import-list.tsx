import type { Entity } from '@zhicheng/series-kit';
import { minuteOf } from '../../beijing-time.ts';
import { DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Link } from '../../components/link.tsx';
import { Pager } from '../../components/pager.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { faceOf, type ImportItem } from './import-words.ts';

const counted = (row: ImportItem, count: number): string => (row.phase === 'done' ? `${count} 条` : '—');

function Empty({ entity }: { entity: Entity }) {
  return (
    <EmptyState
      action={
        <Link className="btn" to={`/library/${entity.code}/import`}>
          导入
        </Link>
      }
    >
      还没有导入过{entity.label}。
    </EmptyState>
  );
}

/** One's own imports, latest first. */
export function ImportList({ entity, rows, total }: { entity: Entity; rows: readonly ImportItem[]; total: number }) {
  return (
    <div className="stack">
      <DataTable
        caption="导入记录"
        dense
        columns={[
          { key: 'at', head: '上传时间', cell: ({ startedAt }) => minuteOf(startedAt), nowrap: true },
          { key: 'file', head: '文件', cell: ({ fileName }) => fileName, phone: 'lead' },
          {
            key: 'state',
            head: '结果',
            cell: (row) => <StateTag face={faceOf(row).face}>{faceOf(row).word}</StateTag>,
            phone: 'state',
            nowrap: true,
          },
          { key: 'stored', head: '成功', cell: (row) => counted(row, row.stored), num: true, nowrap: true },
          { key: 'bad', head: '失败', cell: (row) => counted(row, row.bad), num: true, nowrap: true },
          {
            key: 'acts',
            head: '操作',
            cell: ({ id, fileName }) => (
              <Link to={`/library/${entity.code}/imports/${id}`} aria-label={`查看 ${fileName}`}>
                查看
              </Link>
            ),
            phone: 'ops',
          },
        ]}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<Empty entity={entity} />}
      />
      {total > 0 && <Pager total={total} />}
    </div>
  );
}
