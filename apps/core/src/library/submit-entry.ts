import { transaction, type Transaction } from '@zhicheng/database';
import { libraryFlow } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { once } from '../idempotency.ts';

export type Moved = { readonly id: string; readonly version: number; readonly state: string };

interface Submission {
  readonly core: Core;
  readonly actor: Actor;
  readonly id: string;
  readonly expectedVersion: number;
}

/**
 * 提交 of a saved entry to the bound unit (SM-LIB.02). REFUSED with all that is missing: fields, binding, linked
 * entries that are not approved; CONFLICT when it moved on.
 */
export const submitEntry = ({ idempotencyKey, ...rest }: Submission & { idempotencyKey?: string }): Promise<Moved> =>
  transaction(rest.core.db, (trx) => {
    const run = () => submitIn({ ...rest, trx });
    return idempotencyKey
      ? once({ trx, actor: rest.actor, key: idempotencyKey, action: `library.submit ${rest.id}`, run })
      : run();
  });

/** The same inside a transaction that has just saved the entry. */
export async function submitIn({ trx, ...rest }: Submission & { trx: Transaction }): Promise<Moved> {
  return move({ ...rest, trx, action: 'submit', patch: { submitted_at: trx.raw('zc_now()') } });
}

/** An owner's move along SM-LIB; nobody but the owner has one (AH-39.01). */
export async function move({
  core,
  trx,
  actor,
  id,
  expectedVersion,
  action,
  patch,
}: Submission & { trx: Transaction; action: string; patch?: Readonly<Record<string, unknown>> }): Promise<Moved> {
  if (!isId(id)) throw notFound();
  const moved = await core.transition({
    trx,
    flow: libraryFlow.name,
    id,
    action,
    actor,
    scope: { owner_id: actor.accountId },
    expectedVersion,
    patch: { ...patch, updated_at: trx.raw('clock_timestamp()') },
  });
  return { id, ...moved };
}
