import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import type { Ready } from './app.ts';
import type { Metrics } from './metrics.ts';

interface Parts {
  readonly metrics: Pick<Metrics, 'text' | 'contentType'>;
  ready(): Promise<Ready>;
}

/**
 * What the operator's machines ask, apart from the site: metrics, and for a worker, which has no site, whether it is
 * well. Nothing here asks who is there, so it listens at an address that people do not reach.
 */
export function statusPages({ metrics, ready }: Parts): Hono {
  const app = new Hono();
  app.get('/metrics', async (c) => c.body(await metrics.text(), 200, { 'Content-Type': metrics.contentType }));
  app.get('/healthz', (c) => c.json({ ok: true }));
  app.get('/readyz', async (c) => {
    const state = await ready().catch((): Ready => ({ ready: false }));
    return c.json(state, state.ready ? 200 : 503);
  });
  return app;
}

/** @throws when the port is taken */
export function serveStatus(
  parts: Parts,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: statusPages(parts).fetch, port, hostname: host }, () => resolve(server));
    server.once('error', reject);
  });
}
