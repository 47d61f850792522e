import type { Transaction } from '@zhicheng/database';
import {
  filesIn,
  isBlank,
  isRaw,
  onlyBlanks,
  parseFields,
  plannedSections,
  readEntry,
  show,
  type Field,
  type Fields,
  type FileRef,
  type PlannedSection,
  type Raw,
} from '@zhicheng/series-kit';
import { checkCoded } from '../catalog/check-coded.ts';
import type { Actor, Core } from '../context.ts';
import { checkOwn } from '../files/check-own.ts';
import { labelOf, SHOWN } from '../library/states.ts';
import type { Draft } from './load-draft.ts';

/** One answer of the last declaration beside what stands here. */
export interface ReusableField {
  readonly name: string;
  readonly label: string;
  /** As printed. */
  readonly last: string;
  /** What it consists of, when it is a list of rows (existing titles): one line each. */
  readonly lines: readonly string[];
  readonly files: readonly FileRef[];
  /** What stands here now; '' while it is blank. */
  readonly now: string;
  /** Why it cannot be taken over; null: it can. */
  readonly why: string | null;
  readonly value: unknown;
}
export interface ReusableEntry {
  readonly entryId: string;
  /** First columns of its list. */
  readonly name: string;
  readonly why: string | null;
  /** What was said about it then (最高学历), as the section asks it now. */
  readonly extra: Raw;
}
export interface ReusableForm {
  readonly section: string;
  readonly label: string;
  readonly fields: readonly ReusableField[];
  /** How many answers are the same here and there. */
  readonly same: number;
}
export interface ReusablePicks {
  readonly section: string;
  readonly label: string;
  readonly entries: readonly ReusableEntry[];
}
export interface ReuseOffer {
  readonly forms: readonly ReusableForm[];
  readonly picks: readonly ReusablePicks[];
  /** Only while there is none here. */
  readonly photo: FileRef | null;
}

type Work = { core: Core; trx: Transaction; actor: Actor; from: Draft; to: Draft };

const sectionsOf = ({ series, data }: Draft): PlannedSection[] =>
  plannedSections(series, data.template, data.situation);

/**
 * What of one declaration of a person can stand in another: answers that both ask in the same section, files by
 * reference, imported entries that are still approved. Left out: what is the same already, what belongs to one
 * declaration only (a signed promise letter), the parts of 破格 and 转评. The caller has checked both scopes.
 */
export async function reuseOffer(work: Work): Promise<ReuseOffer> {
  const before = new Map(sectionsOf(work.from).map((planned) => [planned.section.code, planned]));
  const forms: ReusableForm[] = [];
  const picks: ReusablePicks[] = [];
  // One after the other: a transaction is one connection.
  for (const planned of sectionsOf(work.to)) {
    const then = before.get(planned.section.code);
    if (!then || planned.section.kinds || then.section.kind !== planned.section.kind) continue;
    if (planned.section.kind === 'pick') picks.push(await picksFor(work, planned));
    else forms.push(await formFor(work, planned));
  }
  return {
    forms: forms.filter(({ fields }) => fields.length > 0),
    picks: picks.filter(({ entries }) => entries.length > 0),
    photo: await photoFor(work),
  };
}

const topOf = (path = ''): string => path.split('.')[0] ?? '';
const sameValue = (field: Field, a: unknown, b: unknown): boolean =>
  JSON.stringify(a) === JSON.stringify(b) ||
  (show(field, a) !== '' && show(field, a) === show(field, b) && !nested(field));
const nested = ({ shape }: Field): boolean => shape.kind === 'rows' || shape.kind === 'files';

/** The answers that could be taken, rewritten as this plan and today's dictionaries have them. */
async function formFor(
  { trx, actor, from, to }: Work,
  { section, label, fields }: PlannedSection,
): Promise<ReusableForm> {
  const last = from.data.forms[section.code] ?? {};
  const now = to.data.forms[section.code] ?? {};
  const asked: Fields = Object.fromEntries(
    Object.entries(fields).filter(([name, field]) => !field.once && !isBlank(last[name])),
  );
  const chosen: Raw = Object.fromEntries(Object.keys(asked).map((name) => [name, last[name]]));
  const parsed = parseFields(asked, chosen);
  const wrong = parsed.ok ? [] : parsed.issues.filter((found) => !onlyBlanks([found]));
  const coded = await checkCoded(trx, asked, parsed.ok ? parsed.row : parsed.draft);
  const owned = await checkOwn({ trx, actor, fields: asked, row: coded.row });
  const why = new Map(
    [...wrong.map(({ field, message }) => ({ path: field, message })), ...coded.issues, ...owned.issues].map(
      ({ path, message }) => [topOf(path), message] as const,
    ),
  );
  const all = Object.entries(asked).map(([name, field]) => {
    // What could not be parsed is shown as it was.
    const value = why.has(name) ? last[name] : owned.row[name];
    return { field, name, value, same: sameValue(field, value, now[name]) };
  });
  return {
    section: section.code,
    label,
    same: all.filter(({ same }) => same).length,
    fields: all
      .filter(({ same }) => !same)
      .map(({ field, name, value }) => ({
        name,
        label: field.label,
        last: show(field, value),
        lines: linesOf(field, value),
        files: filesIn({ [name]: field }, { [name]: value }).map(({ file }) => file),
        now: isBlank(now[name]) ? '' : show(field, now[name]),
        why: why.get(name) ?? null,
        value,
      })),
  };
}

/** Rows told apart by their first answers. */
function linesOf({ shape }: Field, value: unknown): string[] {
  if (shape.kind !== 'rows' || !Array.isArray(value)) return [];
  const plain = Object.entries(shape.fields).filter(([, field]) => !nested(field) && field.shape.kind !== 'checkbox');
  return value.filter(isRaw).map((row) =>
    plain
      .map(([name, field]) => show(field, row[name]))
      .filter(Boolean)
      .join('，'),
  );
}

async function picksFor({ core, trx, actor, from, to }: Work, planned: PlannedSection): Promise<ReusablePicks> {
  const { section, label } = planned;
  const wanted = from.data.picks[section.code] ?? [];
  const none = { section: section.code, label, entries: [] };
  if (section.kind !== 'pick' || wanted.length === 0) return none;
  const taken = new Set(Object.values(to.data.picks).flatMap((picks) => picks.map(({ entry }) => entry)));
  const rows: Known[] = await trx('library_entry')
    .where({ owner_id: actor.accountId, entity: section.entity.code })
    .whereIn('state', SHOWN)
    .whereIn(
      'id',
      wanted.map(({ entry }) => entry),
    )
    .select('id', 'state', 'approved_revision');
  const known = new Map(rows.map((row) => [row.id, row]));
  const entity = core.series.entity(section.entity.code);
  return {
    ...none,
    entries: wanted
      .filter(({ entry }) => !taken.has(entry))
      .flatMap(({ entry, extra = {} }): ReusableEntry[] => {
        const stored = from.data.entries[entry];
        if (!stored || stored.entity !== section.entity.code) return [];
        const row = readEntry(entity, stored);
        const name = entity.columns
          .map((column) => entity.fields[column])
          .flatMap((field, at) => (field && !nested(field) ? [show(field, row[entity.columns[at] ?? ''])] : []))
          .filter(Boolean)
          .slice(0, 3)
          .join('，');
        return [{ entryId: entry, name, why: whyNot(known.get(entry)), extra }];
      }),
  };
}

type Known = { readonly id: string; readonly state: string; readonly approved_revision: number | null };

/** What the unit has approved stays usable while a newer version of it is being mended. */
function whyNot(entry: Known | undefined): string | null {
  if (!entry) return '业绩库里已经没有这一条。';
  if (entry.approved_revision !== null) return null;
  return `业绩库里这一条现在是“${labelOf(entry.state)}”，单位审核通过后才能导入。`;
}

async function photoFor({ trx, actor, from, to }: Work): Promise<FileRef | null> {
  const { photo } = from.data.applicant;
  if (!photo || to.row.photo_file_id) return null;
  const own = await trx('file')
    .where({ id: photo.id, owner_id: actor.accountId })
    .whereIn('type', ['jpg', 'png'])
    .first('id');
  return own ? photo : null;
}
