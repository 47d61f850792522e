import { gzipSync } from 'node:zlib';

const STATIC_IMPORT = /(?:^|[;}\s])(?:import|export)\s*(?:[\w*{}\s,$]+?\s*from\s*)?["']([^"']+\.js)["']/g;

/**
 * JavaScript that a page makes a browser load before anybody does anything: what the page names, and what that
 * imports statically.
 * @returns kB (1024 bytes) of each file as the server sends it, compressed with gzip
 */
export async function scriptsOf(browser, address) {
  const page = await browser.follow(address);
  const html = page.body.toString('utf8');
  const waiting = [...html.matchAll(/["'](\/assets\/[^"'\s]+\.js)["']/g)].map(([, path]) => path);
  const files = new Map();
  while (waiting.length > 0) {
    const path = waiting.pop();
    if (files.has(path)) continue;
    const { status, body } = await browser.send(new URL(path, page.url).href);
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    files.set(path, gzipSync(body).length / 1024);
    for (const [, found] of body.toString('utf8').matchAll(STATIC_IMPORT)) {
      waiting.push(new URL(found, new URL(path, page.url)).pathname);
    }
  }
  return files;
}
