import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { Readable } from 'node:stream';
import type { MiddlewareHandler } from 'hono';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

/** Only these are served; anything else under the directory is not public. */
const typeOf = (path: string): string | undefined => TYPES[extname(path)];

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : undefined;
  } catch {
    return undefined;
  }
}

/** Files of the built client. Names under /assets/ carry a hash and never change; the rest is checked hourly. */
export function assets(directory: string): MiddlewareHandler {
  return async (c, next) => {
    const path = normalize(c.req.path);
    const type = typeOf(path);
    if (!type || (c.req.method !== 'GET' && c.req.method !== 'HEAD') || path.includes('..')) return next();
    const file = join(directory, path);
    const size = await sizeOf(file);
    if (size === undefined) return next();
    c.header('Content-Type', type);
    c.header('Content-Length', String(size));
    c.header(
      'Cache-Control',
      path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
    );
    if (c.req.method === 'HEAD') return c.body(null);
    // A Node web stream and a DOM stream are the same thing at run time and two types at compile time.
    return c.body(Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>);
  };
}
