import { Form } from '@remix-run/react';
import { concludeFields } from '@zhicheng/core/forms';
import type { Caller } from '@zhicheng/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ErrorSummary } from '../../components/error-summary.tsx';
import { Icon } from '../../components/icon.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Note } from '../../components/note.tsx';
import { useFrame } from '../../frames/use-frame.ts';
import type { Refusal } from '../../refusal.ts';
import { KitForm } from '../../render/form.tsx';

type Notice = Awaited<ReturnType<Caller['declarations']['notice']>>;

export function NoticeFacts({ notice }: { notice: Notice }) {
  return (
    <KeyValues
      items={[
        ['公示起止日期', `${notice.from} 至 ${notice.until}`],
        ['工作日', notice.workingDays === null ? '没有核对' : `${notice.workingDays} 个`],
        ['公示地点', notice.place],
        ['联系人', `${notice.contact} ${notice.phone}`],
        ['公示人数', `${notice.people.length} 人`],
        ['公示结果', notice.result ?? '还没有填写'],
      ]}
    />
  );
}

/** Made wrongly: it goes, and its people may be announced anew. */
function Remove({ notice }: { notice: Notice }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="btn btn--danger" onClick={() => setOpen(true)}>
        删除
      </button>
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        title="删除公示"
        confirm={
          <button className="btn btn--danger" form="remove-notice" name="intent" value="remove">
            确认删除
          </button>
        }
      >
        <Form method="post" id="remove-notice">
          <input type="hidden" name="expectedVersion" value={notice.version} />
          <p>删除后名单中的人员可以重新公示。已经张贴的，请一并撤下。</p>
        </Form>
      </ConfirmDialog>
    </>
  );
}

function Download({ notice, shown, main }: { notice: Notice; shown: 'notice' | 'certificate'; main: boolean }) {
  return (
    <a className={main ? 'btn btn--go' : 'btn'} href={`/work/declarations/notices/${notice.id}/${shown}.docx`}>
      <Icon name="download" />
      {shown === 'notice' ? '导出公示' : '导出公示证明'}
    </a>
  );
}

type Props = { notice: Notice; refusal?: Refusal; shown: 'notice' | 'certificate' };

/** What can be done with it now: print; after the last day say how it ended. */
export function NoticeStage({ notice, refusal, shown }: Props) {
  const { active } = useFrame();
  const open = notice.result === null;
  const concluding = open && !notice.whyNotConcluded;
  return (
    <div className="stack">
      {notice.workingDays === null && (
        <Note title="请自行核对工作日">系统还没有录入这一年的放假安排，没有计算工作日。公示期不少于 5 个工作日。</Note>
      )}
      {refusal && <ErrorSummary message={refusal.message} issues={refusal.issues} round={refusal} />}
      <div className="acts noprint">
        <Download notice={notice} shown={shown} main={!concluding} />
        {open && <Remove notice={notice} />}
      </div>
      {open && notice.whyNotConcluded && <p className="hint">{notice.whyNotConcluded}</p>}
      {concluding && (
        <KitForm
          fields={concludeFields}
          initial={{ result: '无异议' }}
          version={notice.version}
          account={active?.id ?? ''}
          record={`notices/${notice.id}/result`}
          note={<p className="hint">保存后不能再修改，同时生成公示证明，并打印在评审表的单位推荐意见中。</p>}
          intents={[{ value: 'conclude', label: '保存公示结果', main: true }]}
        />
      )}
    </div>
  );
}
