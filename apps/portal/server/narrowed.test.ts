import { createRequestHandler, type ServerBuild } from '@remix-run/server-runtime';
import { describe, expect, it } from 'vitest';
import { pageHandler } from './narrowed.ts';

const ROUTES: readonly (readonly [id: string, path: string | undefined, parent?: string, index?: true])[] = [
  ['root', ''],
  ['front', undefined, 'root', true],
  ['rest', '*', 'root'],
  ['person', undefined, 'root'],
  ['library', 'library', 'person'],
  ['library-index', undefined, 'library', true],
  ['list', ':entity', 'library'],
  ['list-new', 'new', 'list'],
  ['list-one', ':id', 'list'],
  ['list-import', 'library/:entity/import', 'person'],
  ['work', undefined, 'root'],
  ['work-index', 'work', 'work', true],
  ['tasks', 'work/tasks', 'work'],
  ['task', 'work/tasks/:taskId', 'root'],
  ['plans', 'plans', 'root'],
  ['plan', 'plans/:id', 'root'],
  ['plan-path', 'plans/:id/path', 'root'],
  ['papers', 'papers/*', 'root'],
];

/** A portal whose document says which routes the page and its browser were told of. */
const build = {
  entry: {
    module: {
      default: (
        _: Request,
        status: number,
        headers: Headers,
        {
          staticHandlerContext,
          manifest,
        }: {
          staticHandlerContext: { loaderData: object; matches: { route: { id: string }; params: object }[] };
          manifest: { routes: object };
        },
      ) =>
        Response.json(
          {
            data: staticHandlerContext.loaderData,
            matches: staticHandlerContext.matches.map(({ route, params }) => [route.id, params]),
          },
          { status, headers: { ...Object.fromEntries(headers), 'x-told': Object.keys(manifest.routes).join(' ') } },
        ),
      handleError: () => undefined,
    },
  },
  routes: Object.fromEntries(
    ROUTES.map(([id, path, parentId, index]) => [
      id,
      {
        ...{ id, path, parentId, index },
        module: {
          default: id === 'plan-path' ? undefined : () => null,
          loader: ({ params }: { params: object }) =>
            id === 'plan-path' ? new Response(JSON.stringify(['resource', params])) : { id, params },
        },
      },
    ]),
  ),
  assets: {
    ...{ entry: { imports: [], module: '' }, url: '', version: '1' },
    routes: Object.fromEntries(ROUTES.map(([id, path, parentId, index]) => [id, { id, path, parentId, index }])),
  },
  ...{ publicPath: '/', assetsBuildDirectory: '', isSpaMode: false },
  future: { v3_relativeSplatPath: true, v3_singleFetch: true, v3_lazyRouteDiscovery: true, v3_throwAbortReason: true },
} as unknown as ServerBuild;

const ADDRESSES = [
  ...['/', '/library', '/library/paper', '/library/paper/', '/library//paper', '/library/paper/new', '/LIBRARY/paper'],
  ...['/library/paper/123', '/library/paper/import', '/library/new', '/work', '/work/tasks', '/Work/Tasks', '/work/x'],
  ...[
    '/work/tasks/9f',
    '/plans',
    '/plans/7',
    '/plans/7/path',
    '/plans/7/other',
    '/papers',
    '/papers/a/b',
    '/nowhere/a',
  ],
  ...['/w%6Frk/tasks', '/library/%E8%AE%BA%E6%96%87', '/library/a%2Fb', '/papers/%20', '/.well-known/x', '/*', '/:id'],
];

describe('pages answered with only the routes that concern their address', () => {
  const whole = createRequestHandler(build, 'production');
  const narrow = pageHandler(build, 'production');
  it.each([
    ...ADDRESSES.map((path) => `${path}?page=2`),
    ...ADDRESSES.map((path) => (path === '/' ? '/_root.data' : `${path}.data`)),
    ...ADDRESSES.map((path) => `/__manifest?version=1&p=${encodeURIComponent(path)}`),
  ])('%s as with all routes', async (path) => {
    const answer = async (handle: typeof whole) => {
      const { status, headers, ...response } = await handle(new Request(`http://zc.example${path}`), {} as never).then(
        async (found) => ({ status: found.status, headers: found.headers, text: await found.text() }),
      );
      return { status, type: headers.get('content-type'), ...response };
    };
    const found = await answer(narrow);
    expect(found).toEqual(await answer(whole));
    expect(found.text).not.toBe('');
  });
  it.each(ADDRESSES.filter((path) => !/[%*]|:|path$/.test(path)))('%s knows the pages above it', async (path) => {
    const { headers } = await narrow(new Request(`http://zc.example${path}`), {} as never);
    const told = headers.get('x-told')?.split(' ') ?? [];
    const segments = path.split('/').filter(Boolean);
    for (const [index] of segments.entries()) {
      const above = await whole(new Request(`http://zc.example/${segments.slice(0, index).join('/')}`), {} as never);
      const { matches }: { matches: [string][] } = await above.json();
      expect(told).toEqual(expect.arrayContaining(matches.map(([id]) => id)));
    }
    expect(told.length).toBeLessThan(ROUTES.length);
  });
});
