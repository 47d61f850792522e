import { useFetcher } from '@remix-run/react';
import { useEffect, useId, useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Note } from '../../components/note.tsx';
import { newKey } from '../../new-key.ts';
import { asRefusal } from '../../refusal.ts';
import { Counter, FieldError } from '../../render/controls/frame.tsx';
import type { loader as candidatesLoader } from '../../routes/work.batches.candidates.ts';
import type { action as startAction } from '../../routes/_work.work.batches.tsx';
import { CandidateList } from './candidate-list.tsx';
import { QuickReasons } from './quick-reasons.tsx';

const MAX_OPINION = 2000;
export type BatchKind = 'decide' | 'claim';
type Choice = 'pass' | 'return' | 'claim' | null;

const CONFIRM = { pass: '确认通过', return: '确认退回', claim: '确认领取' } as const;

/** Asks once for what is ticked when the dialog opens. */
function useCandidates(taskIds: readonly string[], kind: BatchKind) {
  const fetcher = useFetcher<typeof candidatesLoader>();
  const [query] = useState(() => new URLSearchParams({ kind, tasks: taskIds.join(',') }).toString());
  const { load } = fetcher;
  useEffect(() => load(`/work/batches/candidates?${query}`), [load, query]);
  return fetcher.data;
}

type Props = { taskIds: readonly string[]; kind: BatchKind; onClose(): void };

/** 批量审核, 批量领取: names what is selected and what is left out, then has it done in the background. */
export function BatchDialog({ taskIds, kind, onClose }: Props) {
  const id = useId();
  const known = useCandidates(taskIds, kind);
  const starting = useFetcher<typeof startAction>();
  const [choice, setChoice] = useState<Choice>(kind === 'claim' ? 'claim' : null);
  const [opinion, setOpinion] = useState('');
  const [asked, setAsked] = useState(false);
  const [idempotencyKey] = useState(newKey);
  const refusal = asRefusal(starting.data);
  const count = known?.candidates.filter(({ skip }) => skip === null).length ?? 0;
  const busy = starting.state !== 'idle';
  const noWords = choice === 'return' && opinion.trim() === '';
  const send = () => {
    if (busy) return;
    setAsked(true);
    if (choice === null || noWords || count === 0) return;
    const raw = JSON.stringify({ taskIds, opinion });
    starting.submit({ intent: choice, raw, idempotencyKey }, { method: 'post', action: '/work/batches' });
  };
  const label = choice === null ? '确认' : CONFIRM[choice];
  return (
    <ConfirmDialog
      open
      title={kind === 'claim' ? '批量领取' : '批量审核'}
      onClose={onClose}
      confirm={
        <button
          type="button"
          className="btn btn--go"
          aria-busy={busy || undefined}
          aria-disabled={busy || count === 0 || undefined}
          onClick={send}
        >
          {busy ? '正在提交…' : `${label} ${count} 件`}
        </button>
      }
    >
      {refusal && (
        <Note face="error" live>
          <p>{refusal.message}</p>
        </Note>
      )}
      {known ? <CandidateList candidates={known.candidates} /> : <p role="status">正在核对所选事项…</p>}
      {kind === 'decide' && (
        <>
          <fieldset className="group" aria-describedby={asked && choice === null ? `${id}-choice` : undefined}>
            <legend className="lab">
              <span className="req" aria-hidden="true">
                *
              </span>
              审核结果
            </legend>
            {(['pass', 'return'] as const).map((value) => (
              <label key={value} className="choice">
                <input type="radio" name={`${id}-r`} checked={choice === value} onChange={() => setChoice(value)} />
                {value === 'pass' ? '通过' : '退回'}
              </label>
            ))}
            {asked && choice === null && <FieldError id={`${id}-choice`} message="请选择通过或退回。" />}
          </fieldset>
          <div className="field">
            <label htmlFor={id}>{choice === 'return' ? '退回意见' : '审核意见'}</label>
            <textarea
              id={id}
              className={asked && noWords ? 'in in--area in--error' : 'in in--area'}
              rows={4}
              maxLength={MAX_OPINION}
              value={opinion}
              aria-required={choice === 'return'}
              aria-invalid={(asked && noWords) || undefined}
              aria-describedby={asked && noWords ? `${id}-error` : undefined}
              onChange={({ currentTarget }) => setOpinion(currentTarget.value)}
            />
            <Counter text={opinion} max={MAX_OPINION} />
            {asked && noWords && <FieldError id={`${id}-error`} message="请写明哪里需要改。需一次性告知退回意见。" />}
          </div>
          {known && choice === 'return' && (
            <QuickReasons phrases={known.phrases} opinion={opinion} onWrite={setOpinion} />
          )}
          <p className="hint">
            {choice === 'return' ? '这段意见会写给每一件的申报人。' : '不填写意见，记为“同意”。'}
            提交后在后台逐件办理，可以离开页面。
          </p>
        </>
      )}
    </ConfirmDialog>
  );
}
