import type { Core } from '../context.ts';
import type { Capacity } from './model.ts';
import { regionName } from './queries.ts';

export interface BodyHit {
  readonly organisationId: string;
  readonly name: string;
  readonly regionName: string;
  readonly capacities: readonly Capacity[];
}

const BODIES_SHOWN = 20;

/**
 * Organisations of any sort by part of their name, or by their whole credit code (HN-31.02: typed + Enter); the
 * shortest names first, at most 20. Names of bodies are no secret of anybody's.
 */
export async function searchBodies({
  core,
  keyword,
  capacity,
}: {
  core: Core;
  keyword: string;
  capacity?: Capacity | undefined;
}): Promise<BodyHit[]> {
  const words = keyword.trim();
  if (words === '') return [];
  const query = core
    .db('organisation')
    .where((q) =>
      q
        .whereRaw('zc_grams(name) @> zc_query_grams(?) and position(lower(?) in lower(name)) > 0', [words, words])
        .orWhere({ uscc: words.toUpperCase() }),
    )
    .orderByRaw('length(name), name')
    .limit(BODIES_SHOWN)
    .select<{ id: string; name: string; region_code: string | null; capacities: Capacity[] }[]>(
      'id',
      'name',
      'region_code',
      core.db.raw(`array(select capacity from organisation_capacity c
        where c.organisation_id = organisation.id order by capacity) as capacities`),
    );
  if (capacity)
    void query.whereExists((q) =>
      q.from('organisation_capacity').whereRaw('organisation_id = organisation.id').where({ capacity }),
    );
  return (await query).map((row) => ({
    organisationId: row.id,
    name: row.name,
    regionName: regionName(core.profile, row.region_code),
    capacities: row.capacities,
  }));
}
