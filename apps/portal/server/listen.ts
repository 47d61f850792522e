import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Web } from './app.ts';

/** How long requests under way may still take after the signal to stop. */
const GRACE_MS = 15_000;

/** @returns the listening server; rejects when the port is taken */
export function startServer(app: Web, port: number, hostname = '0.0.0.0'): Promise<Server> {
  const server = createServer(getRequestListener(app.fetch));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, hostname, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

/**
 * New connections are refused at once, requests under way (an upload, a submission) are finished, what is still open
 * after the grace is cut.
 * @returns when every connection is closed
 */
export function stopServer(server: Server, graceMs = GRACE_MS): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close((error) => {
      clearTimeout(timer);
      if (error) reject(error);
      else resolve();
    });
    server.closeIdleConnections();
  });
}
