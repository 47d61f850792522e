import type { DossierData } from '@zhicheng/series-kit';
import type { Core } from '../context.ts';
import { pinnedPlan } from '../plans/queries.ts';
import type { DeclarationRow, SnapshotRow } from './model.ts';

/** The dossier as it was submitted in that round. */
export async function frozen(
  core: Core,
  row: DeclarationRow,
  round: number,
): Promise<{ seriesCode: string; data: DossierData }> {
  const snapshot: SnapshotRow | undefined = await core
    .db('declaration_snapshot')
    .where({ declaration_id: row.id, round })
    .first();
  if (!snapshot) throw new Error(`declaration ${row.id}: no snapshot of round ${round}`);
  const { series } = await pinnedPlan({ core, db: core.db, planId: row.plan_id, planVersion: row.plan_version });
  return { seriesCode: series.code, data: snapshot.dossier };
}
