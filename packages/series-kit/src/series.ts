import type { RosterFacts } from './companions.ts';
import type { Criterion } from './criterion.ts';
import type { Block } from './document.ts';
import type { Dossier } from './dossier.ts';
import type { Entity } from './entity.ts';
import type { Fields } from './field.ts';
import type { ServerGuard } from './guard.ts';
import type { Section } from './section.ts';

export const KIT_VERSION = 1;

export const DECLARATION_KINDS = ['REGULAR', 'EXCEPTIONAL', 'TRANSFER'] as const;
/** 申报形式: 常规申报, 破格申报, 转评申报. */
export type DeclarationKind = (typeof DECLARATION_KINDS)[number];
export const KIND_LABELS: Readonly<Record<DeclarationKind, string>> = {
  REGULAR: '常规申报',
  EXCEPTIONAL: '破格申报',
  TRANSFER: '转评申报',
};

export const LEVEL_CODES = [
  'FULL_SENIOR',
  'ASSOCIATE_SENIOR',
  'INTERMEDIATE',
  'JUNIOR_ASSISTANT',
  'JUNIOR_TECHNICIAN',
] as const;
export type LevelCode = (typeof LEVEL_CODES)[number];
export const LEVEL_LABELS: Readonly<Record<LevelCode, string>> = {
  FULL_SENIOR: '正高级',
  ASSOCIATE_SENIOR: '副高级',
  INTERMEDIATE: '中级',
  JUNIOR_ASSISTANT: '初级(助理级)',
  JUNIOR_TECHNICIAN: '初级(员级)',
};
/** A level as this series names it: { ASSOCIATE_SENIOR, 高级教师 }. */
export type Level = { readonly code: LevelCode; readonly label: string };

/** Everything a threshold may be keyed by, and nothing else. `specialty` is the specialty's name. */
export type Situation = {
  readonly level: LevelCode;
  readonly specialty: string;
  readonly kind: DeclarationKind;
  readonly institutionCategory?: string;
};

/** A title series as a value: what there is to fill in, what holds, what is printed. */
export interface Series {
  readonly code: string;
  readonly label: string;
  /** Contract version this series was written for; a mismatch stops the boot. */
  readonly kit: typeof KIT_VERSION;
  readonly levels: readonly Level[];
  /** Default names; the specialty tree of the catalogue has the last word. */
  readonly specialties: readonly string[];
  /** Asked at the start of a declaration where criteria differ by institution (卫生). */
  readonly institutionCategories?: readonly string[];
  /** Entities this series uses, its own and common ones. */
  readonly library: readonly Entity[];
  readonly sections: readonly Section[];
  /** What the employer uploads when recommending (AH-33.11 …); a plan adjusts them as data. */
  readonly unitSlots: Fields;
  readonly criteria: readonly Criterion[];
  /** Escape hatch, listed in the registry: asked by core at submission. */
  readonly guards?: readonly ServerGuard[];
  reviewForm(dossier: Dossier): readonly Block[];
  /** The second form that a declaration kind asks for (破格审批表, 转评申报表); undefined where it asks for none. */
  kindForm?(dossier: Dossier): KindForm | undefined;
  /** What the 人员情况一览表 of a unit or committee says of the person; without it the columns stay 无. */
  rosterFacts?(dossier: Dossier): RosterFacts;
}

/** A companion of the review form: its name, as buttons and files say it, and its content up to the opinions. */
export type KindForm = { readonly name: string; readonly blocks: readonly Block[] };

export const defineSeries = (series: Series): Series => series;

/**
 * The series whose people alone see this entity in their library, or undefined if everybody does (AH-06.13).
 * Exclusiveness is said by the entity, not guessed from who lists it: with one series installed everything would be.
 */
export const exclusiveTo = (all: readonly Series[], entity: Entity): readonly Series[] | undefined =>
  entity.exclusive ? all.filter((series) => series.library.includes(entity)) : undefined;
