import { anhui } from './anhui.ts';
import { hunan } from './hunan.ts';
import type { Profile } from './profile.ts';

const profiles: readonly Profile[] = [anhui, hunan];

/** The profile of that code ('anhui' or 'hunan'); errors on any other, so that a mistyped setting stops the start. */
export function profileOf(code: string): Profile {
  const found = profiles.find((profile) => profile.code === code);
  if (!found) throw new Error(`Unknown profile "${code}", known: ${profiles.map((known) => known.code).join(', ')}`);
  return found;
}

export { anhui, hunan };
export type { Entrance, MenuItem, PersonMenuKey, Profile, ProfileCode, ReturnMode, UnitMenuKey } from './profile.ts';
export { hrssBureauName, regionPath } from './region.ts';
export type { Region, RegionLevel } from './region.ts';
export { isIdNumber, isUscc, makeIdNumber, makeUscc, readIdNumber, SYNTHETIC_REGION } from './national-codes.ts';
export type { Gender } from './national-codes.ts';
