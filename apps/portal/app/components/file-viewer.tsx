import type { FileRef } from '@zhicheng/series-kit';
import { useEffect, useId, useRef, useState } from 'react';
import { fileAddress } from './file-slot/stored-file.tsx';
import { Icon } from './icon.tsx';

/** A picture over the page; a click, or 放大 and 缩小, changes its size. */
export function FileViewer({ file, onClose }: { file: FileRef; onClose(): void }) {
  const [large, setLarge] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  const address = `${fileAddress(file)}?view=full`;
  return (
    <dialog className="dialog viewer" ref={dialog} aria-labelledby={heading} onClose={onClose}>
      <div className="dialog__h">
        <h2 id={heading}>{file.name}</h2>
        <button type="button" className="dialog__x" aria-label="关闭" onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <div className="viewer__b" tabIndex={0} role="region" aria-label="附件">
        <img
          className={large ? 'viewer__i viewer__i--large' : 'viewer__i'}
          src={address}
          alt={file.name}
          onClick={() => setLarge(!large)}
        />
      </div>
      <div className="acts dialog__a">
        <button type="button" className="btn" onClick={() => setLarge(!large)}>
          {large ? '缩小' : '放大'}
        </button>
        <a className="btn" href={address} target="_blank" rel="noopener">
          在新标签页打开
        </a>
      </div>
    </dialog>
  );
}
