import { createServer, type RequestListener, type Server } from 'node:http';
import { classOf } from './admission-classes.ts';
import type { Admission } from './admission-policy.ts';
import { busyBody, NOT_RUN, wantsPage } from './admission.ts';

const SAID = Buffer.from(JSON.stringify(busyBody(503)));
const HEADERS = {
  'Content-Type': 'application/json; charset=utf-8',
  'Content-Length': SAID.byteLength,
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  [NOT_RUN]: 'busy',
} as const;

/**
 * In front of everything else: what a program asks for (the pages of a browser among them) and has no hope of being
 * served is refused at a quarter of what the ordinary way costs, so that four times what a site can bear does not
 * keep it busy with refusing. It is counted in the admission's figures only. Pages for people go the ordinary way.
 */
export const doorOf =
  (admission: Admission, inside: RequestListener): RequestListener =>
  (request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    const kind = wantsPage(pathOf(url), headers.accept) ? undefined : classOf({ method, url });
    const refusal = kind && admission.hopeless(kind);
    if (!refusal) return inside(request, response);
    response.writeHead(refusal.status, { ...HEADERS, 'Retry-After': refusal.retryAfterSeconds }).end(SAID);
  };

const pathOf = (url: string): string => url.split('?', 1)[0] ?? url;

/**
 * Longer than proxies keep an idle connection (60 s): whoever ends it first may do so while the other sends, and a
 * request is lost that nobody refused.
 */
const KEEP_ALIVE_MS = 75_000;

/** A server of Node with that door; not listening yet. */
export const serverWithDoor = (admission: Admission, inside: RequestListener): Server =>
  createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, doorOf(admission, inside));
