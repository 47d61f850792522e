import {
  headingOf,
  isRaw,
  plannedSections,
  readEntry,
  type DossierData,
  type Field,
  type Fields,
  type FileRef,
  type Raw,
  type Series,
} from '@zhicheng/series-kit';
import { EXTRA, HEADING, HEADING_LABEL, rowTitle, type FieldChange, type SectionDifference } from './difference.ts';

/** A section, a row of it, an answer of either, a file of that: as exact as the auditor wants to be. */
export interface Place {
  readonly section: string;
  readonly entryId?: string | null;
  /** Of the field: `birthplace`, `titles.0.level`, `@highest` (an extra of the pick). */
  readonly path?: string | null;
  readonly fileId?: string | null;
}

/** The place in words: 工作经历 › 示例市第一中学 › 佐证材料 › 证明.pdf. Undefined: the dossier has no such place. */
export function labelOfPlace(series: Series, data: DossierData, place: Place): string | undefined {
  const found = contentAt(series, data, place);
  if (!found) return undefined;
  const answer = place.path ? answerAt(found.fields, found.row, place.path) : undefined;
  if (place.path && !answer) return undefined;
  const file = place.fileId ? filesOf(answer?.value).find(({ id }) => id === place.fileId) : undefined;
  if (place.fileId && !file) return undefined;
  return [...found.labels, ...(answer?.labels ?? []), ...(file ? [file.name] : [])].join(' › ');
}

type Content = { readonly labels: readonly string[]; readonly fields: Fields; readonly row: Raw };

function contentAt(series: Series, data: DossierData, { section: code, entryId, path }: Place): Content | undefined {
  if (code === HEADING) {
    const { photo } = data.applicant;
    if (entryId || (path && path !== 'photo')) return undefined;
    return { labels: [HEADING_LABEL], fields: PHOTO_FIELDS, row: { photo: photo ? [photo] : [] } };
  }
  const planned = plannedSections(series, data.template, data.situation).find(({ section }) => section.code === code);
  if (!planned) return undefined;
  const { section, label } = planned;
  if (section.kind !== 'pick')
    return entryId ? undefined : { labels: [label], fields: planned.fields, row: data.forms[code] ?? {} };
  if (!entryId) return path ? undefined : { labels: [label], fields: {}, row: {} };
  const pick = (data.picks[code] ?? []).find(({ entry }) => entry === entryId);
  const stored = data.entries[entryId];
  if (!pick || !stored) return undefined;
  const row = readEntry(section.entity, stored);
  const extras = Object.entries(section.extras ?? {}).map(([name, field]) => [EXTRA + name, field]);
  return {
    labels: [label, rowTitle(section.entity, row)],
    fields: { ...section.entity.fields, ...Object.fromEntries(extras) },
    row: {
      ...row,
      ...Object.fromEntries(Object.entries(pick.extra ?? {}).map(([name, value]) => [EXTRA + name, value])),
    },
  };
}

const PHOTO_FIELDS: Fields = {
  photo: {
    ...{ shape: { kind: 'files', types: ['jpg', 'png'], maxMB: 2, maxCount: 1 }, label: '电子照片' },
    ...{ required: true, blank: [] },
    parse: (value) => ({ ok: true, value }),
    print: () => '',
  },
};

const filesOf = (value: unknown): readonly FileRef[] => (Array.isArray(value) ? (value as readonly FileRef[]) : []);

type Answer = { readonly labels: readonly string[]; readonly value: unknown };

/** Walks names and positions; a path may end at a sub-row as well. */
function answerAt(fields: Fields, row: Raw, path: string): Answer | undefined {
  const [name = '', position, ...rest] = path.split('.');
  const field: Field | undefined = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!field) return undefined;
  if (position === undefined) return { labels: [headingOf(field)], value: row[name] };
  if (field.shape.kind !== 'rows') return undefined;
  const item: unknown = Array.isArray(row[name]) ? row[name][Number(position)] : undefined;
  if (!isRaw(item)) return undefined;
  const labels = [`${field.shape.itemLabel} ${Number(position) + 1}`];
  if (rest.length === 0) return { labels, value: item };
  const below = answerAt(field.shape.fields, item, rest.join('.'));
  return below && { labels: [...labels, ...below.labels], value: below.value };
}

/** Whether what was marked is another now. A file must be gone; another one beside it does not answer the mark. */
export function changedAt(differences: readonly SectionDifference[], place: Place): boolean {
  const section = differences.find((one) => one.section === place.section);
  if (!section?.changed) return false;
  if (!place.entryId && !place.path) return true;
  const row = place.entryId ? section.rows.find(({ entry }) => entry === place.entryId) : undefined;
  if (place.entryId && !row) return false;
  if (row && (row.kind === 'removed' || !place.path)) return true;
  const { path, fileId } = place;
  return (row?.fields ?? section.fields).some((change) => path && touches(change, path, fileId ?? null));
}

const touches = ({ path, goneFiles }: FieldChange, marked: string, fileId: string | null): boolean =>
  marked.startsWith(`${path}.`) ||
  (fileId ? path === marked && goneFiles.includes(fileId) : path === marked || path.startsWith(`${marked}.`));
