import {
  headingOf,
  isBlank,
  isRaw,
  plannedSections,
  readEntry,
  show,
  type AnyPick,
  type DossierData,
  type Entity,
  type Field,
  type Fields,
  type PlannedSection,
  type Raw,
  type Series,
} from '@zhicheng/series-kit';
import { canonicalJson } from '../ledger/canonical-json.ts';

/** One answer that is another now. `path` is the place in what was there before; extras of a pick begin with @. */
export interface FieldChange {
  readonly path: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
  /** Files that were there and are there no longer, by content: ids of before. */
  readonly goneFiles: readonly string[];
}
export interface RowChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly entry: string;
  readonly title: string;
  readonly fields: readonly FieldChange[];
}
export interface SectionDifference {
  readonly section: string;
  readonly label: string;
  readonly changed: boolean;
  readonly fields: readonly FieldChange[];
  readonly rows: readonly RowChange[];
  /** The same rows in another order. */
  readonly reordered: boolean;
}
/** A dossier with the hashes of its files by id. */
export interface Side {
  readonly data: DossierData;
  readonly hashes: Readonly<Record<string, string>>;
}

/** What belongs to every declaration and is no section: whose it is, for what, the photo. */
export const HEADING = 'heading';
export const HEADING_LABEL = '申报情况';
/** How an extra of a pick is told from a field of its entry. */
export const EXTRA = '@';

/**
 * What changed between two submissions of a declaration, section by section, all sections: forms by field, picks by
 * row, sub-rows by content, files by hash (GP.94 counts on it that the same scan uploaded again is no change).
 */
export function differenceOf(series: Series, before: Side, after: Side): SectionDifference[] {
  const sections = new Map<string, PlannedSection>();
  for (const { data } of [before, after])
    for (const planned of plannedSections(series, data.template, data.situation))
      sections.set(planned.section.code, planned);
  return [
    headingDifference(before, after),
    ...[...sections.values()].map((one) => sectionOf(series, one, before, after)),
  ];
}

function headingDifference(before: Side, after: Side): SectionDifference {
  const facts = ({ data }: Side): (readonly [path: string, label: string, text: string])[] => [
    ['title', '申报职称', data.title],
    ['specialty', '申报专业', data.situation.specialty],
    ['institutionCategory', '单位类别', data.situation.institutionCategory ?? ''],
    ['unitName', '申报单位', data.applicant.unitName],
    ['name', '申报人', data.applicant.name],
  ];
  const now = new Map(facts(after).map(([path, , text]) => [path, text]));
  const fields = facts(before).flatMap(([path, label, text]) =>
    text === now.get(path) ? [] : [{ path, label, before: text, after: now.get(path) ?? '', goneFiles: [] }],
  );
  const [old, photo] = [before.data.applicant.photo, after.data.applicant.photo];
  const same = (old && hashIn(before, old.id)) === (photo && hashIn(after, photo.id));
  const changes = same
    ? fields
    : [
        ...fields,
        { path: 'photo', label: '电子照片', ...fileTexts(old?.name, photo?.name), goneFiles: old ? [old.id] : [] },
      ];
  return {
    ...{ section: HEADING, label: HEADING_LABEL, changed: changes.length > 0 },
    ...{ fields: changes, rows: [], reordered: false },
  };
}

const hashIn = ({ hashes }: Side, id: string): string => hashes[id] ?? id;

/** The same name with other content has to say so. */
const fileTexts = (before = '', after = '') => ({
  before,
  after: before === after && after !== '' ? `${after}（内容已更换）` : after,
});

function sectionOf(series: Series, planned: PlannedSection, before: Side, after: Side): SectionDifference {
  const { section, label } = planned;
  const compare = comparing(series, before, after);
  if (section.kind !== 'pick') {
    const fields = compare.fields(planned.fields, formOf(before, section.code), formOf(after, section.code));
    return { section: section.code, label, changed: fields.length > 0, fields, rows: [], reordered: false };
  }
  const rows = rowChanges(compare, section, before, after);
  const [was, is] = [entriesOf(before, section.code), entriesOf(after, section.code)];
  const kept = (all: readonly string[], others: readonly string[]) =>
    all.filter((entry) => others.includes(entry)).join();
  const reordered = kept(was, is) !== kept(is, was);
  return { section: section.code, label, changed: rows.length > 0 || reordered, fields: [], rows, reordered };
}

const formOf = ({ data }: Side, code: string): Raw => data.forms[code] ?? {};
const picksOf = ({ data }: Side, code: string) => data.picks[code] ?? [];
const entriesOf = (side: Side, code: string): string[] => picksOf(side, code).map(({ entry }) => entry);

function rowChanges(compare: Comparing, section: AnyPick, before: Side, after: Side): RowChange[] {
  const { entity } = section;
  const extras: Fields = Object.fromEntries(Object.entries(section.extras ?? {}).map(([k, f]) => [EXTRA + k, f]));
  const rowOf = (side: Side, entry: string): Raw | undefined => {
    const pick = picksOf(side, section.code).find((one) => one.entry === entry);
    const stored = side.data.entries[entry];
    if (!pick || !stored) return undefined;
    const said = Object.entries(pick.extra ?? {}).map(([name, value]) => [EXTRA + name, value]);
    return { ...readEntry(entity, stored), ...Object.fromEntries(said) };
  };
  const all = [...new Set([...entriesOf(before, section.code), ...entriesOf(after, section.code)])];
  return all.flatMap((entry): RowChange[] => {
    const [was, is] = [rowOf(before, entry), rowOf(after, entry)];
    const title = rowTitle(entity, is ?? was ?? {});
    if (!was || !is) return [{ kind: was ? 'removed' : 'added', entry, title, fields: [] }];
    const fields = compare.fields({ ...entity.fields, ...extras }, was, is);
    return fields.length > 0 ? [{ kind: 'changed', entry, title, fields }] : [];
  });
}

/** What a row is called: its first column. */
export function rowTitle(entity: Entity, row: Raw): string {
  const [first = ''] = entity.columns;
  const field = entity.fields[first];
  return (field && show(field, row[first])) || entity.label;
}

interface Comparing {
  fields(fields: Fields, before: Raw, after: Raw, at?: string, heading?: string): FieldChange[];
}

function comparing(series: Series, before: Side, after: Side): Comparing {
  const text = (field: Field, value: unknown, side: Side) => canonicalJson(comparable(series, side, field, value));
  const fields: Comparing['fields'] = (all, was, is, at = '', heading = '') =>
    Object.entries(all).flatMap(([name, field]): FieldChange[] => {
      if (text(field, was[name], before) === text(field, is[name], after)) return [];
      const path = at + name;
      if (field.shape.kind === 'rows') return subRows(field, list(was[name]), list(is[name]), path, heading);
      const [old, now] = [show(field, was[name]), show(field, is[name])];
      const label = heading + headingOf(field);
      if (field.shape.kind === 'files')
        return [{ path, label, ...fileTexts(old, now), goneFiles: goneIn(list(was[name]), list(is[name])) }];
      return [
        { path, label, before: old, after: old === now && now !== '' ? `${now}（内容有改动）` : now, goneFiles: [] },
      ];
    });
  const goneIn = (was: readonly Raw[], is: readonly Raw[]): string[] => {
    const left = new Set(is.map(({ id }) => hashIn(after, String(id))));
    return was.map(({ id }) => String(id)).filter((id) => !left.has(hashIn(before, id)));
  };
  const subRows = (field: Field, was: readonly Raw[], is: readonly Raw[], path: string, heading: string) => {
    if (field.shape.kind !== 'rows') return [];
    const { fields: inner, itemLabel } = field.shape;
    const pairs = aligned(
      was.map((row) => text(field, [row], before)),
      is.map((row) => text(field, [row], after)),
    );
    return pairs.flatMap(([from, to]): FieldChange[] => {
      const [old, now] = [was[from ?? -1], is[to ?? -1]];
      const label = `${heading}${itemLabel} ${(from ?? to ?? 0) + 1}`;
      if (old && now) return fields(inner, old, now, `${path}.${from}.`, `${label}：`);
      const [gone, come] = [old ? show(field, [old]) : '', now ? show(field, [now]) : ''];
      return [{ path: old ? `${path}.${from}` : `${path}.+${to}`, label, before: gone, after: come, goneFiles: [] }];
    });
  };
  return { fields };
}

const list = (value: unknown): readonly Raw[] => (Array.isArray(value) ? value.filter(isRaw) : []);

/** Which sub-row became which: equal ones first, the rest in their order; undefined: there is no counterpart. */
function aligned(was: readonly string[], is: readonly string[]): [from: number | undefined, to: number | undefined][] {
  const free = new Set(is.keys());
  const equal = new Map<number, number>();
  for (const [from, text] of was.entries()) {
    const to = [...free].find((index) => is[index] === text);
    if (to === undefined) continue;
    equal.set(from, to);
    free.delete(to);
  }
  const rest = [...free];
  const changed = [...was.keys()].filter((from) => !equal.has(from));
  const pairs = changed.map((from, index): [number, number | undefined] => [from, rest[index]]);
  return [...pairs, ...rest.slice(changed.length).map((to): [undefined, number] => [undefined, to])];
}

/** A value with its files as hashes and its links as the content they lead to; everything empty is the same. */
function comparable(series: Series, side: Side, field: Field, value: unknown, seen: readonly string[] = []): unknown {
  if (isBlank(value) || value === false) return null;
  const { shape } = field;
  if (shape.kind === 'files') return list(value).map(({ id }) => hashIn(side, String(id)));
  if (shape.kind === 'rows') return list(value).map((row) => comparableRow(series, side, shape.fields, row, seen));
  if (shape.kind === 'links')
    return list(value).map(({ entry, extra }) => ({
      entry,
      extra: isRaw(extra) ? comparableRow(series, side, shape.extras, extra, seen) : null,
      content: linkedContent(series, side, shape.entity, String(entry), seen),
    }));
  return value;
}

const comparableRow = (series: Series, side: Side, fields: Fields, row: Raw, seen: readonly string[]): Raw =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, comparable(series, side, field, row[name], seen)]),
  );

function linkedContent(series: Series, side: Side, linked: Entity, id: string, seen: readonly string[]): unknown {
  const stored = side.data.entries[id];
  const entity = series.library.find(({ code }) => code === linked.code) ?? linked;
  if (!stored || seen.includes(id)) return null;
  return comparableRow(series, side, entity.fields, readEntry(entity, stored), [...seen, id]);
}
