import { MantineProvider } from '@mantine/core';
import { Meta, Outlet, RemixServer } from '@remix-run/react';
import type { EntryContext, ServerBuild } from '@remix-run/server-runtime';
import { createRequestHandler } from '@remix-run/server-runtime';
import type { ComponentType } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { FrameData } from '../context.ts';
import { theme } from '../theme.ts';

/** What a page module exports, as far as it is shown; its loader's answer is given instead. */
type PageModule = { readonly default: ComponentType; readonly meta?: unknown };

type Opened = {
  readonly page: PageModule;
  /** The route's pattern, e.g. `/plans/:id`; the address where it has no parameters. */
  readonly path: string;
  readonly address?: string;
  /** What the loader answers. */
  readonly data?: unknown;
  readonly frame?: Partial<FrameData>;
};

const DOOR = { title: '', button: '', lead: '', notes: [] };

/** Everything a frame shows, of no province. */
export const FRAME: FrameData = {
  platform: {
    ...{ name: '示例省专业技术人员综合管理服务平台', nameLines: ['示例省专业技术人员', '综合管理服务平台'] },
    ...{ loginTitle: '示例省专业技术人员综合管理服务平台--职称申报', host: '示例省人力资源和社会保障厅' },
    ...{
      hotlines: ['0000-0000 0001'],
      hours: ['周一至周五'],
      centralUnitLabel: '中央驻示例单位',
      registrationAudited: false,
      acceptingBodies: false,
    },
    ...{ browsers: '谷歌浏览器或 360 安全浏览器极速模式', personDoor: DOOR, unitDoor: DOOR, builtinDoor: DOOR },
  },
  ...{
    person: { name: '示例一' },
    assignments: [],
    counts: {},
    mustRegister: null,
    mustChangePassword: false,
    ownPassword: false,
    unread: 0,
  },
  active: { id: 'a', role: 'applicant', capacityLabel: '申报人', organisationName: null },
  serverNow: '2026-11-22T00:00:00.000Z',
};

const Root = () => (
  <html lang="zh-CN">
    <head>
      <Meta />
    </head>
    <body>
      <MantineProvider theme={theme}>
        <Outlet />
      </MantineProvider>
    </body>
  </html>
);

const render = (request: Request, status: number, headers: Headers, context: EntryContext) =>
  new Response(renderToStaticMarkup(<RemixServer context={context} url={request.url} />), { status, headers });

function buildOf({ page, path, data = null, frame }: Opened): ServerBuild {
  const root = { default: Root, loader: () => ({ ...FRAME, ...frame, largeText: false, requestId: 'test' }) };
  const routes = {
    root: { id: 'root', path: '', module: root },
    page: {
      id: 'page',
      parentId: 'root',
      path: path.slice(1),
      index: path === '/' || undefined,
      module: { ...page, loader: () => data },
    },
  };
  const shown = Object.values(routes).map(({ module: _, ...route }) => [
    route.id,
    { ...route, module: '', hasLoader: true },
  ]);
  return {
    entry: { module: { default: render } },
    routes,
    assets: { entry: { imports: [], module: '' }, routes: Object.fromEntries(shown), url: '', version: '' },
    ...{ publicPath: '/', assetsBuildDirectory: '', isSpaMode: false },
    future: { v3_singleFetch: true, v3_relativeSplatPath: true, v3_lazyRouteDiscovery: true },
  } as unknown as ServerBuild;
}

/** The page as the server sends it: title, frame of this page and everything in it; the state is that of `data`. */
export async function pageHtml(opened: Opened): Promise<string> {
  const request = new Request(`http://zc.example${opened.address ?? opened.path}`);
  const answer = await createRequestHandler(buildOf(opened), 'test')(request);
  const html = await answer.text();
  if (answer.status !== 200) throw new Error(`${answer.status} ${html}`);
  return html;
}

/** What is read on a page: text without tags, one space between parts. */
export const wordsOf = (html: string): string =>
  html
    .replace(/<(script|style|template)\b.*?<\/\1>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** The breadcrumbs in order, and the link on their right. */
export function crumbsOf(html: string): { readonly trail: string[]; readonly back: string | undefined } {
  const nav = /<nav class="crumbs".*?<\/nav>/s.exec(html)?.[0] ?? '';
  const [list = '', rest = ''] = nav.split('</ol>');
  return {
    trail: [...list.matchAll(/<li>(.*?)<\/li>/gs)].map(([, item]) => wordsOf(item ?? '')),
    back: /返回上一页/.test(rest) ? /href="([^"]*)"/.exec(rest)?.[1] : undefined,
  };
}
