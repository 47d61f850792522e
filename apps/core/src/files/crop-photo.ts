import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { cropPhoto, PHOTO_TARGETS, type PixelRect } from '@zhicheng/storage';
import type { Actor, Core } from '../context.ts';
import { invalid, issue, notFound } from '../errors.ts';
import { acceptFile } from './accept-file.ts';
import { isId } from '../ids.ts';
import { StoredFile, type FileDto } from './model.ts';

const PHOTO_SLOT = { types: ['jpg' as const], maxMB: 10 };

/**
 * Cuts a certificate photo out of an own picture (AH-28.01) and keeps it as a new file of the actor; the picture stays.
 * `rect` is in pixels of the upright picture. INVALID where there is no picture to cut from, and for a black-and-white
 * one: the photo must be in colour, its background is free (GP.29).
 */
export async function cropPhotoFile({
  core,
  actor,
  id,
  rect,
}: {
  core: Core;
  actor: Actor;
  id: string;
  rect: PixelRect;
}): Promise<FileDto> {
  const file = isId(id) ? await StoredFile.query(core.db).findOne({ id, owner_id: actor.accountId }) : undefined;
  if (!file) throw notFound('图片');
  if (file.width === null) throw invalid([issue('noPicture', '这不是图片，不能用作照片。', { path: 'id' })]);
  const picture = await buffer(await core.store.read(file.hash));
  const cut = await cropPhoto(picture, rect, PHOTO_TARGETS.twoInch).catch((error: unknown) => {
    if (error instanceof RangeError) throw invalid([issue('rect', '裁剪框不在图片内，请重新裁剪。', { path: 'rect' })]);
    throw error;
  });
  if (!cut.coloured)
    throw invalid([issue('notColoured', '照片是黑白的，请换一张近期免冠正面彩色证件照，底色不限。', { path: 'rect' })]);
  return acceptFile({
    core,
    actor,
    source: Readable.from([cut.bytes]),
    name: file.name,
    slot: PHOTO_SLOT,
    photo: true,
  });
}
