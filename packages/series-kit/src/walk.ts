import type { Entity } from './entity.ts';
import { isRaw, type Field, type Fields, type Raw } from './field.ts';
import type { Coded } from './choice-kinds.ts';
import type { FileRef, Link } from './nested-kinds.ts';

/** A single answer somewhere in a row. `path` joins names and positions with dots: `titles.0.appointments.1.evidence`. */
export type Leaf = { readonly path: string; readonly field: Field; readonly value: unknown };

/** Every answer of a row, nested rows and the extras of links included. */
export function leavesIn(fields: Fields, row: Raw, prefix = ''): Leaf[] {
  return Object.entries(fields).flatMap(([name, field]): Leaf[] => {
    const path = prefix + name;
    const value = row[name];
    const below = (inner: Fields, pick: (item: Raw) => unknown, at = ''): Leaf[] =>
      (Array.isArray(value) ? value : []).filter(isRaw).flatMap((item, index) => {
        const raw = pick(item);
        return isRaw(raw) ? leavesIn(inner, raw, `${path}.${index}.${at}`) : [];
      });
    if (field.shape.kind === 'rows') return below(field.shape.fields, (item) => item);
    const leaf = { path, field, value };
    return field.shape.kind === 'links' ? [leaf, ...below(field.shape.extras, (item) => item.extra, 'extra.')] : [leaf];
  });
}

/** All files of a row with the path of their field: core checks who owns them and records that they are in use. */
export const filesIn = (fields: Fields, row: Raw): { path: string; field: Field; file: FileRef }[] =>
  leavesIn(fields, row).flatMap(({ path, field, value }) =>
    field.shape.kind === 'files' && Array.isArray(value)
      ? (value as readonly FileRef[]).map((file) => ({ path, field, file }))
      : [],
  );

/** Regions are looked up like a dictionary of this name. */
export const REGION_DICTIONARY = 'region';

const dictionaryOf = ({ shape }: Field): string | undefined =>
  shape.kind === 'coded' ? shape.dictionary : shape.kind === 'region' ? REGION_DICTIONARY : undefined;

/** The fields that have a dictionary, themselves or somewhere within: only their answers may be coded. */
export const codedFields = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, field]) => hasDictionary(field)));

function hasDictionary(field: Field): boolean {
  const { shape } = field;
  if (shape.kind === 'rows') return Object.values(shape.fields).some(hasDictionary);
  if (shape.kind === 'links') return Object.values(shape.extras).some(hasDictionary);
  return dictionaryOf(field) !== undefined;
}

/** All dictionary-backed answers of a row, for core to verify. */
export const codedIn = (fields: Fields, row: Raw): { path: string; field: Field; dictionary: string; code: string }[] =>
  leavesIn(fields, row).flatMap(({ path, field, value }) => {
    const dictionary = dictionaryOf(field);
    return dictionary !== undefined && isRaw(value)
      ? [{ path, field, dictionary, code: String((value as Coded).code) }]
      : [];
  });

/** The same row with every name written from its code; `nameOf` answers undefined for an unknown code (name kept). */
export function nameCoded<R extends Raw>(
  fields: Fields,
  row: R,
  nameOf: (dictionary: string, code: string) => string | undefined,
): R {
  const named = (field: Field, value: unknown): unknown => {
    const dictionary = dictionaryOf(field);
    if (dictionary !== undefined && isRaw(value))
      return { ...value, name: nameOf(dictionary, String(value.code)) ?? value.name };
    const { shape } = field;
    if (!Array.isArray(value)) return value;
    if (shape.kind === 'rows') return value.map((item: Raw) => nameCoded(shape.fields, item, nameOf));
    if (shape.kind === 'links')
      return value.map((item: Raw) =>
        isRaw(item.extra) ? { ...item, extra: nameCoded(shape.extras, item.extra, nameOf) } : item,
      );
    return value;
  };
  const changed = Object.entries(fields)
    .filter(([name]) => name in row)
    .map(([name, field]) => [name, named(field, row[name])]);
  return { ...row, ...Object.fromEntries(changed) };
}

const foundLinks = new WeakMap<Fields, Fields>();

/** The fields with links, themselves or somewhere within: a library is full of rows that have none. */
function linkFields(fields: Fields): Fields {
  const found = foundLinks.get(fields) ?? Object.fromEntries(Object.entries(fields).filter(([, f]) => hasLinks(f)));
  foundLinks.set(fields, found);
  return found;
}

const hasLinks = ({ shape }: Field): boolean =>
  shape.kind === 'links' || (shape.kind === 'rows' && Object.values(shape.fields).some(hasLinks));

/** Of how many links a page that only shows a row names the entries: a list of thousands says how many it has. */
export const LINKS_NAMED = 50;

/** Edges of the library graph: what may not be withdrawn, and what a snapshot must freeze along. */
export const entriesLinkedBy = (entity: Entity, row: Raw): { entity: Entity; entry: string }[] =>
  leavesIn(linkFields(entity.fields), row).flatMap(({ field: { shape }, value }) =>
    shape.kind === 'links' && Array.isArray(value)
      ? (value as readonly Link<Fields>[]).map(({ entry }) => ({ entity: shape.entity, entry }))
      : [],
  );
