import { transaction } from '@zhicheng/database';
import type { Raw } from '@zhicheng/series-kit';
import type { Actor, Core } from '../context.ts';
import { once } from '../idempotency.ts';
import { completeRegistration } from '../identity/complete-registration.ts';
import { startBinding, type UnitChoice } from './request-binding.ts';

/**
 * 个人注册 (AH-02, AH-03.01..03): the person's data and, where one is chosen, the request to a unit, both or neither.
 * Without a unit the person goes on unbound (SM-BIND.02). Throws CONFLICT when registered before, INVALID per field,
 * and whatever `requestBinding` throws.
 */
export async function registerPerson({
  core,
  actor,
  form,
  unit,
  idempotencyKey,
}: {
  core: Core;
  actor: Actor;
  form: Raw;
  unit?: UnitChoice | null;
  idempotencyKey: string;
}): Promise<{ bindingId: string | null }> {
  return transaction(core.db, (trx) =>
    once({
      trx,
      actor,
      key: idempotencyKey,
      action: 'registerPerson',
      run: async () => {
        await completeRegistration({ trx, actor, form });
        const binding = unit ? await startBinding({ core, trx, actor, ...unit }) : null;
        return { bindingId: binding?.bindingId ?? null };
      },
    }),
  );
}
