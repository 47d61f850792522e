import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { onWaits, useWaits, waitsNow, type Wait } from '../patience.ts';

const WORDS = {
  send: {
    crowd: '提交的人很多，还没有提交，填写的内容都在。',
    own: '您同时在办的事太多，还没有提交，填写的内容都在。',
  },
  read: { crowd: '现在使用的人很多，页面还没有打开。', own: '您同时打开的页面太多，这一页还没有打开。' },
} as const;
const THEN = { send: '秒后自动重试，请不要关闭本页', read: '秒后自动打开' } as const;
const NOW = { send: '现在重试', read: '现在打开' } as const;

/** Submissions before pages; of several, the one that goes first. */
const foremost = (waits: readonly Wait[]): Wait | undefined =>
  waits.toSorted((a, b) => (a.act === b.act ? a.at - b.at : a.act === 'send' ? -1 : 1))[0];

function useSeconds(until: number | undefined): number {
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (until === undefined) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [until]);
  return until === undefined ? 0 : Math.max(1, Math.ceil((until - (now || Date.now())) / 1000));
}

/** Over everything else, dialogs included, while something waits because the site is busy. */
export function BusyNotice() {
  const waits = useWaits();
  const wait = foremost(waits);
  const seconds = useSeconds(wait?.at);
  const box = useRef<HTMLDivElement>(null);
  const words = wait && WORDS[wait.act][wait.own ? 'own' : 'crowd'];
  const on = wait !== undefined;
  useEffect(() => {
    const shown = box.current;
    // an older browser shows it over the page, under a dialog
    if (!on || !shown || typeof shown.showPopover !== 'function') return;
    shown.setAttribute('popover', 'manual');
    shown.showPopover();
  }, [on]);
  return (
    <>
      <div className="vh" role="status">
        {wait && `${words}稍后自动${wait.act === 'send' ? '重试' : '打开'}。`}
      </div>
      {wait && (
        <div ref={box} className="busy" role="region" aria-label="等待">
          <p>
            {words}
            <b>{seconds}</b> {THEN[wait.act]}。
          </p>
          <button type="button" className="btn btn--s" onClick={wait.now}>
            {NOW[wait.act]}
          </button>
        </div>
      )}
    </>
  );
}

/**
 * In a tree of its own, made when it is first needed: no page carries it, and it stays while pages change or fail.
 */
export function showBusyNotice(): void {
  let host: HTMLElement | undefined;
  onWaits(() => {
    if (host?.isConnected || waitsNow().length === 0) return;
    host = document.createElement('div');
    document.body.append(host);
    createRoot(host).render(<BusyNotice />);
  });
}
