import type { Caller } from '@zhicheng/core';
import type { Coded, Field, Fields } from '@zhicheng/series-kit';
import type { RegionOption } from './sources.tsx';

type RegionTree = readonly Awaited<ReturnType<Caller['catalog']['regions']>>[number][];

/** Every field of a form, those of sub-rows and links included. */
export const allFields = (fields: Fields): Field[] =>
  Object.values(fields).flatMap((field) => {
    const { shape } = field;
    const inner = shape.kind === 'rows' ? shape.fields : shape.kind === 'links' ? shape.extras : {};
    return [field, ...allFields(inner)];
  });

const flat = (tree: RegionTree, parent: string | null = null): RegionOption[] =>
  tree.flatMap(({ code, name, children }) => [{ code, name, parent }, ...flat(children, code)]);

/** For loaders: the dictionaries and regions that a form's controls ask for, and no others. */
export async function loadSources(
  caller: Caller,
  fields: Fields,
): Promise<{ dictionaries: Record<string, Coded[]>; regions: RegionOption[] }> {
  const all = allFields(fields);
  const names = [...new Set(all.flatMap(({ shape }) => (shape.kind === 'coded' ? [shape.dictionary] : [])))];
  const [dictionaries, regions] = await Promise.all([
    names.length > 0 ? caller.catalog.dictionaries({ names }) : {},
    all.some(({ shape }) => shape.kind === 'region') ? caller.catalog.regions() : [],
  ]);
  return { dictionaries, regions: flat(regions) };
}
