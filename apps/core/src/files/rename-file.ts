import { transaction } from '@zhicheng/database';
import { extensionOf, truthfulName } from '@zhicheng/storage';
import type { Actor, Core } from '../context.ts';
import { invalid, issue, notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { fileDto, StoredFile, type FileDto } from './model.ts';

/**
 * Renames an own file (AH-04.11); the extension stays what the file is. Rows keep a copy of the name and take the new
 * one when they are next saved, so that what was submitted keeps the name it was submitted with.
 */
export async function renameFile({
  core,
  actor,
  id,
  name,
}: {
  core: Core;
  actor: Actor;
  id: string;
  name: string;
}): Promise<FileDto> {
  if (name.trim() === '') throw invalid([issue('blank', '请填写文件名。', { path: 'name' })]);
  return transaction(core.db, async (trx) => {
    const own = { id, owner_id: actor.accountId };
    const file = isId(id) ? await StoredFile.query(trx).findOne(own).forUpdate() : undefined;
    if (!file) throw notFound('文件');
    const extension = extensionOf(file.name);
    const base = name.trim().toLowerCase().endsWith(`.${extension}`)
      ? name.trim().slice(0, -extension.length - 1)
      : name;
    await file.$query(trx).patch({ name: truthfulName(`${base}.${extension}`, file.type) });
    return fileDto(file);
  });
}
