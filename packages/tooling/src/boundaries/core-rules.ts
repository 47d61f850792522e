import { CLOSED_ROOMS, CORE_COMPOSITION, NOUNS } from './house.ts';
import type { Complaint, Step } from './import-rules.ts';
import type { Place } from './locate.ts';

const CORE = '@zhicheng/core';

/** Rule 3: what core imports, and in which order its nouns know each other. */
export function coreComplaint({ from, target, typeOnly }: Step): Complaint | undefined {
  if (from.unit !== CORE || from.isTest || target.kind !== 'file') return undefined;
  if (target.place.unit !== CORE) return foreignComplaint(target.place);
  const [noun, aim] = [nounOf(from), nounOf(target.place)];
  if (aim === undefined || noun === aim) return undefined;
  if (noun === undefined) return rootComplaint(from, aim, typeOnly);
  if (NOUNS.indexOf(noun) < NOUNS.indexOf(aim)) {
    return { rule: 3, message: `${noun} imports ${aim}, which comes after it` };
  }
  const room = target.place.path.slice(target.place.path.lastIndexOf('/') + 1);
  if (!CLOSED_ROOMS.includes(room)) return undefined;
  return { rule: 3, message: `${noun} imports ${aim}/${room}; nouns meet by use cases and queries` };
}

/** A folder of core that is not in the list of nouns has no place in the order. */
export function nounFolderComplaint(from: Place): Complaint | undefined {
  const folder = folderOf(from);
  if (from.unit !== CORE || from.isTest || folder === undefined || NOUNS.includes(folder)) return undefined;
  return { rule: 3, message: `${folder} is no noun of the order` };
}

function foreignComplaint(aim: Place): Complaint | undefined {
  if (aim.path.startsWith('packages/') && aim.unit !== '@zhicheng/tooling') return undefined;
  return { rule: 3, message: `core imports ${aim.unit}` };
}

function rootComplaint(from: Place, aim: string, typeOnly: boolean): Complaint | undefined {
  if (CORE_COMPOSITION.includes(from.inner)) return undefined;
  if (from.inner === 'src/transition.ts') return { rule: 3, message: `transition.ts imports the noun ${aim}` };
  return typeOnly
    ? undefined
    : { rule: 3, message: `${from.inner} imports the noun ${aim}; only the composition does` };
}

function nounOf(place: Place): string | undefined {
  const folder = folderOf(place);
  return folder !== undefined && NOUNS.includes(folder) ? folder : undefined;
}

function folderOf(place: Place): string | undefined {
  const [src, folder, ...rest] = place.inner.split('/');
  return src === 'src' && rest.length > 0 ? folder : undefined;
}
