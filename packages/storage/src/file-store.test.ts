import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyBlobs, diskStore, MissingBlob, s3Bucket, s3Store, type FileStore } from './index.ts';
import { s3ForTest, type S3ForTest } from './testing.ts';
import { useOwnTemp } from './testing/own-temp.ts';

useOwnTemp();

const bytes = new TextEncoder().encode('0123456789');
const hashOf = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
const hash = hashOf(bytes);

let folder: string;
let server: S3ForTest;
let made = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-store-test-'));
  server = await s3ForTest();
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const all = async <T>(source: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const one of source) found.push(one);
  return found;
};
const spooled = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('zhicheng-object-'));

const STORES: [string, () => FileStore][] = [
  ['on the disk', () => diskStore(join(folder, String((made += 1))))],
  ['in a bucket', () => s3Store(s3Bucket({ ...server.settings, prefix: `site-${(made += 1)}/` }))],
];

describe.each(STORES)('a file store %s', (_, empty) => {
  it('stores under the hash, once however often it is put at the same time', async () => {
    const store = empty();
    const blobs = await Promise.all([store.put(bytes), store.put(new Blob([bytes]).stream()), store.put(bytes)]);
    expect(blobs).toEqual([0, 1, 2].map(() => ({ hash, bytes: 10 })));
    expect(await store.exists(hash)).toBe(true);
    expect(await text(await store.read(hash))).toBe('0123456789');
    expect(await all(store.hashes())).toEqual([hash]);
  });

  it('reads ranges with both ends inclusive', async () => {
    const store = empty();
    await store.put(bytes);
    expect(await text(await store.read(hash, { start: 2, end: 4 }))).toBe('234');
    expect(await text(await store.read(hash, { start: 7 }))).toBe('789');
  });

  it('gives back what is large, and what is empty', async () => {
    const store = empty();
    const large = randomBytes(9_000_000);
    async function* inPieces() {
      for (let at = 0; at < large.byteLength; at += 70_001) yield large.subarray(at, at + 70_001);
    }
    const before = await spooled();
    expect(await store.put(inPieces())).toEqual({ hash: hashOf(large), bytes: large.byteLength });
    expect((await buffer(await store.read(hashOf(large)))).equals(large)).toBe(true);
    const nothing = await store.put(new Uint8Array(0));
    expect(await text(await store.read(nothing.hash))).toBe('');
    expect((await spooled()).filter((name) => !before.includes(name))).toEqual([]);
  });

  it('deletes, and then says that the blob is missing', async () => {
    const store = empty();
    await store.put(bytes);
    await store.delete(hash);
    await store.delete(hash);
    expect(await store.exists(hash)).toBe(false);
    await expect(store.read(hash)).rejects.toBeInstanceOf(MissingBlob);
    expect(await all(store.hashes())).toEqual([]);
  });

  it('takes nothing but hashes as names', async () => {
    const store = empty();
    for (const name of ['../../etc/passwd', `${hash}/..`, '', hash.toUpperCase()]) {
      await expect(store.read(name)).rejects.toThrow('not a blob hash');
      await expect(store.exists(name)).rejects.toThrow('not a blob hash');
      await expect(store.delete(name)).rejects.toThrow('not a blob hash');
    }
  });

  it('keeps nothing of a source that fails', async () => {
    const store = empty();
    async function* failing() {
      yield bytes;
      throw new Error('gone');
    }
    const before = await spooled();
    await expect(store.put(failing())).rejects.toThrow('gone');
    expect(await all(store.hashes())).toEqual([]);
    expect((await spooled()).filter((name) => !before.includes(name))).toEqual([]);
  });

  it('names all its blobs in their order', async () => {
    const store = empty();
    const hashes = await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map(async (one) => (await store.put(Buffer.from(one))).hash),
    );
    expect(await all(store.hashes())).toEqual(hashes.sort());
  });

  it('says that it can be used', async () => {
    expect(await empty().check()).toBeUndefined();
  });

  it.each(STORES)('is copied into another, %s, without what is there, and notices damage', async (_, target) => {
    const [from, to] = [empty(), target()];
    const contents = ['a', 'b', 'c'].map((one) => Buffer.from(one.repeat(1000)));
    for (const content of contents) await from.put(content);
    await to.put(contents[0] ?? bytes);
    expect(await copyBlobs({ from, to })).toBe(3);
    expect(await all(to.hashes())).toEqual(contents.map(hashOf).sort());
    expect(await text(await to.read(hashOf(contents[1] ?? bytes)))).toBe('b'.repeat(1000));
    const damaged: FileStore = { ...from, read: () => from.read(hashOf(contents[2] ?? bytes)) };
    await expect(copyBlobs({ from: damaged, to: target() })).rejects.toThrow('is damaged');
  });

  it('lets a reader go before the end', async () => {
    const store = empty();
    const { hash: large } = await store.put(randomBytes(5_000_000));
    for await (const chunk of await store.read(large)) {
      expect(chunk.byteLength).toBeGreaterThan(0);
      break;
    }
    expect(await store.exists(large)).toBe(true);
  });
});
