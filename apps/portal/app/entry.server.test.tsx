import { Outlet, Scripts, useLoaderData, useRouteError } from '@remix-run/react';
import { createRequestHandler, type ServerBuild } from '@remix-run/server-runtime';
import { afterEach, expect, it, vi } from 'vitest';
import handleRequest, { handleError } from './entry.server.tsx';

const WORDS = Array.from({ length: 400 }, (_, index) => '荣誉名称'.repeat((index % 7) + 1));

function List() {
  const words = useLoaderData<typeof WORDS>();
  return (
    <ul>
      {words.map((word, index) => (
        <li key={index}>{word}</li>
      ))}
    </ul>
  );
}

function Broken(): never {
  throw new Error('a defect');
}

const Failed = () => <p>{useRouteError() instanceof Error ? '出错了' : '没有找到'}</p>;

const Root = () => (
  <html lang="zh-CN">
    <body>
      <Outlet />
      <Scripts nonce="once" />
    </body>
  </html>
);

const routes = {
  root: { id: 'root', path: '', module: { default: Root } },
  list: { id: 'list', parentId: 'root', path: 'list', module: { default: List, loader: () => WORDS } },
  broken: {
    id: 'broken',
    parentId: 'root',
    path: 'broken',
    module: { default: Broken, ErrorBoundary: Failed },
  },
};

const open = async (path: string): Promise<{ status: number; html: string }> => {
  const shown = Object.values(routes).map(({ module, ...route }) => [
    route.id,
    { ...route, module: '', hasLoader: 'loader' in module, hasErrorBoundary: 'ErrorBoundary' in module },
  ]);
  const build = {
    entry: { module: { default: handleRequest, handleError } },
    routes,
    assets: { entry: { imports: [], module: '' }, routes: Object.fromEntries(shown), url: '', version: '' },
    ...{ publicPath: '/', assetsBuildDirectory: '', isSpaMode: false },
    future: { v3_singleFetch: true, v3_relativeSplatPath: true, v3_lazyRouteDiscovery: true },
  } as unknown as ServerBuild;
  const context = { nonce: 'once', requestId: 'r-1' } as Parameters<typeof handleRequest>[4];
  const answer = await createRequestHandler(build, 'production')(new Request(`http://zc.example${path}`), context);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return { status: answer.status, html: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
};

afterEach(() => vi.restoreAllMocks());

it('pages of Chinese text arrive whole, with their data, in one go', async () => {
  const { status, html } = await open('/list');
  expect(status).toBe(200);
  expect(html).toMatch(/^<!DOCTYPE html><html lang="zh-CN">/);
  expect(html).not.toContain('\0');
  expect(html).not.toContain('\uFFFD');
  expect(html).toContain(`<ul>${WORDS.map((word) => `<li>${word}</li>`).join('')}</ul>`);
  const [, data = ''] =
    /<script nonce="once">window\.__remixContext\.streamController\.enqueue\((.*?)\);<\/script>/s.exec(html) ?? [];
  expect(data).toContain(WORDS[6]);
  expect(html.indexOf('streamController.close()')).toBeGreaterThan(html.indexOf('enqueue('));
  // nothing is moved into its place by a script
  expect(html).not.toContain('<template');
  expect(html).not.toContain('hidden');
});

it('a page that fails while it is rendered is its error page, and the failure is told once', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { status, html } = await open('/broken');
  expect(status).toBe(500);
  expect(html).toContain('出错了');
  expect(told).toHaveBeenCalledTimes(1);
  expect(told.mock.calls[0]?.[0]).toContain('r-1');
});
