import { BaseModel } from '@zhicheng/database';

/** A breach in a person's integrity file; dates are days in China, the last one exclusive. */
export class IntegrityRecord extends BaseModel {
  static override tableName = 'integrity_record';
  declare id: string;
  declare person_id: string;
  declare reason: string;
  declare banned_from: string;
  declare banned_until: string;
  declare lifted_at: Date | null;
  declare lifted_reason: string | null;
  declare created_at: Date;
}
