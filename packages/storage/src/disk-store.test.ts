import { mkdtemp, readdir, rm, utimes, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { diskStore } from './index.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'disk-store-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

const bytes = new TextEncoder().encode('0123456789');

it('leaves no half file of a source that fails', async () => {
  const store = diskStore(join(folder, 'c'));
  async function* failing() {
    yield bytes;
    throw new Error('gone');
  }
  await expect(store.put(failing())).rejects.toThrow('gone');
  expect(await readdir(join(folder, 'c'))).toEqual(['incoming']);
  expect(await readdir(join(folder, 'c', 'incoming'))).toEqual([]);
});

it('sweeps half files of a killed process, not those of running uploads', async () => {
  const incoming = join(folder, 'd', 'incoming');
  await mkdir(incoming, { recursive: true });
  await writeFile(join(incoming, 'old'), 'x');
  await writeFile(join(incoming, 'new'), 'x');
  const before = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
  await utimes(join(incoming, 'old'), before, before);
  await diskStore(join(folder, 'd')).put(bytes);
  expect(await readdir(incoming)).toEqual(['new']);
});
