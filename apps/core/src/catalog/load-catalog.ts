import { transaction, type PartialModelObject, type Transaction } from '@zhicheng/database';
import type { Series } from '@zhicheng/series-kit';
import type { Core } from '../context.ts';
import { DictionaryItem, Region, Specialty, Title, TitleSeries } from './model.ts';
import { dictionaryEntries } from './reference/dictionaries.ts';
import { titleSeries } from './reference/series.ts';
import { specialties as referenceSpecialties } from './reference/specialties.ts';
import { titles as referenceTitles } from './reference/titles.ts';

interface SpecialtyRow {
  series_code: string;
  code: string;
  name: string;
  ordinal: number;
  /** The branch of the specialty tree it hangs on. */
  group: string | null;
}

/**
 * Fills regions, dictionaries, series, titles and specialties from the profile, the reference data and the title
 * series of this deployment. Runs again at every start: what is there is brought up to date, nothing is removed, and
 * what administrators added or retired stays as it is.
 */
export async function loadCatalog({ core }: { core: Pick<Core, 'db' | 'profile' | 'series'> }): Promise<void> {
  await transaction(core.db, async (trx) => {
    await trx.raw(`select pg_advisory_xact_lock(hashtextextended('catalog', 0))`);
    await loadRegions(trx, core);
    await DictionaryItem.query(trx)
      .insert(dictionaryEntries)
      .onConflict(['dictionary', 'code'])
      .merge(['name', 'ordinal']);
    await loadSeries(trx, core.series.all);
    await loadTitles(trx, core.series.all);
    await loadSpecialties(trx, core.series.all);
  });
}

async function loadRegions(trx: Transaction, { profile }: Pick<Core, 'profile'>): Promise<void> {
  const rows = profile.regions.map(({ code, name, parent, level }) => ({ code, name, parent_code: parent, level }));
  await Region.query(trx).insert(rows).onConflict('code').merge(['name']);
}

/** A plugin serves the catalog series of the same name; one without a counterpart is entered as a provincial series. */
async function loadSeries(trx: Transaction, plugins: readonly Series[]): Promise<void> {
  const known = titleSeries.toSorted((a, b) => Number(a.parent !== null) - Number(b.parent !== null));
  const rows = known.map(({ code, name, origin, parent, ordinal }) => ({
    code,
    name,
    origin,
    parent_code: parent,
    plugin_code: plugins.find((plugin) => plugin.label === name)?.code ?? null,
    ordinal,
  }));
  const own = unlisted(plugins).map((plugin, index): PartialModelObject<TitleSeries> => ({
    code: plugin.code,
    name: plugin.label,
    origin: 'province',
    parent_code: null,
    plugin_code: plugin.code,
    ordinal: titleSeries.length + index + 1,
  }));
  await TitleSeries.query(trx)
    .insert([...rows, ...own])
    .onConflict('code')
    .merge(['name', 'plugin_code', 'ordinal']);
}

const unlisted = (plugins: readonly Series[]): Series[] =>
  plugins.filter((plugin) => !titleSeries.some((series) => series.name === plugin.label));

async function loadTitles(trx: Transaction, plugins: readonly Series[]): Promise<void> {
  const rows = referenceTitles.map((title) => ({
    series_code: title.series,
    level: title.level,
    name: title.name,
    ministry_code: title.ministryTitleCode ?? null,
    acquisition_modes: [title.acquisitionMode],
    unverified: title.unverified ?? false,
    ordinal: title.ordinal,
  }));
  const own = unlisted(plugins).flatMap((plugin) =>
    plugin.levels.map((level, index) => ({
      series_code: plugin.code,
      level: level.code,
      name: level.label,
      ministry_code: null,
      acquisition_modes: ['REVIEW'],
      unverified: true,
      ordinal: index + 1,
    })),
  );
  const merged = ['level', 'ministry_code', 'acquisition_modes', 'unverified', 'ordinal'];
  await Title.query(trx)
    .insert([...rows, ...own])
    .onConflict(['series_code', 'name'])
    .merge(merged);
}

/** Specialties of the reference data, and those that only a plugin names. */
function specialtiesOf(plugins: readonly Series[]): SpecialtyRow[] {
  const listed: SpecialtyRow[] = referenceSpecialties.map(({ series, code, name, ordinal, group }) => ({
    series_code: series,
    code,
    name,
    ordinal,
    group,
  }));
  const named = plugins.flatMap((plugin): SpecialtyRow[] => {
    const code = titleSeries.find((series) => series.name === plugin.label)?.code ?? plugin.code;
    const missing = plugin.specialties.filter(
      (name) => !listed.some((row) => row.series_code === code && row.name === name),
    );
    const ordinal = (index: number) => listed.length + index + 1;
    return missing.map((name, index) => ({
      series_code: code,
      code: `${code}-${String(index + 1).padStart(3, '0')}`,
      name,
      ordinal: ordinal(index),
      group: null,
    }));
  });
  return [...listed, ...named];
}

async function loadSpecialties(trx: Transaction, plugins: readonly Series[]): Promise<void> {
  const rows = specialtiesOf(plugins);
  const branches = new Map<string, Omit<SpecialtyRow, 'group'>>();
  for (const { group, series_code, code, ordinal } of rows)
    if (group !== null && !branches.has(branchKey(series_code, group)))
      // The codes of one branch share everything but their last two digits.
      branches.set(branchKey(series_code, group), { series_code, code: code.slice(0, -2), name: group, ordinal });
  await mergeSpecialties(trx, [...branches.values()], ['name', 'ordinal']);
  const stored = await Specialty.query(trx);
  const idOf = new Map(stored.map((row) => [branchKey(row.series_code, row.code), row.id]));
  const leaves = rows.map(({ group, ...row }) => {
    const branch = group === null ? undefined : branches.get(branchKey(row.series_code, group));
    return { ...row, parent_id: branch ? (idOf.get(branchKey(row.series_code, branch.code)) ?? null) : null };
  });
  await mergeSpecialties(trx, leaves, ['name', 'ordinal', 'parent_id']);
}

async function mergeSpecialties(trx: Transaction, rows: PartialModelObject<Specialty>[], merged: string[]) {
  await Specialty.query(trx).insert(rows).onConflict(['series_code', 'code']).merge(merged);
}

const branchKey = (series: string, branch: string): string => `${series} ${branch}`;
