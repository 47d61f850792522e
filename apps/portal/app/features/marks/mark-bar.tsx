import { useFetcher } from '@remix-run/react';
import { useEffect, useId, useRef, useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { asRefusal } from '../../refusal.ts';
import { Counter, FieldError } from '../../render/controls/frame.tsx';
import { WhyButton } from '../../components/why-button.tsx';
import { QuickReasons, type Phrases } from '../tasks/quick-reasons.tsx';
import { useMarking } from './marking.tsx';

const MAX_REASON = 500;

/** Sends the ticked places with one reason; clears them once they are stored. */
function useMarkSender(onDone: () => void) {
  const fetcher = useFetcher<unknown>();
  const sent = useRef(false);
  const refusal = asRefusal(fetcher.data);
  const { state } = fetcher;
  useEffect(() => {
    if (state !== 'idle' || !sent.current) return;
    sent.current = false;
    if (!refusal) onDone();
    // Once per answer.
  }, [state]);
  return {
    busy: state !== 'idle',
    refusal,
    send(raw: unknown) {
      sent.current = true;
      void fetcher.submit({ intent: 'mark', raw: JSON.stringify(raw) }, { method: 'post' });
    },
  };
}

function ReasonDialog({ phrases, onClose }: { phrases: Phrases; onClose(): void }) {
  const id = useId();
  const { picked, clear } = useMarking();
  const [reason, setReason] = useState('');
  const { busy, refusal, send } = useMarkSender(() => {
    clear();
    onClose();
  });
  const places = picked.map(({ label: _, ...place }) => place);
  const error = refusal?.message;
  return (
    <ConfirmDialog
      open
      title="标记问题"
      onClose={onClose}
      confirm={
        <button
          type="button"
          className="btn btn--go"
          aria-busy={busy || undefined}
          onClick={() => !busy && send({ reason, places })}
        >
          {busy ? '正在保存…' : '保存标记'}
        </button>
      }
    >
      <p className="hint">标记只是草稿，本单位同事看得到；点“退回”时一起发给申报人，逐条列出。</p>
      <ul>
        {picked.map(({ label }, index) => (
          <li key={index}>{label}</li>
        ))}
      </ul>
      <div className="field">
        <label htmlFor={id}>
          <span className="req" aria-hidden="true">
            *
          </span>
          标记原因
        </label>
        <textarea
          id={id}
          className={error ? 'in in--area in--error' : 'in in--area'}
          rows={3}
          value={reason}
          aria-required
          aria-invalid={error !== undefined || undefined}
          aria-describedby={error && `${id}-error`}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Counter text={reason} max={MAX_REASON} />
        {error && <FieldError id={`${id}-error`} message={error} />}
      </div>
      <QuickReasons phrases={phrases} opinion={reason} onWrite={setReason} />
    </ConfirmDialog>
  );
}

/** Stands where the decision is while places are being ticked. */
export function MarkBar({ phrases }: { phrases: Phrases }) {
  const { picked, turn, clear } = useMarking();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <p role="status" className="decide__marks">
        <b>标记问题</b>：<span className="decide__hint">在材料里勾选有问题的栏目、条目、填写项或文件。</span>已选{' '}
        {picked.length} 处。
      </p>
      <div className="acts">
        <WhyButton
          type="button"
          className="btn btn--go"
          reason={picked.length === 0 ? '还没有选择要标记的地方。请先在材料里勾选。' : null}
          onClick={() => setAsking(true)}
        >
          写原因
        </WhyButton>
        <button
          type="button"
          className="btn"
          onClick={() => {
            clear();
            turn(false);
          }}
        >
          结束标记
        </button>
      </div>
      {asking && <ReasonDialog phrases={phrases} onClose={() => setAsking(false)} />}
    </>
  );
}

/** The marks of this case that are not sent yet, and the way to more. */
export function DraftMarks({ mayMark }: { mayMark: boolean }) {
  const { drafts, on, turn } = useMarking();
  const fetcher = useFetcher<unknown>();
  if (!mayMark && drafts.length === 0) return null;
  return (
    <section className="markbox" aria-label="已标记的问题">
      {drafts.length > 0 && (
        <>
          <h2>已标记 {drafts.length} 处，退回时一起发给申报人</h2>
          <ol>
            {drafts.map(({ id, label, reason }) => (
              <li key={id}>
                <b>{label}</b>：{reason}{' '}
                {mayMark && (
                  <button
                    type="button"
                    className="linkbtn"
                    onClick={() =>
                      void fetcher.submit({ intent: 'unmark', raw: JSON.stringify({ markId: id }) }, { method: 'post' })
                    }
                  >
                    删除标记<span className="vh">{label}</span>
                  </button>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
      {mayMark && !on && (
        <button type="button" className="btn btn--s" onClick={() => turn(true)}>
          标记问题
        </button>
      )}
    </section>
  );
}
