import type { Database, Transaction } from '@zhicheng/database';
import type { Actor } from '../context.ts';
import { notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import type { DeclarationRow } from './model.ts';

/** Of which declaration the answers can be taken over; see `reuseOffer`. */
export interface LastDeclaration {
  readonly id: string;
  readonly year: number;
  readonly planName: string;
  /** Something was taken over into this record before. */
  readonly used: boolean;
}

/** An own declaration that holds anything, other than `id`; the one begun last first. */
const ownOthers = (db: Database | Transaction, actor: Actor, id: string) =>
  db<DeclarationRow>('declaration')
    .where({ account_id: actor.accountId })
    .whereNot({ state: 'removed' })
    .whereNot({ id })
    .whereRaw(
      `(exists (select from declaration_form f where f.declaration_id = declaration.id)
        or exists (select from declaration_pick p where p.declaration_id = declaration.id))`,
    )
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ]);

/**
 * The person's last declaration besides this one, of any year, plan and state but removed; null when there is none.
 * The caller has checked the scope of `id`. One query.
 */
export async function lastDeclaration({
  db,
  actor,
  id,
}: {
  db: Database | Transaction;
  actor: Actor;
  id: string;
}): Promise<LastDeclaration | null> {
  const row = await ownOthers(db, actor, id).first<LastDeclaration | undefined>(
    'id',
    'plan_year as year',
    db.raw('(select name from review_plan where review_plan.id = plan_id) as "planName"'),
    db.raw(`exists (select from ledger_event where subject_id = ? and action = 'takeOver') as used`, [id]),
  );
  return row ?? null;
}

/** The declaration to take over from: an own one; NOT_FOUND for anybody else's, a removed one and `id` itself. */
export async function sourceInScope({
  trx,
  actor,
  id,
  sourceId,
}: {
  trx: Transaction;
  actor: Actor;
  id: string;
  sourceId: string;
}): Promise<DeclarationRow> {
  const row = isId(sourceId) ? await ownOthers(trx, actor, id).where({ id: sourceId }).first() : undefined;
  if (!row) throw notFound('上次申报');
  return row;
}
