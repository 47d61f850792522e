import { once } from 'node:events';
import { createServer } from 'node:net';
import type { ServerBuild } from '@remix-run/server-runtime';
import { createCore, type CoreApp } from '@zhicheng/core';
import { coreForTest, TEST_KEY, type CoreForTest } from '@zhicheng/core/testing';
import { poolFigures } from '@zhicheng/database';
import { anhui } from '@zhicheng/profiles';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWeb } from './app.ts';
import { createMetrics } from './metrics.ts';
import { serveStatus, statusPages } from './status-server.ts';

let test: CoreForTest;
let app: CoreApp;

beforeAll(async () => {
  test = await coreForTest({ series: [] });
  app = await createCore({ databaseUrl: test.url, key: TEST_KEY, filesDir: test.filesDir }, anhui, []);
});
afterAll(async () => {
  await app.close();
  await test.drop();
});

const open = (queue = app.queueFigures) => createMetrics({ pool: () => poolFigures(app.core.db), queue });

const build = {
  entry: { module: { default: (_: Request, status: number) => new Response('page', { status }) } },
  routes: { person: { id: 'person', path: '/people/:id', module: { loader: () => null, default: undefined } } },
  assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '' },
  ...{ publicPath: '/', assetsBuildDirectory: '', isSpaMode: false, future: { v3_singleFetch: true } },
} as unknown as ServerBuild;

const site = (metrics: ReturnType<typeof open>) =>
  createWeb({
    build,
    context: (_, known) => ({ ...known }) as never,
    ready: async () => ({ ready: true }),
    now: async () => new Date(),
    formTargets: [],
    observers: [metrics.observer],
    mount(hono) {
      hono.post('/files', (c) => c.json({}, c.req.query('types') === 'pdf' ? 201 : 422));
      hono.get('/files/:id', (c) => c.text('file'));
    },
  });

it('requests are counted by pattern and status, never by address', async () => {
  const metrics = open();
  const web = site(metrics);
  for (const path of ['/people/1', '/people/2?name=x', '/files/7', '/files/8', '/nowhere/13800001234'])
    await web.request(path);
  const text = await metrics.text();
  const counted = (labels: string) => `zhicheng_http_request_duration_seconds_count{${labels}}`;
  expect(text).toContain(`${counted('method="GET",route="/people/:id",status="200"')} 2`);
  expect(text).toContain(`${counted('method="GET",route="/files/:id",status="200"')} 2`);
  expect(text).toContain(`${counted('method="GET",route="(unknown)",status="404"')} 1`);
  expect(text).not.toMatch(/people\/\d|nowhere|13800001234/);
});

it('uploads are counted by how they ended', async () => {
  const metrics = open();
  const hand = (query: string) =>
    site(metrics).request(`http://zc.example/files?${query}`, {
      method: 'POST',
      headers: { Host: 'zc.example', Origin: 'http://zc.example' },
    });
  expect((await hand('types=pdf')).status).toBe(201);
  expect((await hand('types=exe')).status).toBe(422);
  expect((await hand('types=exe')).status).toBe(422);
  const text = await metrics.text();
  expect(text).toContain('zhicheng_uploads_total{outcome="taken"} 1');
  expect(text).toContain('zhicheng_uploads_total{outcome="refused"} 2');
  expect(text).toContain('zhicheng_uploads_total{outcome="failed"} 0');
});

it('says how the event loop, the pool and the queue of jobs are', async () => {
  const add = (name: string, minutes: number) =>
    test.core.db.raw(
      `select graphile_worker.add_job(?, '{}'::json, run_at => now() + make_interval(mins => ?), max_attempts => 1)`,
      [name, minutes],
    );
  await add('waits', -10);
  await add('waits', -20);
  await add('later', 10);
  await add('fails', -30);
  await test.core.db.raw(
    `update graphile_worker._private_jobs set attempts = 1
      where id in (select id from graphile_worker.jobs where task_identifier = 'fails')`,
  );
  const text = await app.core.db.transaction(async (trx) => {
    await trx.raw('select 1');
    return open().text();
  });
  const value = (name: string) =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.slice(name.length),
    );
  expect(value('zhicheng_jobs{state="waiting"}')).toBe(2);
  expect(value('zhicheng_jobs{state="later"}')).toBe(1);
  expect(value('zhicheng_jobs{state="running"}')).toBe(0);
  expect(value('zhicheng_jobs{state="failed"}')).toBe(1);
  expect(value('zhicheng_jobs_oldest_wait_seconds')).toBeGreaterThanOrEqual(20 * 60);
  expect(value('zhicheng_jobs_oldest_wait_seconds')).toBeLessThan(25 * 60);
  expect(value('zhicheng_database_up')).toBe(1);
  expect(value('zhicheng_database_connections{state="used"}')).toBeGreaterThanOrEqual(1);
  expect(value('zhicheng_database_connections{state="max"}')).toBe(10);
  expect(value('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
});

it('metrics outlive the database, and then say nothing old about the queue', async () => {
  const { core } = await createCore({ databaseUrl: test.url, key: TEST_KEY, filesDir: test.filesDir }, anhui, []);
  const gone = async () => (await core.db.raw('select 1 from graphile_worker.jobs'), app.queueFigures());
  const metrics = createMetrics({ pool: () => poolFigures(core.db), queue: gone });
  expect(await metrics.text()).toContain('zhicheng_jobs{state="waiting"}');
  await core.kv.close();
  await core.db.destroy();
  const text = await metrics.text();
  expect(text).toContain('zhicheng_database_up 0');
  expect(text).toContain('zhicheng_database_connections{state="used"} 0');
  expect(text).not.toContain('zhicheng_jobs{');
});

it('they stand at an address of their own, and not at the site', async () => {
  const metrics = open();
  expect((await site(metrics).request('/metrics')).status).toBe(404);
  const pages = statusPages({ metrics, ready: async () => ({ ready: false, reason: 'stopping' }) });
  const answer = await pages.request('/metrics');
  expect(answer.headers.get('Content-Type')).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(await answer.text()).toContain('# TYPE zhicheng_http_request_duration_seconds histogram');
  expect((await pages.request('/healthz')).status).toBe(200);
  expect((await pages.request('/readyz')).status).toBe(503);
});

it('a taken port is said', async () => {
  const stranger = createServer().listen(0, '127.0.0.1');
  await once(stranger, 'listening');
  const address = stranger.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const parts = { metrics: open(), ready: async () => ({ ready: true }) };
  try {
    await expect(serveStatus(parts, { port, host: '127.0.0.1' })).rejects.toThrow('EADDRINUSE');
  } finally {
    stranger.close();
  }
});
