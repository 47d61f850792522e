import { useRef, type ReactNode } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Icon } from '../../components/icon.tsx';
import { Link } from '../../components/link.tsx';
import { SessionExpired } from '../../components/session-expired.tsx';
import type { Refusal } from '../../refusal.ts';
import { mendWords } from './declare-now.tsx';
import { promiseText } from './promise.ts';

type Props = {
  open: boolean;
  onClose(): void;
  unit: string;
  /** The letter with the person's data, to print and sign. */
  letter: string;
  /** 专业-职称 */
  declared: string;
  /** Who will audit what is promised. */
  path: ReactNode;
  promised: boolean;
  onPromise(on: boolean): void;
  /** 同意并继续 was pressed without the tick. */
  missing: boolean;
  refusal?: Refusal;
  busy: boolean;
  onAgree(): void;
};

function Refused({ refusal, onRetry }: { refusal: Refusal; onRetry(): void }) {
  if (refusal.code === 'EXPIRED') return <SessionExpired onRetry={onRetry} />;
  const said = refusal.issues.length > 0 ? refusal.issues : [{ path: '', message: refusal.message, mendAt: undefined }];
  return (
    <div className="note note--error" role="alert">
      {said.map(({ message, mendAt }) => (
        <p key={message}>
          {message} {mendAt && <Link to={mendAt}>{mendWords(mendAt)}</Link>}
        </p>
      ))}
    </div>
  );
}

/** 诚信承诺书 (AH-18): read, tick, agree; only then the record exists. */
export function PromiseDialog({
  open,
  onClose,
  unit,
  letter,
  declared,
  path,
  promised,
  onPromise,
  missing,
  ...rest
}: Props) {
  const { refusal, busy, onAgree } = rest;
  const box = useRef<HTMLInputElement>(null);
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title="诚信承诺书"
      cancel="返回上一页"
      confirm={
        <button
          type="button"
          className="btn btn--go"
          aria-busy={busy || undefined}
          onClick={() => {
            if (!promised) box.current?.focus();
            if (!busy) onAgree();
          }}
        >
          同意并继续
        </button>
      }
    >
      {refusal && <Refused refusal={refusal} onRetry={onAgree} />}
      <p className="promise">{promiseText(unit, declared)}</p>
      {path}
      <p>
        <a href={letter} download>
          点击下载承诺书模板.doc
        </a>
      </p>
      <label className="tick">
        <input
          type="checkbox"
          className="ck"
          ref={box}
          checked={promised}
          aria-invalid={missing || undefined}
          aria-describedby={missing ? 'promise-missing' : undefined}
          onChange={({ currentTarget }) => onPromise(currentTarget.checked)}
        />{' '}
        我已阅读并承诺
      </label>
      {missing && (
        <p className="err" id="promise-missing" role="alert">
          <Icon name="alert" />
          <span>请勾选我承诺复选框</span>
        </p>
      )}
    </ConfirmDialog>
  );
}
