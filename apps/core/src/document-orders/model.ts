import type { Role } from '@zhicheng/workflow';
import { BaseModel, type ModelObject } from '@zhicheng/database';
import type { ListAsked } from './lists.ts';

export type DocumentKind = 'reviewForms' | 'book' | 'list';

/** A document that takes time to make, from the asking until its file is swept. */
export class DocumentOrder extends BaseModel {
  static override tableName = 'document_order';
  declare id: string;
  declare kind: DocumentKind;
  declare account_id: string;
  declare assignment_id: string;
  declare role: Role;
  declare organisation_id: string | null;
  declare plan_id: string | null;
  declare declaration_id: string | null;
  /** Which list, filtered how. */
  declare list: ListAsked | null;
  /** Of the file, as it is downloaded. */
  declare name: string;
  /** Review forms, files of evidence, or rows. */
  declare total: number;
  declare done: number;
  declare attempt: number;
  /** Why there is no file, for the person; null while it is made and when it is there. */
  declare problem: string | null;
  declare hash: string | null;
  declare bytes: number | null;
  declare created_at: Date;
  declare touched_at: Date;
  declare finished_at: Date | null;
  declare kept_until: Date | null;
}

export type OrderRow = Readonly<ModelObject<DocumentOrder>>;
