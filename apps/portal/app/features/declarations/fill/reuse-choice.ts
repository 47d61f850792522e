import type { Caller } from '@zhicheng/core';
import type { Raw } from '@zhicheng/series-kit';

export type Reusable = NonNullable<Awaited<ReturnType<Caller['declarations']['reusable']>>>;
export type ReusePreview = NonNullable<Awaited<ReturnType<Caller['declarations']['reusePreview']>>>;

/** One thing that may be ticked, by its key. */
export const PHOTO_KEY = 'photo';
export const fieldKey = (section: string, name: string): string => `field/${section}/${name}`;
export const entryKey = (section: string, entryId: string): string => `entry/${section}/${entryId}`;

/** Everything that may be ticked at all. */
export function pickable({ forms, picks, photo }: ReusePreview): string[] {
  return [
    ...(photo ? [PHOTO_KEY] : []),
    ...forms.flatMap(({ section, fields }) =>
      fields.flatMap(({ name, why }) => (why === null ? [fieldKey(section, name)] : [])),
    ),
    ...picks.flatMap(({ section, entries }) =>
      entries.flatMap(({ entryId, why }) => (why === null ? [entryKey(section, entryId)] : [])),
    ),
  ];
}

/** Ticked at the start: what fills a blank. Nothing that stands here already is replaced unless one ticks it. */
export function tickedAtFirst(preview: ReusePreview): Set<string> {
  const replacing = preview.forms.flatMap(({ section, fields }) =>
    fields.flatMap(({ name, now }) => (now === '' ? [] : [fieldKey(section, name)])),
  );
  return new Set(pickable(preview).filter((key) => !replacing.includes(key)));
}

/** What is sent: a field that the preview showed as filled here is to be replaced. */
export function takingOf({ source, forms, picks }: ReusePreview, ticked: ReadonlySet<string>): Raw {
  return {
    sourceId: source.id,
    photo: ticked.has(PHOTO_KEY),
    fields: forms.flatMap(({ section, fields }) =>
      fields.flatMap(({ name, now }) =>
        ticked.has(fieldKey(section, name)) ? [{ section, name, replace: now !== '' }] : [],
      ),
    ),
    entries: picks.flatMap(({ section, entries }) =>
      entries.flatMap(({ entryId }) => (ticked.has(entryKey(section, entryId)) ? [{ section, entryId }] : [])),
    ),
  };
}
