import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { processIdentity } from './process.ts';

export type Release = () => void;

/**
 * Claims a file for this process. A claim dies with its process, whether or not it was given up.
 * @returns a function that gives the claim up, or the number of the living process that holds it
 */
export function tryClaim(file: string): Release | number {
  const self = processIdentity(process.pid) ?? String(process.pid);
  for (;;) {
    try {
      writeFileSync(file, self, { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const held = read(file);
    const pid = Number.parseInt(held ?? '', 10);
    if (held !== undefined && pid > 0 && processIdentity(pid) === held) return pid;
    removeStale(file, held);
  }
}

/** Waits for a claim; for work of seconds, not for ownership of minutes. */
export async function claim(file: string, patienceMs = 180_000): Promise<Release> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const claimed = tryClaim(file);
    if (typeof claimed === 'function') return claimed;
    if (Date.now() > deadline) throw new Error(`Process ${claimed} has held ${file} for too long.`);
    await delay(20);
  }
}

/** Removes a dead claim, unless somebody else has meanwhile removed it and made a claim of its own. */
function removeStale(file: string, held: string | undefined): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (read(aside) === held) rmSync(aside, { force: true });
  else renameSync(aside, file);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
