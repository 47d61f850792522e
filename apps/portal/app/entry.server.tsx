import { Writable } from 'node:stream';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import type { AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/server-runtime';
import { renderToPipeableStream } from 'react-dom/server';
import { NonceContext } from './nonce.ts';

/** Failures of loaders, actions and rendering, with the number the person is told; refusals are no failures. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs): void {
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  console.error(`request ${context.requestId} failed:`, error);
}

/** More than any page: React does not have to wait until what it has written is taken. */
const WHOLE = 2 ** 26;

/**
 * Takes a whole page, and hands it over in one piece: written as React writes it, two thousand bytes at a time, a page
 * costs more in streams than in rendering. React 18 ends a piece with zero bytes where the next character, being of
 * several bytes, no longer fits in; a browser shows them as U+FFFD in the middle of a word. No page has a zero byte of
 * its own.
 */
export function wholePage(done: (page: Uint8Array<ArrayBuffer>) => void): Writable {
  const pieces: Buffer[] = [];
  return new Writable({
    highWaterMark: WHOLE,
    write(piece: Buffer, _encoding, next) {
      let end = piece.length;
      while (end > 0 && piece[end - 1] === 0) end -= 1;
      pieces.push(piece.subarray(0, end));
      next();
    },
    final(next) {
      done(new Uint8Array(Buffer.concat(pieces)));
      next();
    },
  });
}

/** Renders a page completely before it sends the first byte: pages are small, and a failed page can still be a 500. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce, requestId }: AppLoadContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let finalStatus = status;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={remixContext} url={request.url} nonce={nonce} />
      </NonceContext.Provider>,
      {
        nonce,
        onAllReady() {
          headers.set('Content-Type', 'text/html; charset=utf-8');
          pipe(wholePage((page) => resolve(new Response(page, { status: finalStatus, headers }))));
        },
        onShellError: reject,
        onError(error) {
          finalStatus = 500;
          if (!request.signal.aborted) console.error(`request ${requestId} failed:`, error);
        },
      },
    );
    request.signal.addEventListener('abort', () => abort(), { once: true });
  });
}
