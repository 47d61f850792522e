import type { Transaction } from '@zhicheng/database';
import type { AuditorRole } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import type { ErrorIssue } from '../errors.ts';

/** Where a process may go: an organisation in one of its capacities. */
export interface Node {
  readonly node: AuditorRole;
  readonly organisationId: string;
}

export interface ProcessRow {
  readonly id: string;
  readonly kind: string;
  readonly subject_id: string;
  readonly round: number;
  readonly flow_type: string;
  readonly flow_name: string;
  readonly applicant_id: string;
  readonly state: string;
  readonly route: Readonly<Record<string, unknown>>;
  readonly started_at: Date;
  readonly ended_at: Date | null;
}

export interface StepRow {
  readonly id: string;
  readonly process_id: string;
  readonly seq: number;
  readonly node: AuditorRole;
  readonly organisation_id: string;
  readonly state: string;
  readonly opened_at: Date;
  readonly decided_at: Date | null;
  readonly decided_by: string | null;
  readonly opinion: string | null;
  readonly extra: Readonly<Record<string, unknown>>;
  /** The returned step that put the case back here (上级审核不通过). */
  readonly put_back_by: string | null;
  /** The pass of the round before that stands for this one. */
  readonly carried_from: string | null;
  readonly version: number;
}

/** A step being decided, as the noun behind the process is told of it. */
export interface Decision {
  readonly core: Core;
  readonly trx: Transaction;
  readonly actor: Actor;
  readonly process: ProcessRow;
  readonly step: StepRow;
  readonly opinion: string;
  /** What the auditor handed in with the decision (recommendation uploads). */
  readonly extra: Readonly<Record<string, unknown>>;
}

/**
 * What a kind of process means to the noun that owns its subject. Tasks know organisations and steps only;
 * createCore hands them one of these per kind.
 */
export interface ProcessKind {
  readonly kind: string;
  /** Why such a case is decided one by one, in words; absent: several may be decided in one go. */
  readonly oneByOne?: string;
  /** States of a process that are not called as usual (AH-32.07). */
  readonly labels?: Readonly<Record<string, string>>;
  /** 终止 exists for this kind. */
  readonly terminable: boolean;
  /** Nodes that may follow; an empty list makes the step the last one. */
  next(at: Pick<Decision, 'core' | 'trx' | 'process' | 'step'>): Promise<readonly Node[]>;
  /** Why no decision is possible now (audit deadline). */
  window?(at: Pick<Decision, 'core' | 'trx' | 'process'>): Promise<readonly ErrorIssue[]>;
  /** What is missing before the step may pass (uploads, quota). */
  recommendation?(decision: Decision): Promise<readonly ErrorIssue[]>;
  quota?(decision: Decision): Promise<readonly ErrorIssue[]>;
  /** What of `extra` is kept with the step, as the database knows it; absent: nothing. */
  keep?(decision: Decision): Promise<Readonly<Record<string, unknown>>>;
  /** True where a return goes to the body below, and only from the lowest one to the person (GP.01). */
  stepwise?(at: Pick<Decision, 'core' | 'trx' | 'process'>): Promise<boolean>;
  /** The opinion of a return that has none in words: made of what was marked. */
  composedOpinion?(decision: Decision): Promise<string>;
  /** Every return, whoever gets the case; `returned` follows when it reaches the person. */
  sentBack?(decision: Decision): Promise<void>;
  /** A step passes: the guards found nothing, the next step is not open yet. */
  stepPassed?(decision: Decision): Promise<void>;
  /** The auditor takes the pass of this step back. */
  passTakenBack?(decision: Decision): Promise<void>;
  passed(decision: Decision): Promise<void>;
  /** How many cases of this kind are decided in few statements; absent: one by one. */
  readonly together?: Together;
  returned(decision: Decision): Promise<void>;
  terminated?(decision: Decision): Promise<void>;
  /** Undoes `passed` when the last auditor takes a pass back; absent: the pass is final. */
  reopened?(decision: Decision): Promise<void>;
}

/** Steps of many processes of one kind, decided alike, as the noun behind them is told of them. */
export interface DecidedTogether extends Pick<Decision, 'core' | 'trx' | 'actor' | 'opinion'> {
  /** Of each subject, the round of its process. */
  readonly rounds: ReadonlyMap<string, number>;
}

/**
 * Only for kinds whose first step is the last one and is decided without anything to be handed in or waited for. Whatever
 * case is out of the ordinary is not `plain`: it is decided by itself.
 */
export interface Together {
  /** Of these subjects those that an organisation may decide together with others; locked from now on. */
  plain(at: {
    readonly trx: Transaction;
    readonly subjectIds: readonly string[];
    readonly organisationId: string;
  }): Promise<ReadonlySet<string>>;
  /** What `passed` does, for all of them. */
  pass(decided: DecidedTogether): Promise<void>;
  /** What `returned` does, for all of them. */
  return(decided: DecidedTogether): Promise<void>;
}

/** What would stand between a step and its decision, or be done beside it: a kind decided together has none of it. */
const BESIDE = [
  ...(['window', 'recommendation', 'quota', 'keep', 'stepPassed'] as const),
  ...(['stepwise', 'composedOpinion', 'sentBack'] as const),
];

export interface ProcessKinds {
  /** Throws on an unknown kind: a stored process without its noun. */
  of(kind: string): ProcessKind;
}

export function createProcessKinds(all: readonly ProcessKind[]): ProcessKinds {
  for (const kind of all)
    if (kind.together && BESIDE.some((name) => kind[name])) throw new Error(`${kind.kind} cannot be decided together`);
  const byKind = new Map(all.map((kind) => [kind.kind, kind]));
  return {
    of(kind) {
      const found = byKind.get(kind);
      if (!found) throw new Error(`no process kind ${kind}`);
      return found;
    },
  };
}
