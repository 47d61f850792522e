import type { Picture } from '@zhicheng/documents';
import type { Core } from '../context.ts';

interface PictureRow {
  readonly id: string;
  readonly hash: string;
  readonly type: 'jpg' | 'png';
  readonly width: number;
  readonly height: number;
}

/** The picture behind a file id; undefined where there is none. Its bytes are read when it is asked for. */
export type Pictures = (fileId: string) => Promise<Picture | undefined>;

/** The pictures among these files, found with one query. The caller has checked that the actor may see them. */
export async function picturesOf({ db, store }: Core, fileIds: readonly string[]): Promise<Pictures> {
  const rows: PictureRow[] =
    fileIds.length === 0
      ? []
      : await db('file')
          .whereIn('id', fileIds)
          .whereIn('type', ['jpg', 'png'])
          .select('id', 'hash', 'type', 'width', 'height');
  const known = new Map(rows.map((row) => [row.id, row]));
  return async (fileId) => {
    const file = known.get(fileId);
    if (!file) return undefined;
    const chunks: Uint8Array[] = [];
    for await (const chunk of await store.read(file.hash)) chunks.push(chunk);
    return { bytes: Buffer.concat(chunks), type: file.type, width: file.width, height: file.height };
  };
}

/** One of them. */
export const pictureOf = async (core: Core, fileId: string): Promise<Picture | undefined> =>
  (await picturesOf(core, [fileId]))(fileId);
