import { BaseModel } from '@zhicheng/database';
import type { TitleLevel } from './reference/types.ts';

/** A province, city or county by its six-digit code. */
export class Region extends BaseModel {
  static override tableName = 'region';
  static override idColumn = 'code';
  declare code: string;
  declare name: string;
  declare parent_code: string | null;
  declare level: 'province' | 'city' | 'county';
  declare retired_at: Date | null;
}

/** One choice of a dictionary. */
export class DictionaryItem extends BaseModel {
  static override tableName = 'dictionary_item';
  static override idColumn = ['dictionary', 'code'];
  declare dictionary: string;
  declare code: string;
  declare name: string;
  declare ordinal: number;
  declare retired_at: Date | null;
}

export class TitleSeries extends BaseModel {
  static override tableName = 'title_series';
  static override idColumn = 'code';
  declare code: string;
  declare name: string;
  declare origin: 'national' | 'province';
  declare parent_code: string | null;
  /** null: no plugin serves it, so no plans can be published for it (GP.91). */
  declare plugin_code: string | null;
  declare ordinal: number;
}

export class Title extends BaseModel {
  static override tableName = 'title';
  declare id: string;
  declare series_code: string;
  declare level: TitleLevel;
  declare name: string;
  declare ministry_code: string | null;
  declare acquisition_modes: string[];
  declare unverified: boolean;
  declare ordinal: number;
}

/** A specialty, or a branch of the specialty tree: the one others name as their parent. */
export class Specialty extends BaseModel {
  static override tableName = 'specialty';
  declare id: string;
  declare series_code: string;
  declare code: string;
  declare name: string;
  declare parent_id: string | null;
  declare ordinal: number;
}
