import type { Database, Transaction } from '@zhicheng/database';
import { regionPath, type Profile } from '@zhicheng/profiles';
import { organisationOf, type Actor, type Core } from '../context.ts';

type Db = Database | Transaction;

const descendants = (profile: Profile, code: string): string[] =>
  profile.regions
    .filter((region) => regionPath(profile.regions, region.code).some((above) => above.code === code))
    .map((region) => region.code);

/**
 * Regions of whose bodies the actor keeps the paths (RF.32): an HRSS bureau its own region and those below it.
 * null: the whole province, for operators.
 */
export async function keptRegions({ core, db, actor }: { core: Core; db: Db; actor: Actor }): Promise<string[] | null> {
  if (actor.role === 'operator') return null;
  const own = await db('organisation')
    .where({ id: organisationOf(actor) })
    .first('region_code');
  return own?.region_code ? descendants(core.profile, own.region_code) : [];
}

/**
 * Edges that the actor may change, as a query over audit_edge joined with `below`, the subordinate's organisation.
 * The talent centre's node is set up by operators (AH-38.03).
 */
export const inScope = (db: Db, regions: readonly string[] | null) => {
  const query = db('audit_edge').join('organisation as below', 'below.id', 'audit_edge.from_organisation_id');
  if (regions !== null)
    void query.whereIn('below.region_code', [...regions]).whereNot('audit_edge.to_capacity', 'talentCentre');
  return query.whereNull('audit_edge.cancelled_at');
};
