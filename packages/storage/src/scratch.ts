import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PURPOSES = ['upload', 'thumbnail', 'object'] as const;
const PREFIXES = PURPOSES.map((purpose) => `zhicheng-${purpose}-`);

/** Longer than anything takes that has such a folder open. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** A folder of one's own among the machine's temporary files. Who opens it removes it. */
export const openScratch = (purpose: (typeof PURPOSES)[number]): Promise<string> =>
  mkdtemp(join(tmpdir(), `zhicheng-${purpose}-`));

/**
 * Removes what killed processes have left among the temporary files: folders untouched for a day, so that those of
 * processes beside this one stay. What belongs to somebody else stays as well.
 * @returns how many there were
 */
export async function clearLeftScratch(): Promise<number> {
  const names = (await readdir(tmpdir())).filter((name) => PREFIXES.some((prefix) => name.startsWith(prefix)));
  const cleared = await Promise.all(names.map((name) => clearIfLeft(join(tmpdir(), name))));
  return cleared.filter(Boolean).length;
}

async function clearIfLeft(folder: string): Promise<boolean> {
  const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Infinity }));
  if (mtimeMs > Date.now() - DAY_MS) return false;
  return rm(folder, { recursive: true, force: true }).then(
    () => true,
    () => false,
  );
}
