import type { Readable } from 'node:stream';
import type { ByteRange } from './file-store.ts';
import { textOf } from './patient-body.ts';
import { s3Requests, type S3Body } from './s3-request.ts';
import type { S3Settings } from './s3-settings.ts';

export type BucketObject = { readonly key: string; readonly bytes: number; readonly at: Date };

/** A bucket of an object store; names are without the prefix of the settings. All reject with `StoreUnavailable`. */
export type Bucket = {
  /** Resolves when the bucket is there and may be looked into. */
  check(): Promise<void>;
  /** Whole or not at all; what has the name already is replaced. */
  put(key: string, body: S3Body): Promise<void>;
  /** undefined if there is none. */
  read(key: string, range?: ByteRange): Promise<Readable | undefined>;
  /** Its length in bytes; undefined if there is none. */
  lengthOf(key: string): Promise<number | undefined>;
  /** Deleting what is not there is no error. */
  delete(key: string): Promise<void>;
  /** What begins so, in the order of names. */
  list(beginning: string): AsyncIterable<BucketObject>;
};

/** A single request carries no more; a stored file is far below, an archive of a province's forms as well. */
const MOST_BYTES = 5 * 1024 ** 3;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plainOf = (xml: string) => xml.replace(/&(\w+);/g, (all, name: string) => ENTITIES[name] ?? all);
const within = (xml: string, tag: string) => plainOf(new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1] ?? '');

const objectsIn = (xml: string): BucketObject[] =>
  [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, one = '']) => ({
    key: within(one, 'Key'),
    bytes: Number(within(one, 'Size')),
    at: new Date(within(one, 'LastModified')),
  }));

/**
 * Connections are opened when needed, kept, and do not hold a process that is done.
 * @param pageSize how many names are asked for at once when listing; services answer with 1,000 at most
 */
export const s3Bucket = (settings: S3Settings, pageSize = 1000): Bucket => {
  const send = s3Requests(settings);
  const { prefix } = settings;
  const page = async (beginning: string, after: string, most: number): Promise<string> => {
    // The first version of listing: every service knows it, and we name ourselves where to go on.
    const query = { 'max-keys': String(most), prefix: beginning, ...(after && { marker: after }) };
    const { body } = await send({ method: 'GET', query });
    return textOf(body);
  };
  return {
    check: async () => {
      await page(prefix, '', 1);
    },
    put: async (key, body) => {
      if (body.bytes > MOST_BYTES) throw new RangeError(`${body.bytes} bytes are more than one object may have`);
      (await send({ method: 'PUT', key: prefix + key, body })).body.resume();
    },
    read: async (key, range) => {
      const headers = range && { Range: `bytes=${range.start}-${range.end ?? ''}` };
      const { status, body } = await send({ method: 'GET', key: prefix + key, headers });
      return status === 404 ? undefined : body;
    },
    lengthOf: async (key) => {
      const { status, body, length } = await send({ method: 'HEAD', key: prefix + key });
      body.resume();
      return status === 404 ? undefined : length;
    },
    delete: async (key) => {
      (await send({ method: 'DELETE', key: prefix + key })).body.resume();
    },
    async *list(beginning) {
      let after = '';
      for (;;) {
        const xml = await page(prefix + beginning, after, pageSize);
        const objects = objectsIn(xml);
        for (const { key, ...rest } of objects) yield { key: key.slice(prefix.length), ...rest };
        after = objects.at(-1)?.key ?? '';
        if (within(xml, 'IsTruncated') !== 'true' || !after) return;
      }
    },
  };
};
