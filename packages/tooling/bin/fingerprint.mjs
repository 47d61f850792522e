import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const STAMPS = join(ROOT, 'node_modules/.cache/zhicheng');
const NOT_SOURCE = new Set(['node_modules', 'build', 'data', '.cache', 'test-results']);
const IS_TEST = /\.test\.tsx?$/;

/**
 * Hash over names and contents of all files under some paths of the repository. Contents rather than times:
 * a fresh clone and a switch of branches change times, and reading a few megabytes takes a tenth of a second.
 */
export function fingerprint(paths) {
  const hash = createHash('sha256').update(process.version);
  for (const path of paths) {
    for (const file of filesUnder(join(ROOT, path))) {
      hash.update(`\0${relative(ROOT, file)}\0`).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

/** Runs `work` unless it has run to its end for this fingerprint and `result` is still there. */
export async function unlessDone(name, print, result, work) {
  const stamp = join(STAMPS, `${name}.stamp`);
  if (existsSync(result) && existsSync(stamp) && readFileSync(stamp, 'utf8') === print) return;
  await work();
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(stamp, print);
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !NOT_SOURCE.has(entry.name) && !IS_TEST.test(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesUnder(join(path, entry.name)));
}
