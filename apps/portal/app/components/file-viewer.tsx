import type { FileRef } from '@zhicheng/series-kit';
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { extensionOf } from './file-slot/checks.ts';
import { fileAddress } from './file-slot/stored-file.tsx';
import { Icon } from './icon.tsx';
import { byKey, byPinch, FIT, larger, smaller, toggled } from './zoom.ts';

type Point = { readonly x: number; readonly y: number };
type Pinch = { readonly from: readonly [Point, Point]; readonly zoom: number };

const PICTURES = ['jpg', 'jpeg', 'png', 'bmp'];
export const isPicture = ({ name }: FileRef): boolean => PICTURES.includes(extensionOf(name));
/** What can be shown over the page; anything else is for another program. */
export const isViewable = (file: FileRef): boolean => isPicture(file) || extensionOf(file.name) === 'pdf';

/** Two fingers on the picture; one finger scrolls it. */
function usePinch(zoom: number, onZoom: (zoom: number) => void) {
  const fingers = useRef(new Map<number, Point>());
  const pinch = useRef<Pinch | null>(null);
  const both = (): readonly [Point, Point] | null => {
    const [a, b] = [...fingers.current.values()];
    return a && b ? [a, b] : null;
  };
  return {
    onPointerDown(event: PointerEvent) {
      if (event.pointerType !== 'touch') return;
      fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      const from = both();
      pinch.current = from && { from, zoom };
    },
    onPointerMove(event: PointerEvent) {
      if (!fingers.current.has(event.pointerId)) return;
      fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      const to = both();
      if (to && pinch.current) onZoom(byPinch(pinch.current.zoom, pinch.current.from, to));
    },
    onPointerUp(event: PointerEvent) {
      fingers.current.delete(event.pointerId);
      pinch.current = null;
    },
    onPointerCancel(event: PointerEvent) {
      fingers.current.delete(event.pointerId);
      pinch.current = null;
    },
  };
}

type PictureProps = { file: FileRef; zoom: number; onZoom(zoom: number): void };

function Picture({ file, zoom, onZoom }: PictureProps) {
  const box = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  const fingers = usePinch(zoom, onZoom);
  const latest = useRef({ zoom, onZoom });
  latest.current = { zoom, onZoom };
  useEffect(() => {
    const element = box.current;
    // React listens to the wheel passively, and then the page would zoom.
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const now = latest.current;
      now.onZoom(event.deltaY < 0 ? larger(now.zoom) : smaller(now.zoom));
    };
    element?.addEventListener('wheel', wheel, { passive: false });
    return () => element?.removeEventListener('wheel', wheel);
  }, []);
  const before = useRef(zoom);
  useLayoutEffect(() => {
    const element = box.current;
    const by = zoom / before.current;
    before.current = zoom;
    if (!element || by === 1) return;
    // What stood in the middle stays there.
    element.scrollLeft = (element.scrollLeft + element.clientWidth / 2) * by - element.clientWidth / 2;
    element.scrollTop = (element.scrollTop + element.clientHeight / 2) * by - element.clientHeight / 2;
  }, [zoom]);
  if (failed) return <p className="viewer__no">图片没有打开。请在新标签页打开，或刷新页面重试。</p>;
  return (
    <div className="viewer__b" ref={box} tabIndex={0} role="region" aria-label="附件" {...fingers}>
      <img
        className={zoom > FIT ? 'viewer__i viewer__i--large' : 'viewer__i'}
        style={zoom > FIT ? { width: `${zoom * 100}%` } : undefined}
        src={`${fileAddress(file)}?view=full`}
        alt={file.name}
        onClick={() => onZoom(toggled(zoom))}
        onError={() => setFailed(true)}
      />
    </div>
  );
}

/** The browser's own reader pages and zooms; phones have none inside a page. */
function Pages({ file }: { file: FileRef }) {
  return (
    <>
      <iframe
        className="viewer__pdf hide-s"
        src={`${fileAddress(file)}?view=full#navpanes=0&view=FitH`}
        title={file.name}
      />
      <p className="viewer__no only-s">手机上请在新标签页打开。</p>
    </>
  );
}

/** A picture or paper over the page. Click, + - 0, Ctrl and wheel, or two fingers change a picture's size (AH-23.01). */
export function FileViewer({ file, onClose }: { file: FileRef; onClose(): void }) {
  const [zoom, setZoom] = useState(FIT);
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  const picture = isPicture(file);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = picture && !event.ctrlKey && !event.metaKey ? byKey(zoom, event.key) : null;
    if (next === null) return;
    event.preventDefault();
    setZoom(next);
  };
  return (
    <dialog className="dialog viewer" ref={dialog} aria-labelledby={heading} onClose={onClose} onKeyDown={onKeyDown}>
      <div className="dialog__h">
        <h2 id={heading}>{file.name}</h2>
        <button type="button" className="dialog__x" aria-label="关闭" onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      {picture ? <Picture file={file} zoom={zoom} onZoom={setZoom} /> : <Pages file={file} />}
      <div className="acts dialog__a">
        {picture && (
          <>
            <button type="button" className="btn" onClick={() => setZoom(larger(zoom))}>
              放大
            </button>
            <button type="button" className="btn" onClick={() => setZoom(smaller(zoom))}>
              缩小
            </button>
            <span className="viewer__z" role="status">
              {Math.round(zoom * 100)}%
            </span>
          </>
        )}
        <a className="btn" href={`${fileAddress(file)}?view=full`} target="_blank" rel="noopener">
          在新标签页打开
        </a>
      </div>
    </dialog>
  );
}
