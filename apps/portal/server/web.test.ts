import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerBuild } from '@remix-run/server-runtime';
import { describe, expect, it } from 'vitest';
import { createWeb, type WebParts } from './app.ts';

const client = mkdtempSync(join(tmpdir(), 'portal-assets-'));
mkdirSync(join(client, 'assets'));
writeFileSync(join(client, 'assets', 'root-abc.js'), 'export {};'.repeat(500));
writeFileSync(join(client, 'favicon.svg'), '<svg/>');
writeFileSync(join(client, 'secret.env'), 'KEY=1');
writeFileSync(join(client, '..', 'outside.js'), 'no');

/** A portal with one route that answers what it was asked. */
const build: ServerBuild = {
  entry: { module: { default: () => new Response('page') } },
  routes: {
    echo: {
      id: 'echo',
      path: '/echo',
      module: { loader: () => new Response('read'), action: () => new Response('changed'), default: undefined },
    },
  },
  assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '' },
  publicPath: '/',
  assetsBuildDirectory: client,
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_routeConfig: true,
    v3_singleFetch: true,
    v3_lazyRouteDiscovery: true,
    unstable_optimizeDeps: false,
  },
  isSpaMode: false,
} as unknown as ServerBuild;

const web = (parts: Partial<WebParts> = {}) =>
  createWeb({
    build,
    context: (_, known) => ({ ...known }) as never,
    ready: async () => ({ ready: true }),
    now: async () => new Date('2026-11-21T00:00:00Z'),
    formTargets: ['https://sso.example'],
    clientDirectory: client,
    mount(app) {
      app.post('/changes', async (c) => c.text(`changed by ${(await c.req.text()).length}`));
      app.post('/files', async (c) => c.text(`stored ${(await c.req.arrayBuffer()).byteLength}`));
      app.get('/files/x', (c) => {
        c.header('Content-Security-Policy', 'sandbox');
        return c.text('file');
      });
    },
    ...parts,
  });

const post = (headers: Record<string, string>, parts: Partial<WebParts> = {}) =>
  web(parts).request('http://zc.example/changes', { method: 'POST', headers: { Host: 'zc.example', ...headers } });

describe('a change must come from our own pages', () => {
  it('passes with our origin', async () => expect((await post({ Origin: 'http://zc.example' })).status).toBe(200));
  it('passes with a further origin of ours', async () => {
    const answer = await post({ Origin: 'https://public.example' }, { origins: ['https://public.example'] });
    expect(answer.status).toBe(200);
  });
  it.each([
    ['another site', { Origin: 'https://evil.example' }],
    ['no origin at all', {}],
    ['an opaque origin', { Origin: 'null' }],
    ['our name as a part of theirs', { Origin: 'http://zc.example.evil.example' }],
    ['another port of ours', { Origin: 'http://zc.example:8080' }],
  ])('is refused from %s', async (_, headers: Record<string, string>) => {
    const answer = await post(headers);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'FORBIDDEN' });
  });
  it('is refused from the same name without encryption where the site is encrypted', async () => {
    const parts = { origins: ['https://zc.example'] };
    expect((await post({ Origin: 'http://zc.example' }, parts)).status).toBe(403);
    expect((await post({ Origin: 'https://zc.example' }, parts)).status).toBe(200);
  });
  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'])('by any method, at any address: %s', async (method) => {
    for (const path of [
      '/changes',
      '/files',
      '/files/x',
      '/echo',
      '/echo.data',
      '/api/trpc/x',
      '/auth/sign-out',
      '/nowhere',
    ])
      for (const origin of [
        undefined,
        'null',
        'https://evil.example',
        'http://zc.example@evil.example',
        'http://zc.example:1',
      ])
        for (const more of [{}, { Referer: 'http://zc.example/home' }, { 'X-HTTP-Method-Override': 'GET' }]) {
          const headers = new Headers({ Host: 'zc.example', ...(origin && { Origin: origin }) });
          for (const [name, value] of Object.entries(more)) headers.set(name, value);
          expect((await web().request(`http://zc.example${path}`, { method, headers })).status, path).toBe(403);
        }
  });
  it('a refusal carries the protective headers as well', async () => {
    const { headers } = await post({ Origin: 'https://evil.example' });
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
  });
  it('reading needs no origin', async () => expect((await web().request('/healthz')).status).toBe(200));
});

describe('every answer', () => {
  it('carries the protective headers and a request number', async () => {
    const { headers } = await web().request('/healthz');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Referrer-Policy')).toBe('same-origin');
    expect(headers.get('X-Frame-Options')).toBe('SAMEORIGIN');
    expect(headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
    const policy = headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("form-action 'self' https://sso.example");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });
  it('tells browsers to come encrypted only where the site is', async () => {
    const told = async (origins: string[]) =>
      (await web({ origins }).request('/healthz')).headers.get('Strict-Transport-Security');
    expect(await told(['https://zc.example'])).toBe('max-age=31536000; includeSubDomains');
    expect(await told(['http://localhost:3000'])).toBeNull();
  });
  it('has a nonce of its own', async () => {
    const app = web();
    const nonces = await Promise.all(
      [1, 2].map(async () => (await app.request('/healthz')).headers.get('Content-Security-Policy')),
    );
    expect(nonces[0]).not.toBe(nonces[1]);
  });
  it('is kept by nobody unless it says so', async () => {
    expect((await web().request('/files/x')).headers.get('Cache-Control')).toBe('no-store');
    expect((await web().request('/favicon.svg')).headers.get('Cache-Control')).toContain('max-age');
  });
  it('keeps a stricter policy of a mount', async () =>
    expect((await web().request('/files/x')).headers.get('Content-Security-Policy')).toBe('sandbox'));
});

describe('bodies', () => {
  const MEGABYTE = 1024 * 1024;
  const send = (path: string, body: BodyInit, more: object = {}) =>
    web().request(`http://zc.example${path}`, {
      ...{ method: 'POST', body, headers: { Host: 'zc.example', Origin: 'http://zc.example' } },
      ...more,
    });
  /** Says nothing of its length beforehand. */
  const endless = (bytes: number) =>
    new ReadableStream({
      start(controller) {
        for (let sent = 0; sent < bytes; sent += MEGABYTE) controller.enqueue(new Uint8Array(MEGABYTE));
        controller.close();
      },
    });

  it('of forms pass', async () => {
    expect(await (await send('/changes', 'x'.repeat(3 * MEGABYTE))).text()).toBe(`changed by ${3 * MEGABYTE}`);
    const streamed = await send('/changes', endless(3 * MEGABYTE), { duplex: 'half' });
    expect(await streamed.text()).toBe(`changed by ${3 * MEGABYTE}`);
  });
  it.each(['/changes', '/echo', '/files/x', '/auth/builtin'])('that no form fills are refused: %s', async (path) => {
    expect((await send(path, 'x'.repeat(9 * MEGABYTE))).status).toBe(413);
    const streamed = await send(path, endless(9 * MEGABYTE), { duplex: 'half' });
    expect(streamed.status).toBe(413);
    expect(await streamed.json()).toMatchObject({ code: 'INVALID' });
  });
  it('of uploads have a limit of their own', async () =>
    expect(await (await send('/files', 'x'.repeat(9 * MEGABYTE))).text()).toBe(`stored ${9 * MEGABYTE}`));
});

describe('health', () => {
  it('is not ready while the database is away', async () => {
    const answer = await web({ ready: async () => ({ ready: false, reason: 'database' }) }).request('/readyz');
    expect(answer.status).toBe(503);
    const broken = web({ ready: () => Promise.reject(new Error('connection refused at 10.0.0.1')) });
    const thrown = await broken.request('/readyz');
    expect(thrown.status).toBe(503);
    expect(await thrown.json()).toEqual({ ready: false });
  });
  it('tells the clock deadlines are checked with', async () =>
    expect(await (await web().request('/clock')).json()).toEqual({ now: '2026-11-21T00:00:00.000Z' }));
});

describe('assets', () => {
  it('with a hash in their name never change', async () => {
    const answer = await web().request('/assets/root-abc.js');
    expect(answer.headers.get('Cache-Control')).toContain('immutable');
    expect(answer.headers.get('Content-Type')).toContain('text/javascript');
    expect(await answer.text()).toContain('export {}');
  });
  it('are compressed for those who can read it', async () => {
    const answer = await web().request('/assets/root-abc.js', { headers: { 'Accept-Encoding': 'gzip, br' } });
    expect(answer.headers.get('Content-Encoding')).toBe('gzip');
    expect(answer.headers.get('Vary')).toBe('Accept-Encoding');
    expect((await answer.arrayBuffer()).byteLength).toBeLessThan(500);
  });
  it('others are checked again', async () =>
    expect((await web().request('/favicon.svg')).headers.get('Cache-Control')).toContain('max-age=3600'));
  it.each(['/secret.env', '/../outside.js', '/assets/..%2f..%2foutside.js', '/assets'])(
    '%s is not served',
    async (path) => {
      const answer = await web().request(path);
      expect(await answer.text()).not.toMatch(/KEY|no$/);
    },
  );
});
