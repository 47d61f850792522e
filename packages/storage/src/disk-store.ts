import { randomUUID } from 'node:crypto';
import { access, constants, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { assertHash, MissingBlob, StoreUnavailable, type FileStore } from './file-store.ts';
import { writeHashed } from './write-hashed.ts';

const DAY = 24 * 60 * 60 * 1000;

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

const blobPath = (root: string, hash: string) => {
  assertHash(hash);
  return join(root, hash.slice(0, 2), hash.slice(2, 4), hash);
};

/** A rename survives a power cut only once the directory is synced as well. */
const syncDirectory = async (path: string) => {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
};

/** A killed process leaves half files; whatever is older than a day belongs to no running upload. */
const sweepIncoming = async (incoming: string) => {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const age = await stat(path).then(
      (entry) => Date.now() - entry.mtimeMs,
      () => 0,
    );
    if (age > DAY) await rm(path, { force: true });
  }
};

const namesIn = async (path: string, pattern: RegExp): Promise<string[]> => {
  const names = await readdir(path).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return names.filter((name) => pattern.test(name)).sort();
};

async function* hashesIn(root: string): AsyncGenerator<string> {
  for (const first of await namesIn(root, /^[0-9a-f]{2}$/))
    for (const second of await namesIn(join(root, first), /^[0-9a-f]{2}$/))
      yield* await namesIn(join(root, first, second), /^[0-9a-f]{64}$/);
}

/**
 * A file store in a folder of the local disk. The folder is made when first needed.
 * @param root absolute path, e.g. `<data>/files`
 */
export const diskStore = (root: string): FileStore => {
  const incoming = join(root, 'incoming');
  let prepared: Promise<void> | undefined;
  const prepare = () => {
    prepared ??= mkdir(incoming, { recursive: true }).then(() => sweepIncoming(incoming));
    // A failed preparation (disk full, no permission) is tried again by the next upload.
    prepared.catch(() => (prepared = undefined));
    return prepared;
  };

  return {
    put: async (source) => {
      await prepare();
      const temporary = join(incoming, randomUUID());
      try {
        const blob = await writeHashed(temporary, source, { synced: true });
        const target = blobPath(root, blob.hash);
        await mkdir(dirname(target), { recursive: true });
        await rename(temporary, target);
        await syncDirectory(dirname(target));
        return blob;
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    read: async (hash, range) => {
      const handle = await open(blobPath(root, hash), 'r').catch((error: unknown) => {
        throw isMissing(error) ? new MissingBlob(hash) : error;
      });
      return handle.createReadStream({ start: range?.start ?? 0, end: range?.end, autoClose: true });
    },
    exists: async (hash) =>
      stat(blobPath(root, hash)).then(
        () => true,
        (error: unknown) => {
          if (isMissing(error)) return false;
          throw error;
        },
      ),
    delete: async (hash) => rm(blobPath(root, hash), { force: true }),
    hashes: () => hashesIn(root),
    // Makes nothing: whoever only looks may be another user than the site.
    check: () =>
      access(root, constants.W_OK).catch((error: unknown) => {
        if (!isMissing(error)) throw new StoreUnavailable(`The folder ${root} cannot be written to.`, { cause: error });
      }),
  };
};
