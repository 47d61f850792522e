export type RegionLevel = 'province' | 'city' | 'county';

/** An administrative division by its GB/T 2260 code; `parent` is the code of the division above, null for the province. */
export type Region = { code: string; name: string; level: RegionLevel; parent: string | null };

/** Reads one `'340100 合肥市'`: six digits, a space, the name. A slip in the lists stops the program at load. */
function regionFrom(line: string, level: RegionLevel, parent: string | null): Region {
  const match = /^(\d{6}) (\S+)$/.exec(line);
  if (match?.[1] === undefined || match[2] === undefined) throw new Error(`Not a region: "${line}"`);
  return { code: match[1], name: match[2], level, parent };
}

/**
 * Builds the flat list of a province: itself first, then every city followed by its counties.
 * In: the province and, per city, its counties, each written `'<code> <name>'`.
 */
export function regionsFrom(province: string, cities: Record<string, string[]>): Region[] {
  const root = regionFrom(province, 'province', null);
  const below = Object.entries(cities).flatMap(([line, counties]) => {
    const city = regionFrom(line, 'city', root.code);
    return [city, ...counties.map((county) => regionFrom(county, 'county', city.code))];
  });
  return [root, ...below];
}

/** The way down to a region: province, city, county; empty when the code is unknown. */
export function regionPath(regions: readonly Region[], code: string): Region[] {
  const found = regions.find((region) => region.code === code);
  if (!found) return [];
  return found.parent === null ? [found] : [...regionPath(regions, found.parent), found];
}

/** The HRSS bureau of a region (AH-30.04): 省厅 for the province, 市局 and 县局 below. Errors on an unknown code. */
export function hrssBureauName(regions: readonly Region[], code: string): string {
  const region = regionPath(regions, code).at(-1);
  if (!region) throw new Error(`Unknown region ${code}`);
  return `${region.name}人力资源和社会保障${region.level === 'province' ? '厅' : '局'}`;
}
