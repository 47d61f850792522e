import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import type { AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/server-runtime';
import { renderToString } from 'react-dom/server';
import { NonceContext } from './nonce.ts';

/**
 * Milliseconds that an answer may wait for data that is still to come. None of ours does, but the timer stays behind each
 * answer, with a kilobyte around it, until it runs out: by default five seconds,
 * two thousand of them at four hundred pages a second.
 */
export const streamTimeout = 500;

/** Failures of loaders, actions and rendering, with the number the person is told; refusals are no failures. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs): void {
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  console.error(`request ${context.requestId} failed:`, error);
}

/**
 * Lets the page carry its data at once. Left to itself, the page's last part waits for the data to be read, piece by
 * piece, and is sent behind the rest, to be moved by a script; nothing here is awaited in a page, so all of it is there.
 */
async function withDataRead({ serverHandoffStream, renderMeta }: EntryContext): Promise<void> {
  if (!serverHandoffStream || !renderMeta) return;
  const reader = serverHandoffStream.getReader();
  const decoder = new TextDecoder();
  let data = '';
  for (let part = await reader.read(); !part.done; part = await reader.read())
    data += decoder.decode(part.value, { stream: true });
  reader.releaseLock();
  const read = (done: boolean, value: string) => Object.assign(Promise.resolve(), { result: { done, value } });
  renderMeta.streamCache = { 0: read(false, data), 1: read(true, '') };
}

/**
 * Renders a page completely before it sends the first byte: pages are small, and a failed page can still be a 500. As
 * text, in one piece: written as a stream writes it, two thousand bytes at a time, a page costs more in pieces than in
 * rendering (and React 18 fills a piece up with zero bytes where a Chinese character no longer fits in).
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce }: AppLoadContext,
): Promise<Response> {
  await withDataRead(remixContext);
  const page = renderToString(
    <NonceContext.Provider value={nonce}>
      <RemixServer context={remixContext} url={request.url} nonce={nonce} />
    </NonceContext.Provider>,
  );
  headers.set('Content-Type', 'text/html; charset=utf-8');
  return new Response(`<!DOCTYPE html>${page}`, { status, headers });
}
