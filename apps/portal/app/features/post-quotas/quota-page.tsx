import { Form } from '@remix-run/react';
import { useState } from 'react';
import { minuteOf } from '../../beijing-time.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { fileAddress } from '../../components/file-slot/stored-file.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Note } from '../../components/note.tsx';
import { Section } from '../../components/section.tsx';
import { leftText, vacanciesText, type QuotaDetail, type QuotaLevel } from './quota-words.ts';

type Use = QuotaDetail['uses'][number];

const levelColumns: readonly Column<QuotaLevel>[] = [
  { key: 'label', head: '岗位等级', cell: ({ label }) => label, phone: 'lead' },
  { key: 'vacancies', head: '空缺', cell: vacanciesText, num: true },
  { key: 'occupied', head: '已推荐', cell: ({ occupied }) => occupied, num: true },
  { key: 'left', head: '剩余', cell: leftText, num: true },
];

const useColumns: readonly Column<Use>[] = [
  { key: 'at', head: '时间', cell: ({ decidedAt }) => minuteOf(decidedAt), phone: 'pair', nowrap: true },
  { key: 'who', head: '申报人', cell: ({ declarantName }) => declarantName, phone: 'lead', nowrap: true },
  { key: 'level', head: '岗位等级', cell: ({ label }) => label },
  { key: 'choice', head: '是否占用职数', cell: ({ occupies }) => (occupies ? '占用' : '不占用'), phone: 'state' },
  { key: 'note', head: '说明', cell: ({ note }) => note ?? '无' },
  { key: 'by', head: '办理人', cell: ({ decidedBy }) => decidedBy, nowrap: true },
  {
    key: 'now',
    head: '现状',
    cell: ({ releasedAt, releasedBecause }) =>
      releasedAt ? `已释放（${releasedBecause}，${minuteOf(releasedAt)}）` : '有效',
  },
];

/** What is left of the posts of a year, and the ledger of who took them. */
export function QuotaBooks({ quota }: { quota: QuotaDetail }) {
  return (
    <>
      <Section title="空缺与剩余">
        <DataTable caption="空缺与剩余" columns={levelColumns} rows={quota.levels} rowKey={({ level }) => level} />
        {quota.attachment.length > 0 && (
          <p>
            核准表：
            {quota.attachment.map((file) => (
              <a key={file.id} href={fileAddress(file)}>
                {file.name}
              </a>
            ))}
          </p>
        )}
      </Section>
      <Section title="占用台账">
        <DataTable
          caption="占用台账"
          columns={useColumns}
          rows={quota.uses}
          rowKey={({ id }) => id}
          empty={<EmptyState>还没有申报占用或说明不占用。审核申报时选择后，在这里逐条列出。</EmptyState>}
        />
      </Section>
    </>
  );
}

export function Returned({ reason }: { reason: string }) {
  return (
    <Note face="back" title="审核不通过">
      <p>{reason}</p>
    </Note>
  );
}

/** 删除 of what is not confirmed. */
export function RemoveQuota({ quota }: { quota: QuotaDetail }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="btn" onClick={() => setOpen(true)}>
        删除
      </button>
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        title={`删除 ${quota.year} 年岗位核准信息`}
        confirm={
          <Form method="post">
            <input type="hidden" name="expectedVersion" value={quota.version} />
            <button className="btn btn--go" name="intent" value="remove">
              确认删除
            </button>
          </Form>
        }
      >
        <p>删除后可以重新新增这一年的岗位核准信息。</p>
      </ConfirmDialog>
    </>
  );
}
