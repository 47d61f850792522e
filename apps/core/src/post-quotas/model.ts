import { BaseModel, type ModelObject } from '@zhicheng/database';
import type { FileRef } from '@zhicheng/series-kit';
import type { QuotaLevel } from './quota-fields.ts';

/** Approved posts of one unit and year (AH-35, MG.07). */
export class PostQuota extends BaseModel {
  static override tableName = 'post_quota';
  static override jsonAttributes = ['attachment'];
  declare id: string;
  declare organisation_id: string;
  declare year: number;
  declare state: string;
  declare attachment: readonly FileRef[];
  declare round: number;
  declare reason: string | null;
  declare created_by: string;
  declare created_at: Date;
  declare confirmed_at: Date | null;
  declare version: number;
}
export type PostQuotaRow = Readonly<ModelObject<PostQuota>>;

/** Vacancies of a level and how many of them are taken; the table refuses more than there are. */
export class PostQuotaLevel extends BaseModel {
  static override tableName = 'post_quota_level';
  static override idColumn = ['quota_id', 'level'];
  declare quota_id: string;
  declare level: QuotaLevel;
  declare vacancies: number | null;
  declare unlimited: boolean;
  declare occupied: number;
}
export type PostQuotaLevelRow = Readonly<ModelObject<PostQuotaLevel>>;

/** 占用 or 不占用, decided about one declaration. */
export class PostQuotaUse extends BaseModel {
  static override tableName = 'post_quota_use';
  declare id: string;
  declare quota_id: string;
  declare level: QuotaLevel;
  declare declaration_id: string;
  declare declarant_name: string;
  declare occupies: boolean;
  declare note: string | null;
  declare decided_by: string;
  declare decided_at: Date;
  declare released_at: Date | null;
  declare released_because: string | null;
}
