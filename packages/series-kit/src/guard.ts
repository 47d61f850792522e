import type { Mend } from './criterion.ts';
import type { Dossier } from './dossier.ts';
import type { Entity } from './entity.ts';
import type { Fields } from './field.ts';
import type { DeclarationKind, LevelCode } from './series.ts';

/** Another declaration of the same person, as far as rules need to know it. */
export type PastDeclaration = {
  /** Year of the plan. */
  readonly year: number;
  readonly sameSeries: boolean;
  readonly level: LevelCode;
  readonly kind: DeclarationKind;
  readonly outcome: 'open' | 'admitted' | 'terminated';
};

/** What a guard may ask of the platform, read-only and without names. Core answers within the submission's transaction. */
export interface Facts {
  /**
   * Number of other people with an approved entry that carries just this answer. Only for fields with `search`: those
   * are indexed. Throws for any other.
   */
  othersWith<F extends Fields>(entity: Entity<F>, field: keyof F & string, value: string): Promise<number>;
  /** The person's other declarations, the latest first; deleted ones are not among them. */
  declarations(): Promise<readonly PastDeclaration[]>;
}

/** Why it cannot be submitted, in the words of the user, and where to mend it. */
export type GuardIssue = { readonly message: string; readonly mend: Mend };

/**
 * Escape hatch: a rule that the dossier alone cannot answer. Core asks it when somebody submits, never before, so the
 * readiness list does not know it; a criterion is better wherever one will do. Pure but for `facts`: no clock, no state.
 * One that throws refuses the submission.
 */
export interface ServerGuard {
  /** kebab-case. */
  readonly code: string;
  /** What is looked at, for administrators and tests. */
  readonly label: string;
  check(dossier: Dossier, facts: Facts): Promise<readonly GuardIssue[]>;
}
