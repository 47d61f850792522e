import type { Actor } from '../context.ts';
import { forbidden } from '../errors.ts';

/** Operators' acts have no page yet: operators and the system itself (null) only. Throws FORBIDDEN. */
export function mustOperate(actor: Actor | null): void {
  if (actor !== null && actor.role !== 'operator') throw forbidden();
}
