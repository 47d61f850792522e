import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';

/** Temporary files of a test file lie by themselves: other files upload at the same time, into the machine's folder. */
export function useOwnTemp(): void {
  const usual = process.env.TMPDIR;
  const own = mkdtempSync(join(tmpdir(), 'storage-own-'));
  beforeAll(() => {
    process.env.TMPDIR = own;
  });
  afterAll(() => {
    if (usual === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = usual;
    rmSync(own, { recursive: true, force: true });
  });
}
