import type { Readable } from 'node:stream';

/** Bytes in whatever form they arrive: a web stream from a request, a Node stream, a generator. */
export type ByteSource = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

export type StoredBlob = { readonly hash: string; readonly bytes: number };

/** First and last byte wanted, both inclusive, as in an HTTP Range header. Without `end`: up to the last byte. */
export type ByteRange = { readonly start: number; readonly end?: number };

/**
 * Where the bytes of files lie. Content addressed: the name of a blob is the sha-256 of its bytes in lower-case hex,
 * so putting the same bytes twice stores them once. Who may see a blob is decided by the file row, never here.
 */
export type FileStore = {
  /**
   * Streams the source in. Rejects when the source fails, and then leaves nothing behind.
   * A blob is acknowledged only after it is on the disk (or acknowledged by the remote store).
   */
  put(source: ByteSource | Uint8Array): Promise<StoredBlob>;
  /** Rejects with `MissingBlob` if there is no such blob. */
  read(hash: string, range?: ByteRange): Promise<Readable>;
  exists(hash: string): Promise<boolean>;
  /** Deleting what is not there is no error. The caller makes sure that no other file row needs the blob. */
  delete(hash: string): Promise<void>;
  /** Every blob there is, in the order of the hashes. What comes or goes meanwhile may be among them or not. */
  hashes(): AsyncIterable<string>;
  /** Resolves when the store can be used; rejects with a plain sentence for operators when it cannot. */
  check(): Promise<void>;
};

/** Also the guard against path traversal: nothing but a hash ever becomes part of a path or of an object's name. */
export const assertHash = (hash: string): string => {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new TypeError('not a blob hash');
  return hash;
};

export class MissingBlob extends Error {
  constructor(readonly hash: string) {
    super(`no blob ${hash}`);
    this.name = 'MissingBlob';
  }
}

/**
 * The store cannot be used now: it does not answer, or refuses us. Not the fault of whoever sent or asked for a file,
 * and nothing is lost by trying again later. The message is for operators.
 */
export class StoreUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreUnavailable';
  }
}
