import { readEntry, type Entity, type Linked, type StoredEntry } from './entity.ts';
import type { Fields, Raw, Row } from './field.ts';
import type { FileRef, Link } from './nested-kinds.ts';
import { parseFields, partial } from './row.ts';
import { parseForm, type AnyPick, type FormSection, type Picked, type PickSection } from './section.ts';
import type { Level, Series, Situation } from './series.ts';
import { plannedSections, type PlannedSection, type Template } from './template.ts';
import { amountOf, type Amount } from './threshold.ts';
import { entriesLinkedBy } from './walk.ts';

export type Applicant = {
  readonly name: string;
  readonly gender: string;
  readonly birthDate: string;
  readonly idType: string;
  readonly idNumberMasked: string;
  readonly unitName: string;
  readonly unitNature: string;
  readonly photo?: FileRef;
};
export type Plan = {
  readonly year: number;
  readonly name: string;
  /** 受理评委会 */
  readonly committee: string;
  /** 评审级别 as the plan words it (高级). */
  readonly level: string;
  /** What "近5年" counts back from: the closing date of declarations unless the plan says otherwise. */
  readonly asOf: string;
};

type Heading = {
  readonly applicant: Applicant;
  readonly plan: Plan;
  readonly situation: Situation;
  readonly seriesName: string;
  /** 申报职称 */
  readonly title: string;
  /** Day of filling in: today for a draft, the day of submission for a snapshot. */
  readonly filledOn: string;
  /** An eligibility preview: made up from the library, never submitted. */
  readonly preview: boolean;
};

/** Plain JSON. A draft is read into it, a submission freezes it, a preview makes it up from the library. */
export interface DossierData extends Heading {
  readonly template: Template;
  readonly entries: Readonly<Record<string, StoredEntry>>;
  readonly picks: Readonly<Record<string, readonly { readonly entry: string; readonly extra?: Raw }[]>>;
  readonly forms: Readonly<Record<string, Raw>>;
}

/** The only thing criteria and review forms may read: draft, snapshot or preview, they cannot tell. */
export interface Dossier extends Heading {
  readonly level: Level;
  readonly sections: readonly PlannedSection[];
  /** Empty for a section that this plan has switched off. */
  picks<F extends Fields, P extends Fields>(section: PickSection<F, P>): readonly Picked<F, P>[];
  /** Partial: the form can be printed from a draft. */
  form<F extends Fields>(section: FormSection<F>): Partial<Row<F>>;
  linked<F extends Fields, A extends Fields>(entity: Entity<F>, links: readonly Link<A>[]): readonly Linked<F, A>[];
  amount(amount: Amount): number;
}

/** Criteria ask for the same rows and numbers again and again: they are read once for a dossier. */
function remembering() {
  const known = new Map<object, unknown>();
  return <T>(key: object, make: () => T): T => {
    if (!known.has(key)) known.set(key, make());
    return known.get(key) as T;
  };
}

export function openDossier(series: Series, data: DossierData): Dossier {
  const { template, entries, picks, forms, ...heading } = data;
  const sections = plannedSections(series, template, data.situation);
  const on = new Map(sections.map((s) => [s.section.code, s]));
  const level = series.levels.find((l) => l.code === data.situation.level);
  if (!level) throw new Error(`${series.code}: no level ${data.situation.level}`);
  const row = <F extends Fields>(entity: Entity<F>, id: string): Row<F> => {
    const stored = entries[id];
    if (!stored) throw new Error(`${entity.code}: entry ${id} is not in the dossier`);
    return readEntry(entity, stored);
  };
  const once = remembering();
  const picked = <F extends Fields, P extends Fields>(section: PickSection<F, P>): Picked<F, P>[] =>
    (on.has(section.code) ? (picks[section.code] ?? []) : []).map(({ entry, extra = {} }) => ({
      entry,
      row: row(section.entity, entry),
      extra: section.extras && !data.preview ? partial(parseFields(section.extras, extra)) : {},
    }));
  const filled = <F extends Fields>(section: FormSection<F>): Partial<Row<F>> => {
    const planned = on.get(section.code);
    const today = data.filledOn;
    return planned ? parseForm(section, forms[section.code] ?? {}, { today, fields: planned.fields }).row : {};
  };
  const numberOf = (amount: Amount): number => amountOf(amount, data.situation, template.thresholds);
  return {
    ...heading,
    level,
    sections,
    picks: (section) => once(section, () => picked(section)),
    form: (section) => once(section, () => filled(section)),
    linked: (entity, links) => links.map(({ entry, extra }) => ({ entry, row: row(entity, entry), extra })),
    amount: (amount) => (typeof amount === 'number' ? amount : once(amount, () => numberOf(amount))),
  };
}

type Entries = DossierData['entries'];
const sorted = new WeakMap<Entries, ReadonlyMap<string, readonly { readonly entry: string }[]>>();

/** Identities by entity. Remembered with the entries: one library is judged for every plan of a list. */
function byEntity(entries: Entries): ReadonlyMap<string, readonly { readonly entry: string }[]> {
  const known = sorted.get(entries);
  if (known) return known;
  const found = new Map<string, { readonly entry: string }[]>();
  for (const [entry, { entity }] of Object.entries(entries)) {
    const same = found.get(entity);
    if (same) same.push({ entry });
    else found.set(entity, [{ entry }]);
  }
  sorted.set(entries, found);
  return found;
}

/** Eligibility preview: as if every approved entry had been imported wherever it fits. */
export function previewData(series: Series, base: Omit<DossierData, 'preview' | 'picks' | 'forms'>): DossierData {
  const there = byEntity(base.entries);
  const picks = plannedSections(series, base.template, base.situation)
    .map(({ section }) => section)
    .filter((section): section is AnyPick => section.kind === 'pick')
    .map((section) => [section.code, there.get(section.entity.code) ?? []] as const);
  return { ...base, preview: true, picks: Object.fromEntries(picks), forms: {} };
}

/** Entries to freeze: the picked ones and, transitively, those they link to. */
export function entriesToFreeze(series: Series, data: DossierData): string[] {
  const seen = new Set<string>();
  const visit = (entity: Entity, id: string): void => {
    const stored = data.entries[id];
    if (!stored || seen.has(id)) return;
    seen.add(id);
    for (const link of entriesLinkedBy(entity, readEntry(entity, stored))) visit(link.entity, link.entry);
  };
  for (const { section } of plannedSections(series, data.template, data.situation))
    if (section.kind === 'pick') for (const { entry } of data.picks[section.code] ?? []) visit(section.entity, entry);
  return [...seen];
}
