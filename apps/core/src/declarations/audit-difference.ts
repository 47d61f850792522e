import { organisationOf, type Actor, type Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { pinnedPlan } from '../plans/queries.ts';
import { processInScope } from '../tasks/queries.ts';
import { differenceOf, type SectionDifference } from './difference.ts';
import type { DeclarationRow } from './model.ts';

export interface AuditDifference {
  /** The round that this organisation had seen last. */
  readonly since: number;
  readonly sections: readonly SectionDifference[];
}

/**
 * What changed since this organisation last audited the declaration: the snapshot before it then against that of the
 * process. A round whose pass was only carried over was not seen. null: it sees the declaration for the first time.
 */
export async function auditDifference({
  core,
  actor,
  processId,
}: {
  core: Core;
  actor: Actor;
  processId: string;
}): Promise<AuditDifference | null> {
  const process = await processInScope({ core, actor, processId });
  if (process.kind !== 'declaration') throw notFound('申报');
  const seen = await core
    .db('process')
    .join('step', 'step.process_id', 'process.id')
    .where({ 'process.kind': 'declaration', 'process.subject_id': process.subject_id })
    .where('process.round', '<', process.round)
    .where({ 'step.organisation_id': organisationOf(actor), 'step.node': actor.role })
    .whereIn('step.state', ['passed', 'returned'])
    .whereNull('step.carried_from')
    .max('process.round as round')
    .first();
  if (!seen?.round) return null;
  const row: DeclarationRow = await core.db('declaration').where({ id: process.subject_id }).first();
  const { series } = await pinnedPlan({ core, db: core.db, planId: row.plan_id, planVersion: row.plan_version });
  const side = async (round: number) => {
    const snapshot = await core.db('declaration_snapshot').where({ declaration_id: row.id, round }).first();
    return { data: snapshot.dossier, hashes: snapshot.file_hashes };
  };
  return {
    since: Number(seen.round),
    sections: differenceOf(series, await side(Number(seen.round)), await side(process.round)),
  };
}
