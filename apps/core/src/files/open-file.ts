import { Readable } from 'node:stream';
import { thumbnail, type ByteRange, type FileType } from '@zhicheng/storage';
import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
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
  readonly actor: Actor;
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
    const small = await thumbnail(await core.store.read(file.hash), THUMB_SIDE);
    const bytes = small.byteLength;
    return { stream: Readable.from([small]), name: file.name, contentType: CONTENT_TYPES.jpg, bytes };
  }
  const stream = await core.store.read(file.hash, range);
  return { stream, name: file.name, contentType: CONTENT_TYPES[file.type], bytes: Number(file.bytes) };
}
