import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Icon } from './icon.tsx';

type Props = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What happens, and what cannot be undone. */
  children: ReactNode;
  /** The button that does it, usually a submit button inside a Form. */
  confirm: ReactNode;
  cancel?: string;
};

/** For what cannot be undone, and only for that. The browser's own dialog: keeps the focus, closes with Esc. */
export function ConfirmDialog({ open, onClose, title, children, confirm, cancel = '取消' }: Props) {
  const heading = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open) dialog.current?.close();
  }, [open]);
  return (
    <dialog className="dialog" ref={dialog} aria-labelledby={heading} onClose={onClose}>
      <div className="dialog__h">
        <h2 id={heading}>{title}</h2>
        <button type="button" className="dialog__x" aria-label="关闭" onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <div className="dialog__b">{children}</div>
      <div className="acts dialog__a">
        {confirm}
        <button type="button" className="btn" onClick={onClose}>
          {cancel}
        </button>
      </div>
    </dialog>
  );
}
