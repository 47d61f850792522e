import { MissingBlob, type FileStore } from './file-store.ts';

/** Enough to hide the way to a store that is far, few enough for its limits. */
const AT_ONCE = 8;

const copyOne = async (from: FileStore, to: FileStore, hash: string): Promise<boolean> => {
  if (await to.exists(hash)) return true;
  const body = await from.read(hash).catch((error: unknown) => {
    // Swept since it was listed: nothing needs it any more.
    if (error instanceof MissingBlob) return undefined;
    throw error;
  });
  if (!body) return false;
  const stored = await to.put(body);
  if (stored.hash !== hash) throw new Error(`The stored file ${hash} is damaged: its content has another hash.`);
  return true;
};

/**
 * Copies every blob of one store that the other does not have. Each is hashed on the way, so that damage is noticed.
 * @returns how many blobs of `from` are in `to` now
 */
export const copyBlobs = async ({ from, to }: { from: FileStore; to: FileStore }): Promise<number> => {
  let copied = 0;
  const left = from.hashes()[Symbol.asyncIterator]();
  const work = async () => {
    for (let next = await left.next(); !next.done; next = await left.next())
      if (await copyOne(from, to, next.value)) copied += 1;
  };
  // One that fails ends the others' list, and none is left behind at work.
  const stopping = () => work().finally(() => left.return?.());
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, stopping));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return copied;
};
