// Prints how much JavaScript the login page loads, in gzip kB. Figure to keep: at most 200.
import { readFileSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT_KB = 200;
const client = new URL('./build/client/', import.meta.url);
const manifestName = readdirSync(new URL('assets/', client)).find((name) => name.startsWith('manifest-'));
const text = readFileSync(new URL(`assets/${manifestName}`, client), 'utf8');
const manifest = JSON.parse(text.slice(text.indexOf('=') + 1).replace(/;\s*$/, ''));

const route = process.argv[2] ?? 'routes/login';
const chain = [];
for (let at = manifest.routes[route]; at; at = manifest.routes[at.parentId]) chain.push(at);
const files = new Set([manifest.entry, ...chain].flatMap(({ module, imports = [] }) => [module, ...imports]));

let total = 0;
for (const file of files) {
  const bytes = gzipSync(readFileSync(new URL(`.${file}`, client))).length;
  total += bytes;
  console.log(`${(bytes / 1024).toFixed(1).padStart(8)} kB  ${file}`);
}
const kB = total / 1024;
console.log(`${kB.toFixed(1).padStart(8)} kB  JavaScript of ${route} (limit ${LIMIT_KB})`);
process.exitCode = kB > LIMIT_KB ? 1 : 0;
