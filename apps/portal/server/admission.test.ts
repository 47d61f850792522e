import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { ServerBuild } from '@remix-run/server-runtime';
import { afterEach, describe, expect, it } from 'vitest';
import { classOf } from './admission-classes.ts';
import { createAdmission } from './admission-policy.ts';
import { watchLoad } from './admission.ts';
import { serverWithDoor } from './admission-door.ts';
import { createWeb } from './app.ts';

const client = mkdtempSync(join(tmpdir(), 'portal-admission-'));
mkdirSync(join(client, 'assets'));
writeFileSync(join(client, 'assets', 'root-abc.js'), 'export {};');

const build = {
  entry: { module: { default: () => new Response('page') } },
  routes: { echo: { id: 'echo', path: '/echo', module: { loader: () => new Response('read') } } },
  assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '' },
  publicPath: '/',
  assetsBuildDirectory: client,
  future: { v3_singleFetch: true, v3_lazyRouteDiscovery: true },
  isSpaMode: false,
} as unknown as ServerBuild;

const open: Server[] = [];
afterEach(() => open.splice(0).forEach((server) => server.close()));

/** A site in which every change waits until it is told to end; `contexts`: how often anything was done for a page. */
function site(places: number, listen = true) {
  const admission = createAdmission({ places });
  const held: (() => void)[] = [];
  const done = { contexts: 0, changes: 0, bodies: [] as string[] };
  const web = createWeb({
    ...{ build, admission, clientDirectory: client, formTargets: [] },
    context: (_, known) => {
      done.contexts++;
      return { ...known } as never;
    },
    ready: async () => ({ ready: true }),
    now: async () => new Date(),
    mount(app) {
      app.post('/hold', async (c) => {
        done.changes++;
        done.bodies.push(await c.req.text());
        await new Promise<void>((end) => held.push(end));
        return c.text('held');
      });
      app.post('/auth/builtin', async (c) => c.text(String((await c.req.parseBody()).account)));
      app.post('/files', async (c) => c.text(String((await c.req.arrayBuffer()).byteLength)));
      app.all('/api/trpc/*', (c) => c.json({}));
    },
  });
  const end = () => held.splice(0).forEach((finish) => finish());
  if (!listen) return { admission, held, done, end, origin: '', web };
  const server = serverWithDoor(admission, getRequestListener(web.fetch)).listen(0);
  open.push(server);
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return { admission, held, done, end, origin, web };
}

type Sent = { method?: string; body?: string; accept?: string; session?: string; type?: string };
const ask = (origin: string, path: string, { method = 'GET', body, accept, session = 'ann', type }: Sent = {}) =>
  fetch(origin + path, {
    method,
    ...(body !== undefined && { body }),
    headers: {
      Origin: origin,
      Cookie: `zc_session=${session}`,
      Accept: accept ?? '*/*',
      'Content-Type': type ?? 'application/x-www-form-urlencoded',
    },
  });
const PAGE = 'text/html,application/xhtml+xml';

/** All places of this site are taken by others, and those to wait at as well. */
async function crowded() {
  const all = site(1);
  const { admission } = all;
  await admission.enter('change');
  for (const [kind, most] of [
    ['change', 200],
    ['keep', 100],
    ['read', 100],
  ] as const)
    for (let n = 0; n < most; n++) void admission.enter(kind);
  return all;
}

describe('a site with all places taken', () => {
  it('tells who asks for a page to come back, with a page that does, and does nothing for it', async () => {
    const { origin, done } = await crowded();
    const answer = await ask(origin, '/echo?page=2', { accept: PAGE });
    const html = await answer.text();
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(1);
    expect(answer.headers.get('X-Not-Run')).toBe('busy');
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(answer.headers.get('Content-Security-Policy') ?? '')?.[1];
    expect(html).toContain(`<script nonce="${nonce}">`);
    expect(html).toContain('现在使用的人很多');
    expect(html).toContain(`<b data-left>${answer.headers.get('Retry-After')}</b> 秒后自动再打开`);
    expect(done.contexts).toBe(0);
  });

  it('gives what a form sent back in the page, to be sent again as it was, and nothing that could be run', async () => {
    const { origin, done } = await crowded();
    const body = new URLSearchParams({ raw: '{"a":"<script>"}', idempotencyKey: 'k"1' }).toString();
    const answer = await ask(origin, '/hold?x=1&y="><img>', { method: 'POST', body, accept: PAGE });
    const html = await answer.text();
    expect(answer.status).toBe(503);
    expect(html).toContain('name="raw" value="{&quot;a&quot;:&quot;&lt;script&gt;&quot;}"');
    expect(html).toContain('name="idempotencyKey" value="k&quot;1"');
    expect(html).toContain('method="post" action="/hold?x=1&amp;y=%22%3E%3Cimg%3E"');
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(done.changes).toBe(0);
  });

  it('answers programs in JSON, and says that nothing was done', async () => {
    const { origin } = await crowded();
    for (const [path, more] of [
      ['/echo.data', {}],
      ['/api/trpc/library.list', {}],
      ['/hold.data', { method: 'POST', body: 'a=1', accept: PAGE }],
    ] as const) {
      const answer = await ask(origin, path, more);
      expect([path, answer.status, answer.headers.get('X-Not-Run')]).toEqual([path, 503, 'busy']);
      // not by the ordinary way, which numbers its answers
      expect(answer.headers.get('X-Request-Id')).toBeNull();
      expect(await answer.json()).toMatchObject({
        code: 'BUSY',
        message: '现在使用的人很多，还没有执行。请过几秒再试。',
      });
    }
  });

  it('still serves assets, health, readiness, the manifest and the clock', async () => {
    const { origin } = await crowded();
    for (const path of ['/assets/root-abc.js', '/healthz', '/readyz', '/clock', '/__manifest?p=/echo&version='])
      expect([path, (await ask(origin, path)).status]).toEqual([path, 200]);
  });

  it('keeps uploads and sign-ins going, which take no place from anybody', async () => {
    const { origin } = await crowded();
    const sent = await ask(origin, '/files', { method: 'POST', body: 'bytes' });
    expect([sent.status, await sent.text()]).toEqual([200, '5']);
    const signedIn = await ask(origin, '/auth/builtin', { method: 'POST', body: 'account=edu' });
    expect([signedIn.status, await signedIn.text()]).toEqual([200, 'edu']);
  });
});

it('a rush: each change that was let in is done once with all it sent, the others not at all', async () => {
  const { origin, admission, done, end } = site(1);
  const first = await admission.enter('change');
  const ahead = Array.from({ length: 170 }, async () => {
    const place = await admission.enter('change');
    if (place.admitted) place.leave();
  });
  const rush = Array.from({ length: 60 }, async (_, n) => {
    const answer = await ask(origin, '/hold', { method: 'POST', body: `n=${n}`, session: `person-${n}` });
    return [answer.status, await answer.text()] as const;
  });
  // thirty wait, and thirty have been told to come back
  while (admission.figures().classes.change.shed < 30) await new Promise((resolve) => setTimeout(resolve, 5));
  let over = false;
  const answers = Promise.all(rush).finally(() => (over = true));
  if (first.admitted) first.leave();
  while (!over) {
    end();
    admission.observe({ deafMs: 0, waitingForDatabase: 0, connections: 10 });
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await Promise.all(ahead);
  const served = (await answers).filter(([status]) => status === 200).length;
  expect((await answers).filter(([status]) => status === 503)).toHaveLength(60 - served);
  expect(done.changes).toBe(served);
  expect(new Set(done.bodies).size).toBe(served);
  // over: everybody is served at once
  expect((await ask(origin, '/echo', { accept: PAGE })).status).toBe(200);
  expect(admission.figures().classes.change).toMatchObject({ running: 0, waiting: 0, shed: expect.any(Number) });
  expect(admission.figures().classes.change.admitted).toBeGreaterThanOrEqual(served + 1);
});

describe('sign-in', () => {
  it('200 at once: what cannot be served is told to come back with the typed name, never with the password', async () => {
    const { web, admission } = site(64, false);
    // three are at it, sixty wait
    for (let n = 0; n < 63; n++) void admission.enter('signIn');
    const body = new URLSearchParams({ account: 'edu-<city>', password: 'secret-2026' }).toString();
    const headers = {
      Host: 'zc',
      Origin: 'http://zc',
      Accept: PAGE,
      'Content-Type': 'application/x-www-form-urlencoded',
    };
    const answers = await Promise.all(
      Array.from({ length: 200 }, () =>
        web.request('http://zc/auth/builtin?to=/work', { method: 'POST', body, headers }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    const html = (await answers[0]?.text()) ?? '';
    expect(html).toContain('账号：edu-&lt;city&gt;');
    expect(html).toContain('name="account" value="edu-&lt;city&gt;"');
    expect(html).toContain('action="/auth/builtin?to=/work"');
    expect(html).not.toContain('secret-2026');
    expect(html).toContain('现在登录的人很多');
    // by itself nothing is sent without a password
    expect(html).not.toContain('<b data-left');
    // others notice nothing
    expect((await web.request('http://zc/echo', { headers: { Host: 'zc' } })).status).toBe(200);
  });
});

describe('who sends slowly', () => {
  it('takes no place from others until everything is here', async () => {
    const { web, admission } = site(1, false);
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const slow = web.request('http://zc/hold', {
      ...{ method: 'POST', body: readable, duplex: 'half' },
      headers: { Host: 'zc', Origin: 'http://zc', 'Content-Length': '9' },
    });
    await writer.write(new TextEncoder().encode('begun'));
    expect(admission.figures().classes.change.running).toBe(0);
    await writer.abort(new Error('the line broke'));
    expect((await slow).status).toBe(400);
  });
});

it('an observer is told of what was refused as of anything else', async () => {
  const seen: number[] = [];
  const admission = createAdmission({ places: 1 });
  const web = createWeb({
    ...{ build, admission, clientDirectory: client, formTargets: [] },
    context: (_, known) => ({ ...known }) as never,
    ready: async () => ({ ready: true }),
    now: async () => new Date(),
    observers: [({ status }) => void seen.push(status)],
  });
  for (let n = 0; n < 32; n++) admission.arrive('upload', { name: 's:ann', kind: 'session' });
  const answer = await web.request('http://zc/echo', {
    headers: { Host: 'zc', Cookie: 'zc_session=ann', Accept: PAGE },
  });
  expect(answer.status).toBe(429);
  expect(await answer.text()).toContain('您同时打开的页面太多');
  expect(seen).toEqual([429]);
});

it.each([
  ['POST', '/declarations/1/fill.data', 'change'],
  ['POST', '/api/trpc/tasks.pass', 'change'],
  ['POST', '/api/trpc/drafts.keep', 'keep'],
  ['GET', '/api/trpc/drafts.read?input=%7B%7D', 'keep'],
  ['POST', '/files?slot=a', 'upload'],
  ['PATCH', '/files/parts/1', 'upload'],
  ['PATCH', '/files/1', 'change'],
  ['GET', '/files/1?view=thumb', 'read'],
  ['GET', '/library/work.data', 'read'],
  ['GET', '/work/tasks.data?q=%E5%BC%A0%E4%B8%89', 'heavy'],
  ['GET', '/work/tasks.data?q=', 'read'],
  ['GET', '/work/declarations/roster.docx', 'heavy'],
  ['GET', '/documents/1', 'heavy'],
  ['GET', '/library/work/workbook', 'heavy'],
  ['POST', '/auth/builtin', 'signIn'],
  ['GET', '/auth/callback?code=1', 'signOn'],
  ['POST', '/auth/sign-out', 'change'],
  ['GET', '/healthz', undefined],
  ['GET', '/favicon.svg', undefined],
  ['GET', '/assets/root-abc.js', undefined],
  ['POST', '/assets/root-abc.js', 'change'],
  ['GET', '/clock', undefined],
  ['GET', '/__manifest?p=/home', undefined],
])('%s %s is %s', (method, url, kind) => expect(classOf({ method, url })).toBe(kind));

it('a process that is deaf is noticed, a well one as well', async () => {
  const seen: number[] = [];
  const load = watchLoad({ observe: ({ deafMs }) => void seen.push(deafMs) }, () => {
    return { used: 0, free: 10, waiting: 0, max: 10 };
  });
  while (!seen.some((ms) => ms > 100)) {
    const end = performance.now() + 300;
    while (performance.now() < end);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  while (!seen.some((ms) => ms < 50)) await new Promise((resolve) => setTimeout(resolve, 20));
  load.end();
  expect(seen.length).toBeGreaterThan(1);
});
