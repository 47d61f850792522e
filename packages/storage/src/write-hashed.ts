import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { chunksOf } from './chunks.ts';
import type { ByteSource } from './file-store.ts';

/**
 * Writes a source into a new file, piece by piece, and takes its hash on the way.
 * @param synced the file is on the disk when this resolves
 * @throws when there is such a file
 */
export async function writeHashed(
  path: string,
  source: ByteSource | Uint8Array,
  { synced }: { readonly synced: boolean },
): Promise<{ readonly hash: string; readonly bytes: number }> {
  const handle = await open(path, 'wx');
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of chunksOf(source)) {
      hash.update(chunk);
      await handle.writeFile(chunk);
      bytes += chunk.byteLength;
    }
    if (synced) await handle.sync();
  } finally {
    await handle.close();
  }
  return { hash: hash.digest('hex'), bytes };
}
