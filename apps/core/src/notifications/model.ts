import { BaseModel } from '@zhicheng/database';

/** A message in somebody's inbox. */
export class Notification extends BaseModel {
  static override tableName = 'notification';
  declare id: string;
  declare account_id: string;
  declare kind: string;
  declare text: string;
  declare link: string | null;
  declare created_at: Date;
  declare read_at: Date | null;
}
