import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { assertHash, MissingBlob, type ByteSource, type FileStore, type StoredBlob } from './file-store.ts';
import type { Bucket } from './s3-bucket.ts';
import type { S3Body } from './s3-request.ts';
import { openScratch } from './scratch.ts';
import { writeHashed } from './write-hashed.ts';

const FOLDER = 'files/';

const keyOf = (hash: string) => FOLDER + assertHash(hash);

const spool = async (path: string, source: ByteSource): Promise<S3Body> => {
  const { hash, bytes } = await writeHashed(path, source, { synced: false });
  return { bytes, sha256: hash, open: () => createReadStream(path) };
};

/**
 * Hands a source to `put` as something whose length and hash are known. A stream goes through a temporary file: a
 * failing source is then never sent at all, memory stays small, and a lost line costs an attempt, not the file.
 */
export const asBody = async <T>(source: ByteSource | Uint8Array, put: (body: S3Body) => Promise<T>): Promise<T> => {
  if (source instanceof Uint8Array) {
    const sha256 = createHash('sha256').update(source).digest('hex');
    return put({ bytes: source.byteLength, sha256, open: () => source });
  }
  const folder = await openScratch('object');
  try {
    return await put(await spool(join(folder, 'object'), source));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/**
 * A file store in a bucket: a blob is the object `files/<hash>`. Any number of processes may use it at once.
 *
 * What is there with its length is not sent again, so a good blob is never written over. S3 stores whole objects only;
 * where a service does not keep that promise, a torn object has another length and is replaced.
 */
export const s3Store = (bucket: Bucket): FileStore => ({
  put: (source) =>
    asBody(source, async (body): Promise<StoredBlob> => {
      const key = keyOf(body.sha256);
      if ((await bucket.lengthOf(key)) !== body.bytes) await bucket.put(key, body);
      return { hash: body.sha256, bytes: body.bytes };
    }),
  read: async (hash, range) => {
    const body = await bucket.read(keyOf(hash), range);
    if (!body) throw new MissingBlob(hash);
    return body;
  },
  exists: async (hash) => (await bucket.lengthOf(keyOf(hash))) !== undefined,
  delete: async (hash) => bucket.delete(keyOf(hash)),
  async *hashes() {
    for await (const { key } of bucket.list(FOLDER)) {
      const name = key.slice(FOLDER.length);
      if (/^[0-9a-f]{64}$/.test(name)) yield name;
    }
  },
  check: () => bucket.check(),
});
