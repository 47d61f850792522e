import { planFlow, transitionOf } from '@zhicheng/workflow';
import type { Actor } from '../context.ts';
import { forbidden } from '../errors.ts';

/** Who may publish a plan prepares and extends it, too. Throws FORBIDDEN. */
export function mustPlan(actor: Actor): void {
  if (!transitionOf(planFlow, 'publish').by.includes(actor.role)) throw forbidden();
}

/** Columns that a plan must have to be this actor's: a convening unit has those of its own committees. */
export const planScope = (actor: Actor): Readonly<Record<string, unknown>> =>
  actor.role === 'convening' ? { convening_organisation_id: actor.organisationId } : {};
