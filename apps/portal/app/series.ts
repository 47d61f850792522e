import { registry } from '@zhicheng/plugins';
export { widgets } from '@zhicheng/plugins/ui';
import type { Entity, Series } from '@zhicheng/series-kit';

/** The series of a code, on the server and in the browser alike. Throws: a code without a series is a defect. */
export function seriesOf(code: string): Series {
  const found = registry.find((series) => series.code === code);
  if (!found) throw new Error(`no series ${code}`);
  return found;
}

/** The library entity of a code, whichever series brings it; undefined for an address typed by hand. */
export const entityOf = (code: string): Entity | undefined =>
  registry.flatMap(({ library }) => library).find((entity) => entity.code === code);
