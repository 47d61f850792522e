import type { Actor } from '../../context.ts';
import type { ErrorCode } from '../../errors.ts';
import type { Session } from './session.ts';

/** A level of the audit tree of the model: its place in the walk, and who acts for it. */
export interface LevelOfWalk {
  readonly node: string;
  readonly organisationId: string;
  /** More than one: what waits has to be claimed. */
  readonly auditors: readonly Actor[];
}

export interface PlanOfModel {
  readonly id: string;
  readonly year: number;
  readonly stepwise: boolean;
  readonly resumes: boolean;
  readonly quota: boolean;
  readonly terminatedUsesYear: boolean;
  readonly deletable: 'ALWAYS' | 'UNTIL_DEADLINE';
  declareUntil: number;
  auditUntil: number;
}

export interface StepOfModel {
  readonly round: number;
  readonly level: number;
  state: 'open' | 'passed' | 'returned' | 'terminated' | 'cancelled';
  by: string | null;
  carried: boolean;
  /** Who holds its open task. */
  claimedBy: string | null;
  /** The birthplace is marked with this step. */
  marked: boolean;
  /** What the ledger must say of it, in this order. */
  readonly actions: string[];
}

export interface DeclarationOfModel {
  readonly id: string;
  readonly person: number;
  readonly plan: number;
  state: 'draft' | 'inAudit' | 'returned' | 'approved' | 'terminated' | 'removed';
  round: number;
  version: number;
  usesYear: boolean;
  /** Everything that 开始检测 asks for is there; the library entries are pinned. */
  filled: boolean;
  birthplace: string;
  /** As it was handed in last. */
  frozenBirthplace: string;
  /** Marks of the latest return, each answered or not. */
  due: boolean[];
  readonly steps: StepOfModel[];
  readonly actions: string[];
  /** What its unit decided about a post, while that counts. */
  post: { readonly occupies: boolean } | null;
  /** The key of the latest submit that succeeded. */
  lastKey: string | null;
}

export interface EntryOfModel {
  readonly id: string;
  state: 'draft' | 'inAudit' | 'approved' | 'returned';
  version: number;
}

export interface QuotaOfModel {
  readonly id: string;
  state: 'draft' | 'confirmed' | 'removed';
  version: number;
  vacancies: number;
}

export interface PersonOfModel {
  readonly actor: Actor;
  /** The entry of the library that the declaration asks for. */
  readonly entry: EntryOfModel;
  /** Entries that nothing asks for. */
  readonly others: readonly EntryOfModel[];
}

/** What we believe the platform to hold. Written for reading, not for speed. */
export interface Model {
  /** Milliseconds since the epoch: what the database's clock says. */
  now: number;
  readonly people: readonly PersonOfModel[];
  readonly levels: readonly LevelOfWalk[];
  readonly plans: readonly PlanOfModel[];
  readonly declarations: DeclarationOfModel[];
  /** By year. */
  readonly quotas: Map<number, QuotaOfModel>;
}

/** What a command is going to do: how it must end, how it is done, and what it changes when it succeeds. */
export interface Intent<R = unknown> {
  /** null: it succeeds. */
  readonly expected: ErrorCode | null;
  act(real: Session): Promise<R>;
  apply(result: R): void;
}

export const planOf = (m: Model, d: DeclarationOfModel): PlanOfModel => at(m.plans, d.plan);
export const editable = ({ state }: DeclarationOfModel): boolean => state === 'draft' || state === 'returned';
export const openStep = ({ steps }: DeclarationOfModel): StepOfModel | undefined =>
  steps.find(({ state }) => state === 'open');
export const shared = (m: Model, level: number): boolean => at(m.levels, level).auditors.length > 1;
/** 退回修改 lasts until 审核截止, a draft until 申报截止; both ends are exclusive. */
export const workIsOver = (m: Model, d: DeclarationOfModel): boolean =>
  m.now >= (d.state === 'returned' ? planOf(m, d).auditUntil : planOf(m, d).declareUntil);
export const auditIsOver = (m: Model, d: DeclarationOfModel): boolean => m.now >= planOf(m, d).auditUntil;
export const pinned = (m: Model, person: number): boolean =>
  m.declarations.some((d) => d.person === person && d.filled && d.state !== 'removed');
export const stepsOfRound = ({ steps, round }: DeclarationOfModel): StepOfModel[] =>
  steps.filter((step) => step.round === round);
/** Each with its owner. */
export const entriesOf = ({ people }: Model): { readonly person: number; readonly entry: EntryOfModel }[] =>
  people.flatMap(({ entry, others }, person) => [entry, ...others].map((one) => ({ person, entry: one })));
/** Posts taken of a year. */
export const occupied = (m: Model, year: number): number =>
  m.declarations.filter((d) => d.post?.occupies && planOf(m, d).year === year).length;

/** Passes that still stand before a step: a return takes the one below it away. */
export function standing(steps: readonly StepOfModel[]): StepOfModel[] {
  const stack: StepOfModel[] = [];
  for (const step of steps)
    if (step.state === 'passed') stack.push(step);
    else if (step.state === 'returned') stack.pop();
  return stack;
}

export function at<T>(all: readonly T[], index: number): T {
  const found = all[index];
  if (found === undefined) throw new Error(`there is no number ${index}`);
  return found;
}

/** One of them, whatever the number. */
export const oneOf = <T>(all: readonly T[], number: number): T | undefined => all[number % Math.max(all.length, 1)];
