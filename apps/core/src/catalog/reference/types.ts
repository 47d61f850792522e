/** The five levels of a title; 高级 groups the first two, 初级 the last two. */
export type TitleLevel = 'FULL_SENIOR' | 'ASSOCIATE_SENIOR' | 'INTERMEDIATE' | 'JUNIOR_ASSISTANT' | 'JUNIOR_TECHNICIAN';

/** How a title is obtained; codes of the dictionary `acquisitionMode`. */
export type AcquisitionMode =
  'REVIEW' | 'RECOGNITION' | 'INITIAL_DETERMINATION' | 'EXAM' | 'EXAM_AND_REVIEW' | 'CONFIRMATION' | 'TRANSFER';

export type DictionaryKey =
  | 'gender'
  | 'ethnicity'
  | 'politicalStatus'
  | 'education'
  | 'degree'
  | 'idType'
  | 'physicalCondition'
  | 'unitNature'
  | 'titleLevel'
  | 'assessmentGrade'
  | 'acquisitionMode'
  | 'skillLevel'
  | 'planType'
  | 'publicationLevel'
  | 'indexing';

/** One choice of a drop-down that administrators may edit later; `ordinal` counts from 1 within its dictionary. */
export type DictionaryEntry = { dictionary: DictionaryKey; code: string; name: string; ordinal: number };

/**
 * A title series. National ones carry the two digits of the ministry's list, provincial ones a code of ours and the
 * national series they stand under. `ordinal` is the order of the drop-down 所在职称系列 (AH-06.10). `unverified`:
 * nobody has checked the entry against the official text yet.
 */
export type TitleSeries = {
  code: string;
  name: string;
  origin: 'national' | 'province';
  parent: string | null;
  ordinal: number;
  unverified?: true;
};

/**
 * A title of a series. `code` is ours; `ministryTitleCode` is the four-digit national one where it is known, `oldCode`
 * the three-digit one that older records carry. `line` tells parallel ladders of one series apart (医, 药, 护, 技).
 */
export type Title = {
  code: string;
  series: string;
  level: TitleLevel;
  name: string;
  ordinal: number;
  acquisitionMode: AcquisitionMode;
  line?: string;
  ministryTitleCode?: string;
  oldCode?: string;
  unverified?: true;
};

/** A specialty one declares in; `group` is the branch of the tree it hangs on (for teachers the 学段). */
export type Specialty = { code: string; series: string; group: string; name: string; ordinal: number };
