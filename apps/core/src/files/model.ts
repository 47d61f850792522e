import type { FileType } from '@zhicheng/storage';

export interface FileRow {
  readonly id: string;
  readonly owner_id: string;
  readonly name: string;
  readonly type: FileType;
  readonly bytes: number;
  readonly hash: string;
  readonly original_hash: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly created_at: Date;
}

/** What the outside knows of a stored file; `id`, `name` and `bytes` are what a row keeps of it. */
export interface FileDto {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly type: FileType;
  /** Pixels, for pictures. */
  readonly width: number | null;
  readonly height: number | null;
}

export const fileDto = ({ id, name, bytes, type, width, height }: FileRow): FileDto => ({
  id,
  name,
  bytes: Number(bytes),
  type,
  width,
  height,
});
