import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { diskStore, MissingBlob } from './index.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'disk-store-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

const bytes = new TextEncoder().encode('0123456789');
const hash = createHash('sha256').update(bytes).digest('hex');

it('stores under the hash, once however often it is put at the same time', async () => {
  const store = diskStore(join(folder, 'a'));
  const blobs = await Promise.all([store.put(bytes), store.put(new Blob([bytes]).stream()), store.put(bytes)]);
  expect(blobs).toEqual([0, 1, 2].map(() => ({ hash, bytes: 10 })));
  expect(await store.exists(hash)).toBe(true);
  expect(await text(await store.read(hash))).toBe('0123456789');
  expect(await readdir(join(folder, 'a', 'incoming'))).toEqual([]);
});

it('reads ranges with both ends inclusive', async () => {
  const store = diskStore(join(folder, 'a'));
  await store.put(bytes);
  expect(await text(await store.read(hash, { start: 2, end: 4 }))).toBe('234');
  expect(await text(await store.read(hash, { start: 7 }))).toBe('789');
});

it('deletes, and then says that the blob is missing', async () => {
  const store = diskStore(join(folder, 'b'));
  await store.put(bytes);
  await store.delete(hash);
  await store.delete(hash);
  expect(await store.exists(hash)).toBe(false);
  await expect(store.read(hash)).rejects.toBeInstanceOf(MissingBlob);
});

it('takes nothing but hashes as names', async () => {
  const store = diskStore(join(folder, 'a'));
  await expect(store.read('../../etc/passwd')).rejects.toThrow('not a blob hash');
  expect(() => store.delete(`${hash}/..`)).toThrow('not a blob hash');
});

it('keeps nothing of a source that fails', async () => {
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
