import type { PoolFigures } from '@zhicheng/database';
import type { Context, MiddlewareHandler } from 'hono';
import { classOf, type RequestClass } from './admission-classes.ts';
import { busyPage } from './admission-page.ts';
import type { Admission, Client } from './admission-policy.ts';
import type { WebVariables } from './app.ts';
import { clientAddress } from './client-address.ts';
import { sessionToken } from './cookies.ts';

type Ctx = Context<{ Variables: WebVariables }>;

/** Stands in answers to requests of which nothing was done: they may be sent again as they are, whatever they are. */
export const NOT_RUN = 'X-Not-Run';

/** Forms of the size that a page may hold once more; what is larger comes from no form that is sent without scripts. */
const ECHOED_BYTES = 256 * 1024;
const FORM = 'application/x-www-form-urlencoded';

/** Their places are not for who sends slowly: they enter when everything is here. */
const BUFFERED: ReadonlySet<RequestClass> = new Set<RequestClass>(['change', 'keep', 'signIn']);

interface Busy {
  readonly status: 429 | 503;
  readonly retryAfterSeconds: number;
  /** What was sent, as far as it is a form. */
  readonly sent?: string;
}

/** People get a page; programs, among them the pages themselves, JSON. */
export const wantsPage = (path: string, accept = ''): boolean =>
  accept.includes('text/html') && !/\.data$|^\/api\//.test(path);

const WORDS = {
  429: '您同时在办的事太多，还没有执行。请过几秒再试。',
  503: '现在使用的人很多，还没有执行。请过几秒再试。',
} as const;
export const busyBody = (status: 429 | 503) => ({ code: 'BUSY', message: WORDS[status], issues: [] });

/** Come back later: a page for people, JSON for programs. */
export function busyAnswer(c: Ctx, { status, retryAfterSeconds, sent }: Busy): Response {
  c.header('Retry-After', String(retryAfterSeconds));
  c.header(NOT_RUN, 'busy');
  if (!wantsPage(c.req.path, c.req.header('accept')))
    return c.json({ ...busyBody(status), requestId: c.get('requestId') }, status);
  const { pathname, search } = new URL(c.req.url);
  const posted = c.req.method !== 'GET' && c.req.method !== 'HEAD';
  const fields = sent === undefined ? null : [...new URLSearchParams(sent)];
  return c.html(
    busyPage({
      ...{ status, retryAfterSeconds, nonce: c.get('nonce'), target: pathname + search },
      ...(posted && { sent: fields }),
    }),
    status,
  );
}

const textOf = (body: ArrayBuffer): string => new TextDecoder().decode(body);
const isForm = (c: Ctx): boolean => (c.req.header('content-type') ?? '').startsWith(FORM);

/** @returns undefined when the line broke */
async function takeBody(c: Ctx): Promise<ArrayBuffer | undefined> {
  const { raw } = c.req;
  try {
    const body = await raw.arrayBuffer();
    c.req.raw = new Request(raw.url, { method: raw.method, headers: raw.headers, body });
    return body;
  } catch {
    return undefined;
  }
}

function clientOf(c: Ctx, proxies: number): Client {
  const token = sessionToken(c.req.raw);
  return token ? { name: `s:${token}`, kind: 'session' } : { name: `n:${clientAddress(c, proxies)}`, kind: 'network' };
}

/** Under Node: whether the connection is closed already. */
function isGone(c: Ctx): boolean {
  const env: { readonly incoming?: { readonly socket?: { readonly destroyed?: boolean } } } = c.env ?? {};
  return env.incoming?.socket?.destroyed === true;
}

/** Lets a request in, has it wait a moment, or answers 503 or 429 with `Retry-After` before anything was done for it. */
export function admit(admission: Admission, proxies = 0): MiddlewareHandler<{ Variables: WebVariables }> {
  return async (c, next) => {
    const kind = classOf(c.req.raw);
    if (!kind) return next();
    const arrival = admission.arrive(kind, clientOf(c, proxies));
    try {
      const { method } = c.req.raw;
      const buffered = BUFFERED.has(kind) && method !== 'GET' && method !== 'HEAD';
      const body = buffered ? await takeBody(c) : undefined;
      if (buffered && !body) return c.body(null, 400);
      const sent = () => (body && isForm(c) && body.byteLength <= ECHOED_BYTES ? textOf(body) : undefined);
      if (!arrival.admitted) return busyAnswer(c, { ...arrival, sent: sent() });
      const asked = admission.enter(kind, () => isGone(c));
      const place = asked instanceof Promise ? await asked : asked;
      if (!place.admitted) return busyAnswer(c, { ...place, sent: sent() });
      try {
        await next();
      } finally {
        place.leave();
      }
    } finally {
      if (arrival.admitted) arrival.leave();
    }
  };
}

const SAMPLE_MS = 50;
const SAMPLES = 5;

/**
 * Tells the admission how busy this process is, until `end`: how late its own timer comes is how long a request waits
 * before anybody hears of it. (Node's histogram of the same drops the first value after each reset.)
 */
export function watchLoad(admission: Pick<Admission, 'observe'>, pool: () => PoolFigures): { end(): void } {
  let last = performance.now();
  let late: number[] = [];
  const timer = setInterval(() => {
    const now = performance.now();
    late.push(Math.max(0, now - last - SAMPLE_MS));
    last = now;
    if (late.length < SAMPLES && Math.max(...late) < SAMPLE_MS * SAMPLES) return;
    const { waiting, max } = pool();
    const deafMs = late.reduce((sum, ms) => sum + ms, 0) / late.length;
    late = [];
    admission.observe({ deafMs, waitingForDatabase: waiting, connections: max });
  }, SAMPLE_MS);
  timer.unref();
  return { end: () => clearInterval(timer) };
}
