import { BaseModel } from '@zhicheng/database';

/** Text of one form of one account that is not saved yet. */
export class Draft extends BaseModel {
  static override tableName = 'draft';
  declare id: string;
  declare account_id: string;
  declare record: string;
  declare base_version: number | null;
  declare raw: Readonly<Record<string, unknown>>;
  declare revision: string;
  declare saved_at: Date;
}
