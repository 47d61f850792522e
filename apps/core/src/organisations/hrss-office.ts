import type { Database, Transaction } from '@zhicheng/database';
import { hrssBureauName, regionPath } from '@zhicheng/profiles';
import type { Core } from '../context.ts';
import type { UnitDetails } from './model.ts';

export type { UnitDetails };

export interface Office {
  /** null: the bureau is not on the platform. */
  readonly id: string | null;
  readonly name: string;
  readonly phone: string | null;
}

/** The number under which an organisation can be called. */
export const phoneOf = (details: UnitDetails): string | null => details.mobile ?? details.legalPhone ?? null;

interface Bureau {
  id: string;
  name: string;
  region_code: string;
  details: UnitDetails;
}

/** The HRSS bureau of a region, or the nearest above it that is on the platform (AH-30.04). */
export async function hrssOffice({
  core,
  db,
  regionCode,
}: {
  core: Core;
  db: Database | Transaction;
  regionCode: string;
}): Promise<Office> {
  const upwards = regionPath(core.profile.regions, regionCode)
    .map(({ code }) => code)
    .toReversed();
  const bureaus = await db('organisation')
    .join('organisation_capacity as c', 'c.organisation_id', 'organisation.id')
    .where('c.capacity', 'hrss')
    .whereIn('region_code', upwards)
    .select<Bureau[]>('id', 'name', 'region_code', 'details');
  for (const code of upwards) {
    const bureau = bureaus.find((row) => row.region_code === code);
    if (bureau) return { id: bureau.id, name: bureau.name, phone: phoneOf(bureau.details) };
  }
  return { id: null, name: hrssBureauName(core.profile.regions, regionCode), phone: null };
}
