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
export function doorOf(admission: Admission, inside: RequestListener): RequestListener {
  const oneByOne = inTurns();
  return (request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    const kind = classOf({ method, url });
    const letIn = () => {
      const refusal = kind && !wantsPage(pathOf(url), headers.accept) && admission.hopeless(kind);
      if (!refusal) return inside(request, response);
      response.writeHead(refusal.status, { ...HEADERS, 'Retry-After': refusal.retryAfterSeconds }).end(SAID);
    };
    if (kind === 'signIn') oneByOne(letIn);
    else letIn();
  };
}

/**
 * Runs one after the other, each in a turn of the event loop of its own: a wave of sign-ins comes in one turn, and whoever
 * comes behind it would wait until all of it was begun or refused.
 */
function inTurns(): (act: () => void) => void {
  const waiting: (() => void)[] = [];
  const next = () => {
    const act = waiting.shift();
    if (waiting.length > 0) setImmediate(next);
    act?.();
  };
  return (act) => {
    if (waiting.push(act) === 1) setImmediate(next);
  };
}

const pathOf = (url: string): string => url.split('?', 1)[0] ?? url;

/**
 * Longer than proxies keep an idle connection (60 s): whoever ends it first may do so while the other sends, and a
 * request is lost that nobody refused.
 */
const KEEP_ALIVE_MS = 75_000;

/** A server of Node with that door; not listening yet. */
export const serverWithDoor = (admission: Admission, inside: RequestListener): Server =>
  createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, doorOf(admission, inside));
