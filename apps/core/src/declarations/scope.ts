import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import type { DeclarationRow } from './model.ts';

/**
 * The round of a declaration that an actor may read: the owner the latest; an organisation the latest that was before
 * it, for what went elsewhere since is none of its business (AH-39.02). The declaration is in the actor's scope.
 */
export async function roundInScope({
  core: { db },
  actor,
  row,
}: {
  core: Core;
  actor: Actor;
  row: DeclarationRow;
}): Promise<number> {
  if (actor.role === 'applicant') return row.round;
  const seen = await db('process')
    .join('step', 'step.process_id', 'process.id')
    .where({ 'process.kind': 'declaration', 'process.subject_id': row.id })
    .where({ 'step.organisation_id': actor.organisationId, 'step.node': actor.role })
    .whereNot('step.state', 'cancelled')
    .max('process.round as round')
    .first();
  return Number(seen?.round ?? 0);
}

/** A declaration that the actor owns, or that his organisation audits or has audited; NOT_FOUND otherwise. */
export async function declarationInScope({
  core,
  actor,
  id,
}: {
  core: Core;
  actor: Actor;
  id: string;
}): Promise<DeclarationRow> {
  if (!isId(id)) throw notFound('申报');
  const { db } = core;
  const q = db('declaration').where({ id }).whereNot({ state: 'removed' });
  if (actor.role === 'applicant') void q.where({ account_id: actor.accountId });
  else
    void q.whereExists(
      db('process')
        .join('step', 'step.process_id', 'process.id')
        .whereRaw(`process.kind = 'declaration' and process.subject_id = declaration.id`)
        .where({ 'step.organisation_id': actor.organisationId, 'step.node': actor.role })
        .whereNot('step.state', 'cancelled'),
    );
  const row: DeclarationRow | undefined = await q.first();
  if (!row) throw notFound('申报');
  return row;
}
