import { serve } from '@hono/node-server';
import type { ServerBuild } from '@remix-run/server-runtime';
import { createWeb } from './app.ts';
import { closing } from './shutdown.ts';

// A program for shutdown.test.ts: the web alone, with one address that answers when another is asked.

const stop = closing();
let release = (): void => undefined;
const released = new Promise<void>((resolve) => (release = resolve));
const build = {
  entry: { module: { default: () => new Response('page') } },
  routes: {},
  assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '' },
  ...{ publicPath: '/', assetsBuildDirectory: '', isSpaMode: false, future: {} },
} as unknown as ServerBuild;
const web = createWeb({
  build,
  context: (_, known) => ({ ...known }) as never,
  ready: async () => ({ ready: true }),
  now: async () => new Date(),
  formTargets: [],
  stopping: stop.stopping,
  mount(app) {
    app.get('/slow', async (c) => {
      console.log('slow has begun');
      await released;
      return c.text('whole answer');
    });
    app.get('/release', (c) => {
      release();
      return c.text('released');
    });
  },
});
stop.last(() => console.log('closed'));
const server = serve({ fetch: web.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => console.log(`port ${port}`));
stop.server(server, Number(process.argv[2]));
