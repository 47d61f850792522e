import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context, MiddlewareHandler } from 'hono';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

/** Names under this directory carry a hash of the content. */
const HASHED = '/assets/';
const FOREVER = 'public, max-age=31536000, immutable';
const HOURLY = 'public, max-age=3600';
const COMPRESSED = new Set(['.js', '.css', '.svg']);
const compress = promisify(gzip);

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

const takesGzip = (c: Context): boolean => /\bgzip\b/.test(c.req.header('Accept-Encoding') ?? '');

/** Compressed once and kept: the built client is a few megabytes and does not change while the server runs. */
function gzipped(): (file: string) => Promise<Uint8Array<ArrayBuffer>> {
  const kept = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  return (file) => {
    const found = kept.get(file) ?? readFile(file).then(async (bytes) => new Uint8Array(await compress(bytes)));
    kept.set(file, found);
    return found;
  };
}

/** Files of the built client. Names under /assets/ carry a hash and never change; the rest is checked hourly. */
export function assets(directory: string): MiddlewareHandler {
  const compressed = gzipped();
  return async (c, next) => {
    const path = normalize(c.req.path);
    const type = typeOf(path);
    if (!type || (c.req.method !== 'GET' && c.req.method !== 'HEAD') || path.includes('..')) return next();
    const file = join(directory, path);
    const size = await sizeOf(file);
    if (size === undefined) return next();
    c.header('Content-Type', type);
    c.header('Cache-Control', path.startsWith(HASHED) ? FOREVER : HOURLY);
    if (path.startsWith(HASHED) && COMPRESSED.has(extname(path))) {
      c.header('Vary', 'Accept-Encoding');
      if (c.req.method === 'GET' && takesGzip(c)) {
        c.header('Content-Encoding', 'gzip');
        return c.body(await compressed(file));
      }
    }
    c.header('Content-Length', String(size));
    if (c.req.method === 'HEAD') return c.body(null);
    // A Node web stream and a DOM stream are the same thing at run time and two types at compile time.
    return c.body(Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>);
  };
}
