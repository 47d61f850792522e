import { RemixBrowser } from '@remix-run/react';
import { startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { showBusyNotice } from './components/busy-notice.tsx';
import { patientFetch } from './patience.ts';

declare global {
  interface Window {
    /** Read by the scroll lock of dialogs when it inserts its style element. */
    __webpack_nonce__?: string;
  }
}

window.__webpack_nonce__ = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;

window.fetch = patientFetch(window.fetch.bind(window));
showBusyNotice();

startTransition(() => {
  hydrateRoot(document, <RemixBrowser />);
});
