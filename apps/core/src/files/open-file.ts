import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { transaction } from '@zhicheng/database';
import { thumbnail, type ByteRange, type FileType } from '@zhicheng/storage';
import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { StoredFile, type FileRow } from './model.ts';
import { readableFile } from './queries.ts';

const CONTENT_TYPES: Record<FileType, string> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  bmp: 'image/bmp',
  pdf: 'application/pdf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export interface OpenedFile {
  readonly stream: Readable;
  readonly name: string;
  readonly contentType: string;
  /** Size of the whole file, also when a range was asked for. */
  readonly bytes: number;
}

/** Longest side of a thumbnail in pixels: twice the 160 px of the file control, for dense screens. */
const THUMB_SIDE = 320;

export interface OpenFile {
  readonly core: Core;
  /** null: nobody is signed in; then only what everybody may read. */
  readonly actor: Actor | null;
  readonly id: string;
  /** A small jpg instead of the picture; NOT_FOUND for what is no picture. */
  readonly variant?: 'thumb';
  /** First and last byte, both inclusive; ignored for a variant. */
  readonly range?: ByteRange;
}

/** A file with its bytes, for whoever may read it (`readableFile`). NOT_FOUND otherwise. */
export async function openFile({ core, actor, id, variant, range }: OpenFile): Promise<OpenedFile> {
  const file = await readableFile(core.db, actor, id);
  if (variant === 'thumb') {
    if (file.width === null) throw notFound('图片');
    return { ...(await smallPicture(core, file)), name: file.name, contentType: CONTENT_TYPES.jpg };
  }
  const stream = await core.store.read(file.hash, range);
  return { stream, name: file.name, contentType: CONTENT_TYPES[file.type], bytes: Number(file.bytes) };
}

/** Made when it is first looked at, and kept; where it has gone missing it is made again. */
async function smallPicture(core: Core, file: FileRow): Promise<Pick<OpenedFile, 'stream' | 'bytes'>> {
  const known = file.thumb_hash && (await core.store.exists(file.thumb_hash)) ? file.thumb_hash : undefined;
  if (known) {
    const small = await buffer(await core.store.read(known));
    return { stream: Readable.from([small]), bytes: small.byteLength };
  }
  const small = await thumbnail(await core.store.read(file.hash), THUMB_SIDE);
  await keepSmallPicture(core, file, small);
  return { stream: Readable.from([small]), bytes: small.byteLength };
}

/** The lock keeps the sweep from removing the blob between the moment it was stored and the row that needs it. */
const keepSmallPicture = (core: Core, file: FileRow, small: Uint8Array): Promise<void> =>
  transaction(core.db, async (trx) => {
    const hash = createHash('sha256').update(small).digest('hex');
    await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`blob:${hash}`]);
    await core.store.put(small);
    await StoredFile.query(trx).where({ id: file.id }).patch({ thumb_hash: hash });
  });
