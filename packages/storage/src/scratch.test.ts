import { existsSync } from 'node:fs';
import { utimes, writeFile } from 'node:fs/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { clearLeftScratch, openScratch } from './scratch.ts';
import { useOwnTemp } from './testing/own-temp.ts';

useOwnTemp();

it('what a killed process left is gone after a day; what is in use, and what is not ours, stays', async () => {
  const twoDaysAgo = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
  const left = await openScratch('upload');
  await writeFile(join(left, 'file'), 'half a file');
  const inUse = await openScratch('upload');
  const foreign = await mkdtemp(join(tmpdir(), 'other-upload-'));
  await utimes(left, twoDaysAgo, twoDaysAgo);
  await utimes(foreign, twoDaysAgo, twoDaysAgo);
  try {
    expect(await clearLeftScratch()).toBeGreaterThanOrEqual(1);
    expect([left, inUse, foreign].map((folder) => existsSync(folder))).toEqual([false, true, true]);
  } finally {
    for (const folder of [left, inUse, foreign]) await rm(folder, { recursive: true, force: true });
  }
});
