import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { turnPicture } from '@zhicheng/storage';
import type { Actor, Core } from '../context.ts';
import { invalid, issue, notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { acceptFile, type FileDto } from './accept-file.ts';
import { StoredFile } from './model.ts';

const PICTURES = { types: ['jpg' as const, 'png' as const], maxMB: 30 };

/**
 * Turns an own picture clockwise by quarters and keeps it as a new file of the actor; the old one stays with whatever
 * uses it. INVALID for what is no picture.
 */
export async function rotateFile({
  core,
  actor,
  id,
  quarters,
}: {
  core: Core;
  actor: Actor;
  id: string;
  quarters: 1 | 2 | 3;
}): Promise<FileDto> {
  const file = isId(id) ? await StoredFile.query(core.db).findOne({ id, owner_id: actor.accountId }) : undefined;
  if (!file) throw notFound('图片');
  if (file.width === null) throw invalid([issue('noPicture', '这不是图片，不能旋转。', { path: 'id' })]);
  const turned = await turnPicture(await buffer(await core.store.read(file.hash)), quarters);
  const { earlier: _, ...taken } = await acceptFile({
    core,
    actor,
    source: Readable.from([turned]),
    name: file.name,
    slot: PICTURES,
  });
  return taken;
}
