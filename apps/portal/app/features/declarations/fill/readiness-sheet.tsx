import { useEffect, useRef, type MouseEvent } from 'react';
import { Icon } from '../../../components/icon.tsx';
import { ReadinessList, type ReadinessItem } from '../../../components/readiness-list.tsx';

type Props = { open: boolean; onClose(): void; items: readonly ReadinessItem[]; met: readonly string[] };

/** What is missing, over the page, where there is no room beside it; following a link closes it. */
export function ReadinessSheet({ open, onClose, items, met }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open) dialog.current?.close();
  }, [open]);
  const followed = ({ target }: MouseEvent) => {
    if (target instanceof Element && target.closest('a')) onClose();
  };
  return (
    <dialog className="dialog needsheet" ref={dialog} aria-label="还差的内容" onClose={onClose}>
      {open && (
        <div onClick={followed}>
          <button type="button" className="dialog__x" aria-label="关闭" onClick={onClose}>
            <Icon name="close" />
          </button>
          <ReadinessList id="need-sheet" items={items} met={met} />
        </div>
      )}
    </dialog>
  );
}
