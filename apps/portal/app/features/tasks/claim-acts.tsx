import { Form, useSubmit } from '@remix-run/react';
import { useEffect, useId, useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import type { Caller } from '@zhicheng/core';
import type { Refusal } from '../../refusal.ts';
import { FieldError } from '../../render/controls/frame.tsx';
import type { TaskView } from './types.ts';

export type Colleagues = Awaited<ReturnType<Caller['tasks']['colleagues']>>;

type Props = { task: TaskView; colleagues: Colleagues; refusal?: Refusal };

const PATHS = ['toAccountId', 'handOverReason'];
export const isAboutHandOver = ({ issues }: Refusal): boolean =>
  issues.length > 0 && issues.every(({ path }) => PATHS.includes(path));

/** 转交: to whom, and why. */
function HandOver({ colleagues, refusal, onClose }: Omit<Props, 'task'> & { onClose(): void }) {
  const id = useId();
  const submit = useSubmit();
  const [to, setTo] = useState(colleagues.length === 1 ? (colleagues[0]?.accountId ?? '') : '');
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const told = (path: string) => refusal?.issues.find((issue) => issue.path === path)?.message;
  const noOne = told('toAccountId') ?? (asked && to === '' ? '请选择一位同事。' : undefined);
  const noReason = told('handOverReason') ?? (asked && reason.trim() === '' ? '请写明转交原因。' : undefined);
  const send = () => {
    setAsked(true);
    if (to === '' || reason.trim() === '') return;
    submit({ intent: 'handOver', toAccountId: to, reason }, { method: 'post' });
  };
  return (
    <ConfirmDialog
      open
      title="转交"
      onClose={onClose}
      confirm={
        <button type="button" className="btn btn--go" onClick={send}>
          确认转交
        </button>
      }
    >
      <p className="hint">转交后由对方审核，对方会收到消息。原因记入流程记录。</p>
      <div className="field">
        <label htmlFor={`${id}-to`}>转交给</label>
        <select
          className="sel"
          id={`${id}-to`}
          value={to}
          aria-required
          aria-invalid={noOne !== undefined || undefined}
          aria-describedby={noOne && `${id}-noone`}
          onChange={({ currentTarget }) => setTo(currentTarget.value)}
        >
          <option value="">请选择</option>
          {colleagues.map(({ accountId, name }) => (
            <option key={accountId} value={accountId}>
              {name}
            </option>
          ))}
        </select>
        {noOne && <FieldError id={`${id}-noone`} message={noOne} />}
      </div>
      <div className="field">
        <label htmlFor={`${id}-why`}>转交原因</label>
        <textarea
          id={`${id}-why`}
          className="in in--area"
          rows={3}
          maxLength={500}
          value={reason}
          aria-required
          aria-invalid={noReason !== undefined || undefined}
          aria-describedby={noReason && `${id}-noreason`}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        {noReason && <FieldError id={`${id}-noreason`} message={noReason} />}
      </div>
    </ConfirmDialog>
  );
}

/** What whoever holds a case may do with it besides deciding: hand it to a colleague, or put it back. */
export function ClaimActs({ task, colleagues, refusal }: Props) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (refusal && !isAboutHandOver(refusal)) setOpen(false);
  }, [refusal]);
  if (!task.open || !(task.holder?.me || task.holder?.delegated) || colleagues.length === 0) return null;
  return (
    <span className="links claimacts">
      <button type="button" className="linkbtn" onClick={() => setOpen(true)}>
        转交
      </button>
      <Form method="post">
        <button className="linkbtn" name="intent" value="release">
          放回待领取
        </button>
      </Form>
      {open && <HandOver colleagues={colleagues} refusal={refusal} onClose={() => setOpen(false)} />}
    </span>
  );
}
