import { BaseModel, type ModelObject } from '@zhicheng/database';
import type { FileType } from '@zhicheng/storage';

/** A file of somebody's; its bytes are the blob of that hash. */
export class StoredFile extends BaseModel {
  static override tableName = 'file';
  declare id: string;
  declare owner_id: string;
  declare name: string;
  declare type: FileType;
  declare bytes: number;
  declare hash: string;
  /** Of what was uploaded, before a picture was encoded anew. */
  declare original_hash: string;
  /** Of its small picture, once somebody has looked at it. */
  declare thumb_hash: string | null;
  /** Pixels; null for what is no picture. */
  declare width: number | null;
  declare height: number | null;
  declare created_at: Date;
}

export type FileRow = Readonly<ModelObject<StoredFile>>;

/** A file on its way in parts. */
export class PartialUpload extends BaseModel {
  static override tableName = 'partial_upload';
  declare id: string;
  declare owner_id: string;
  declare bytes: number;
  declare created_at: Date;
  declare file_id: string | null;
}

/** What a file is evidence of. */
export class FileUse extends BaseModel {
  static override tableName = 'file_use';
  static override idColumn = ['file_id', 'subject_kind', 'subject_id'];
  declare file_id: string;
  declare subject_kind: string;
  declare subject_id: string;
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
