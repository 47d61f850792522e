import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import sharp from 'sharp';
import { chunksOf } from './chunks.ts';
import { whenDecodingIsFree } from './decoding-gate.ts';
import type { ByteSource } from './file-store.ts';
import { MAX_PIXELS } from './normalise-image.ts';
import { openScratch } from './scratch.ts';

/**
 * A small jpg of a stored picture, no side longer than `maxSide` pixels, never enlarged.
 *
 * The picture goes through a temporary file: libvips then reads a large jpg at a fraction of its size, while a stream
 * would be collected in memory first.
 */
export const thumbnail = async (source: ByteSource, maxSide: number): Promise<Uint8Array> => {
  const folder = await openScratch('thumbnail');
  const path = join(folder, 'picture');
  try {
    await pipeline(Readable.from(chunksOf(source), { objectMode: false }), createWriteStream(path));
    const small = await whenDecodingIsFree(() =>
      sharp(path, { limitInputPixels: MAX_PIXELS })
        .autoOrient()
        .resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true })
        .flatten({ background: 'white' })
        .jpeg({ quality: 80 })
        .toBuffer(),
    );
    return new Uint8Array(small);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
