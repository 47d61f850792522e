import { useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';

/** Skip link and the thin bar that shows a page is on its way; the old content stays until then. */
export function Shell({ children }: { children: ReactNode }) {
  const busy = useNavigation().state !== 'idle';
  return (
    <>
      <a className="skip" href="#main">
        跳到正文
      </a>
      <div className="loading" data-busy={busy || undefined} role="status">
        {busy && <span className="vh">正在打开</span>}
      </div>
      {children}
    </>
  );
}
