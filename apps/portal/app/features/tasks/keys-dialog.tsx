import { useEffect, useId, useRef } from 'react';
import { Icon } from '../../components/icon.tsx';
import { setShortcuts, useShortcutsOn } from './use-shortcuts.ts';

const KEYS: readonly (readonly [keys: string, does: string])[] = [
  ['J / K', '下一项 / 上一项'],
  ['[ / ]', '上一部分 / 下一部分'],
  ['E', '到佐证材料，再按回到原处'],
  ['+ - R 0', '材料放大、缩小、旋转、适合宽度'],
  ['N / P', '下一件 / 上一件'],
  ['A', '打开“通过”（还要确认）'],
  ['G 再 T', '任务中心'],
  ['?', '本表'],
];

/** 全部快捷键, and the switch for them. */
export function KeysDialog({ open, onClose }: { open: boolean; onClose(): void }) {
  const heading = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const on = useShortcutsOn();
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open) dialog.current?.close();
  }, [open]);
  return (
    <dialog className="dialog" ref={dialog} aria-labelledby={heading} onClose={onClose}>
      <div className="dialog__h">
        <h2 id={heading}>快捷键</h2>
        <button type="button" className="dialog__x" aria-label="关闭" onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <div className="dialog__b">
        <dl className="keylist">
          {KEYS.map(([keys, does]) => (
            <div key={keys}>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <label className="choice">
          <input
            type="checkbox"
            className="ck"
            checked={on}
            onChange={({ currentTarget }) => setShortcuts(currentTarget.checked)}
          />
          在本机使用单键快捷键
        </label>
      </div>
    </dialog>
  );
}

/** A few of them at the bottom of the workbench; the rest behind the button. */
export function KeyHints({ onMore }: { onMore(): void }) {
  const on = useShortcutsOn();
  return (
    <p className="keys hide-s">
      {on && (
        <>
          <span>
            <kbd>J</kbd> 下一项
          </span>
          <span>
            <kbd>K</kbd> 上一项
          </span>
          <span>
            <kbd>E</kbd> 材料
          </span>
          <span>
            <kbd>N</kbd> 下一件
          </span>
        </>
      )}
      <button type="button" className="linkbtn" onClick={onMore}>
        全部快捷键
      </button>
    </p>
  );
}
