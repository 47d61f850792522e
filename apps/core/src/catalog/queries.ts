import type { Database } from '@zhicheng/database';
import { DictionaryItem, Region, TitleSeries } from './model.ts';
import type { TitleLevel } from './reference/types.ts';

export interface Item {
  readonly code: string;
  readonly name: string;
}
export interface RegionDto extends Item {
  readonly level: 'province' | 'city' | 'county';
  readonly children: readonly RegionDto[];
}
export interface SeriesDto extends Item {
  readonly origin: 'national' | 'province';
  readonly parentCode: string | null;
  /** null: no plans can be published for it yet (GP.91). */
  readonly pluginCode: string | null;
}
export interface TitleDto {
  readonly id: string;
  readonly name: string;
  readonly level: TitleLevel;
  readonly levelName: string;
  readonly acquisitionModes: readonly string[];
}
export interface SpecialtyDto {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** Branch of the specialty tree (for teachers the 学段); null where the tree is flat. */
  readonly group: string | null;
}

/** The regions of the province as a tree (AH-29.16); retired ones are left out. */
export async function regionTree({ db }: { db: Database }): Promise<RegionDto[]> {
  const rows = await Region.query(db).whereNull('retired_at').orderBy('code');
  const below = (parent: string | null): RegionDto[] =>
    rows
      .filter((row) => row.parent_code === parent)
      .map(({ code, name, level }) => ({ code, name, level, children: below(code) }));
  return below(null);
}

/** The choices of some dictionaries, each in its order; an unknown name gives an empty list. */
export async function dictionaries({
  db,
  names,
}: {
  db: Database;
  names: readonly string[];
}): Promise<Record<string, Item[]>> {
  const rows = await DictionaryItem.query(db)
    .whereIn('dictionary', names)
    .whereNull('retired_at')
    .orderBy(['dictionary', 'ordinal'])
    .select('dictionary', 'code', 'name');
  const found: Record<string, Item[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (const { dictionary, code, name } of rows) found[dictionary]?.push({ code, name });
  return found;
}

/** All title series in the order of the drop-down (AH-06.10). */
export async function listSeries({ db }: { db: Database }): Promise<SeriesDto[]> {
  return (await TitleSeries.query(db).orderBy('ordinal')).map(seriesDto);
}

/** A title series by its code; null when there is none. Takes a transaction as well. */
export async function titleSeriesOf({ db, code }: { db: Database; code: string }): Promise<SeriesDto | null> {
  const row = await TitleSeries.query(db).findById(code);
  return row ? seriesDto(row) : null;
}

const seriesDto = ({ code, name, origin, parent_code, plugin_code }: TitleSeries): SeriesDto => ({
  code,
  name,
  origin,
  parentCode: parent_code,
  pluginCode: plugin_code,
});

/** The titles of a series, top level first. */
export async function listTitles({ db, seriesCode }: { db: Database; seriesCode: string }): Promise<TitleDto[]> {
  return db('title')
    .leftJoin('dictionary_item as level', (on) =>
      on.on('level.code', 'title.level').andOnVal('level.dictionary', 'titleLevel'),
    )
    .where({ series_code: seriesCode })
    .orderBy('title.ordinal')
    .select<TitleDto[]>(
      'title.id',
      'title.name',
      'title.level',
      db.raw(`coalesce(level.name, title.level) as "levelName"`),
      'acquisition_modes as acquisitionModes',
    );
}

const SPECIALTIES_SHOWN = 500;

/** The specialties one can declare in, branches left out; `keyword` is part of the name or of its branch's. */
export async function listSpecialties({
  db,
  seriesCode,
  keyword = '',
}: {
  db: Database;
  seriesCode: string;
  keyword?: string;
}): Promise<SpecialtyDto[]> {
  const query = db('specialty as leaf')
    .leftJoin('specialty as branch', 'branch.id', 'leaf.parent_id')
    .where('leaf.series_code', seriesCode)
    .whereNotExists(db('specialty as child').whereRaw('child.parent_id = leaf.id').select(db.raw('1')))
    .orderBy('leaf.ordinal')
    .limit(SPECIALTIES_SHOWN)
    .select<SpecialtyDto[]>('leaf.id', 'leaf.code', 'leaf.name', 'branch.name as group');
  if (keyword.trim() !== '')
    query.whereRaw(`position(lower(?) in lower(coalesce(branch.name, '') || ' ' || leaf.name)) > 0`, [keyword.trim()]);
  return query;
}
