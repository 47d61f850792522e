import type { Caller } from '@zhicheng/core';
import type { Fields } from '@zhicheng/series-kit';
import type { FieldSources, RegionOption } from '../../../render/sources.tsx';
import { sectionsOf, type FillView } from './plan-of-page.ts';

type Needs = { readonly dictionaries: readonly string[]; readonly regions: boolean };

/** What the controls of these fields choose from, sub-rows included. */
function needsOf(fields: Fields): Needs {
  const needs = Object.values(fields).map(({ shape }): Needs => {
    if (shape.kind === 'coded') return { dictionaries: [shape.dictionary], regions: false };
    if (shape.kind === 'rows') return needsOf(shape.fields);
    if (shape.kind === 'links') return needsOf(shape.extras);
    return { dictionaries: [], regions: shape.kind === 'region' };
  });
  return {
    dictionaries: [...new Set(needs.flatMap(({ dictionaries }) => dictionaries))],
    regions: needs.some(({ regions }) => regions),
  };
}

type Tree = Readonly<Awaited<ReturnType<Caller['catalog']['regions']>>>;

const flat = (tree: Tree, parent: string | null): RegionOption[] =>
  tree.flatMap(({ code, name, children }) => [{ code, name, parent }, ...flat(children, code)]);

/** Dictionaries and regions for the questions of a declaration. */
export async function loadSources(
  caller: Caller,
  view: FillView,
): Promise<Pick<FieldSources, 'dictionaries' | 'regions'>> {
  const needs = sectionsOf(view).map(({ section, fields }) =>
    needsOf(section.kind === 'pick' ? (section.extras ?? {}) : fields),
  );
  const names = [...new Set(needs.flatMap(({ dictionaries }) => dictionaries))];
  const [dictionaries, regions] = await Promise.all([
    names.length > 0 ? caller.catalog.dictionaries({ names }) : {},
    needs.some((need) => need.regions) ? caller.catalog.regions() : [],
  ]);
  return { dictionaries, regions: flat(regions, null) };
}
