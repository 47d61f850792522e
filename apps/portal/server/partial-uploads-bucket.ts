import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { DataStore, ERRORS, Upload } from '@tus/server';
import { asBody, type Bucket } from '@zhicheng/storage';

const FOLDER = 'upload-parts/';
const DIGITS = 12;

/** A part lies under the place where it begins and its length, so that a late one never shortens what came before. */
const partName = (id: string, offset: number, bytes: number): string =>
  `${FOLDER}${id}/${String(offset).padStart(DIGITS, '0')}-${bytes}`;
const infoName = (id: string): string => `${FOLDER}${id}/info`;

interface Part {
  readonly key: string;
  readonly offset: number;
  readonly end: number;
}

type Told = Pick<Upload, 'size' | 'metadata' | 'creation_date'>;
const isTold = (value: unknown): value is Told =>
  typeof value === 'object' && value !== null && 'size' in value && typeof value.size === 'number';

/** What was said of an upload when it began; written by `create`. */
function toldIn(json: string): Told {
  const value: unknown = JSON.parse(json);
  if (!isTold(value)) throw ERRORS.FILE_NOT_FOUND;
  return value;
}

/** The parts from the beginning without a gap, each with how much of its start the one before has already. */
function chainOf(parts: readonly Part[]): { part: Part; skip: number }[] {
  const chain: { part: Part; skip: number }[] = [];
  for (let at = 0; ;) {
    const [longest] = parts.filter(({ offset, end }) => offset <= at && end > at).sort((a, b) => b.end - a.end);
    if (!longest) return chain;
    chain.push({ part: longest, skip: at - longest.offset });
    at = longest.end;
  }
}

const lengthOf = (parts: readonly Part[]): number => chainOf(parts).at(-1)?.part.end ?? 0;

/** What comes before a line breaks is as good as the rest. */
async function* untilItBreaks(stream: Readable, broken: (error: unknown) => void): AsyncGenerator<Uint8Array> {
  try {
    yield* stream;
  } catch (error) {
    broken(error);
  }
}

/**
 * Parts of uploads in a bucket, for the tus server: a process that did not see them come goes on with them. Nothing is
 * appended to, because objects cannot be: each part is one of its own, and they are read one after the other.
 * @param keptMs how long a part is kept, in milliseconds
 */
export function bucketParts(bucket: Bucket, keptMs: number) {
  const objectsOf = async (id: string): Promise<string[]> => {
    const keys: string[] = [];
    for await (const { key } of bucket.list(`${FOLDER}${id}/`)) keys.push(key);
    return keys;
  };
  const partsOf = async (id: string): Promise<Part[]> =>
    (await objectsOf(id)).flatMap((key) => {
      const [, offset, bytes] = /\/(\d+)-(\d+)$/.exec(key) ?? [];
      return offset && bytes ? [{ key, offset: Number(offset), end: Number(offset) + Number(bytes) }] : [];
    });
  async function* contentOf(id: string): AsyncGenerator<Uint8Array> {
    for (const { part, skip } of chainOf(await partsOf(id))) {
      const body = await bucket.read(part.key, { start: skip });
      if (!body) throw ERRORS.FILE_NO_LONGER_EXISTS;
      yield* body;
    }
  }

  return Object.assign(new DataStore(), {
    extensions: ['creation', 'creation-with-upload', 'termination', 'expiration'],
    getExpiration: () => keptMs,
    async create(upload: Upload): Promise<Upload> {
      const { size, metadata, creation_date } = upload;
      const info = Buffer.from(JSON.stringify({ size, metadata, creation_date }));
      await asBody(info, (body) => bucket.put(infoName(upload.id), body));
      return upload;
    },
    async write(stream: Readable, id: string, offset: number): Promise<number> {
      let failure: unknown;
      const coming = untilItBreaks(stream, (error) => (failure = error));
      const bytes = await asBody(coming, async (body) => {
        if (body.bytes > 0) await bucket.put(partName(id, offset, body.bytes), body);
        return body.bytes;
      });
      if (failure) throw failure;
      return offset + bytes;
    },
    async getUpload(id: string): Promise<Upload> {
      const info = await bucket.read(infoName(id));
      if (!info) throw ERRORS.FILE_NOT_FOUND;
      return new Upload({ id, ...toldIn(await text(info)), offset: lengthOf(await partsOf(id)) });
    },
    read: (id: string): Readable => Readable.from(contentOf(id), { objectMode: false }),
    async remove(id: string): Promise<void> {
      const keys = await objectsOf(id);
      if (keys.length === 0) throw ERRORS.FILE_NOT_FOUND;
      for (const key of keys) await bucket.delete(key);
    },
    /** By the age of each object: whatever is left of an upload that was given up. */
    async deleteExpired(): Promise<number> {
      const old: string[] = [];
      for await (const { key, at } of bucket.list(FOLDER)) if (at.getTime() < Date.now() - keptMs) old.push(key);
      for (const key of old) await bucket.delete(key);
      return old.length;
    },
  });
}
