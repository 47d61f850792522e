import { Link } from '@remix-run/react';
import { dayOf } from '../../beijing-time.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { fileAddress } from '../../components/file-slot/stored-file.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { leftText, quotaFace, vacanciesText, type Quota, type QuotaList as List } from './quota-words.ts';

const level = (index: number, head: string): Column<Quota> => ({
  key: `level-${index}`,
  head,
  cell: ({ levels }) => (levels[index] ? vacanciesText(levels[index]) : ''),
  num: true,
});

/** AH-35.03 */
const columns: readonly Column<Quota>[] = [
  { key: 'index', head: '序号', cell: (_, index) => index + 1, phone: 'hide' },
  { key: 'year', head: '年度', cell: ({ year }) => year, phone: 'lead', nowrap: true },
  ...['正高', '副高', '中级', '初级'].map((head, index) => level(index, head)),
  {
    key: 'state',
    head: '是否确认',
    cell: (row) => <StateTag face={quotaFace(row)}>{row.stateLabel}</StateTag>,
    phone: 'state',
    nowrap: true,
  },
  { key: 'recommended', head: '已推荐', cell: ({ recommended }) => recommended, num: true },
  { key: 'created', head: '创建时间', cell: ({ createdAt }) => dayOf(createdAt), phone: 'hide', nowrap: true },
  {
    key: 'acts',
    head: '操作',
    cell: ({ id, year, editable }) => (
      <span className="links links--row">
        <Link to={id} className="nw">
          {editable ? '修改' : '查看'}
          <span className="vh">：{year} 年</span>
        </Link>
      </span>
    ),
    phone: 'ops',
  },
];

function Detail({ row }: { row: Quota }) {
  return (
    <KeyValues
      items={[
        ...row.levels.map(
          (one) => [one.label, `空缺 ${vacanciesText(one)}，已推荐 ${one.occupied}，剩余 ${leftText(one)}`] as const,
        ),
        [
          '相关附件',
          row.attachment.length > 0 &&
            row.attachment.map((file) => (
              <a key={file.id} href={fileAddress(file)}>
                {file.name}
              </a>
            )),
        ],
        ['审核意见', row.reason],
      ]}
    />
  );
}

/** The unit's approved posts, year by year. */
export function QuotaTable({ rows }: Pick<List, 'rows'>) {
  return (
    <DataTable
      caption="岗位核准信息"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      detail={(row) => <Detail row={row} />}
      empty={<EmptyState>还没有岗位核准信息。先下载核准表模板，盖章扫描后点“新增”。</EmptyState>}
    />
  );
}
