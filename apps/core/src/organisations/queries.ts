import type { Database } from '@zhicheng/database';
import { regionPath, type Profile } from '@zhicheng/profiles';
import { unitNaturesWithPostApproval } from '../catalog/reference/dictionaries.ts';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { bindingStatusOf, type BindingStatus } from './binding-state.ts';
import { hrssOffice } from './hrss-office.ts';
import { BINDING_NODES, type Capacity, type OrganisationRow, type UnitDetails } from './model.ts';

export {
  bindingWhy,
  boundUnitIdOf,
  boundUnitOf,
  boundUnitOfPerson,
  type BindingStatus,
  type BoundUnit,
} from './binding-state.ts';

export interface UnitHit {
  readonly organisationId: string;
  readonly name: string;
  /** 安徽省-合肥市; empty while the unit has no region. */
  readonly regionName: string;
}

const UNITS_SHOWN = 20;

/**
 * Units one can bind to, whose names contain the keyword: registered ones only (AH-03.04), at most 20. A department
 * that has not registered as an employer is among them (AH-37.03).
 */
export async function searchUnits({ core, keyword }: { core: Core; keyword: string }): Promise<UnitHit[]> {
  const words = keyword.trim();
  if (words === '') return [];
  const rows = await core
    .db('organisation')
    .whereNotNull('registered_at')
    .whereRaw('zc_grams(name) @> zc_query_grams(?) and position(lower(?) in lower(name)) > 0', [words, words])
    .whereExists((capacity) =>
      capacity
        .from('organisation_capacity')
        .whereRaw('organisation_id = organisation.id')
        .whereIn('capacity', [...BINDING_NODES]),
    )
    .orderByRaw('length(name), name')
    .limit(UNITS_SHOWN)
    .select<{ id: string; name: string; region_code: string | null }[]>('id', 'name', 'region_code');
  return rows.map((row) => ({
    organisationId: row.id,
    name: row.name,
    regionName: regionName(core.profile, row.region_code),
  }));
}

/** 安徽省-合肥市 (AH-30.04). */
export const regionName = (profile: Profile, code: string | null): string =>
  code === null
    ? ''
    : regionPath(profile.regions, code)
        .map(({ name }) => name)
        .join('-');

export interface UnitDto {
  readonly id: string;
  readonly name: string;
  readonly uscc: string | null;
  readonly regionCode: string | null;
  readonly regionName: string;
  readonly unitNature: { readonly code: string; readonly name: string } | null;
  readonly central: boolean;
  readonly details: UnitDetails;
  /** 所属人社: of the region, or the nearest above it that is on the platform; id null when none is. */
  readonly hrss: { readonly id: string | null; readonly name: string } | null;
  readonly capacities: readonly Capacity[];
  readonly registered: boolean;
  /** 岗位核准信息 exists for the actor's organisation (AH-35.01). */
  readonly postQuotas: boolean;
  readonly version: number;
}

/** The actor's own organisation (AH-30.03..05). */
export async function ownUnit({ core, actor }: { core: Core; actor: Actor }): Promise<UnitDto> {
  const id = organisationOf(actor);
  const row = await core
    .db('organisation')
    .leftJoin('dictionary_item as nature', (on) =>
      on.on('nature.code', 'organisation.unit_nature').andOnVal('nature.dictionary', 'unitNature'),
    )
    .where('organisation.id', id)
    .first<OrganisationRow & { nature_name: string | null; capacities: Capacity[] }>(
      'organisation.*',
      'nature.name as nature_name',
      core.db.raw(`array(select capacity from organisation_capacity c
        where c.organisation_id = organisation.id order by capacity) as capacities`),
    );
  if (!row) throw notFound('单位');
  return {
    id,
    name: row.name,
    uscc: row.uscc,
    regionCode: row.region_code,
    regionName: regionName(core.profile, row.region_code),
    unitNature: row.unit_nature ? { code: row.unit_nature, name: row.nature_name ?? row.unit_nature } : null,
    central: row.central,
    details: row.details,
    hrss: row.region_code ? await bureauOf(core, row.region_code) : null,
    capacities: row.capacities,
    registered: row.registered_at !== null && (actor.role !== 'employer' || row.capacities.includes('employer')),
    postQuotas: actor.role === 'employer' && unitNaturesWithPostApproval.includes(row.unit_nature ?? ''),
    version: row.version,
  };
}

/** The HRSS bureau of a region, or the nearest above it that is on the platform; id null when none is (AH-30.04). */
export async function bureauOf(core: Core, regionCode: string): Promise<UnitDto['hrss']> {
  const { id, name } = await hrssOffice({ core, db: core.db, regionCode });
  return { id, name };
}

/** Where the actor's own bindings stand (AH-03.10). */
export const ownBindingStatus = ({ db, actor }: { db: Database; actor: Actor }): Promise<BindingStatus> =>
  bindingStatusOf({ db, personId: actor.accountId });
