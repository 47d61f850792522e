import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import type { DeclarationRow } from './model.ts';

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
