import { isRaw, type Coded, type Fields, type FileRef, type Raw } from '@zhicheng/series-kit';

/** What a control finds in the raw values of a form: drafts are partial, so every look is a careful one. */
export const asText = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

export const asCoded = (value: unknown): Coded | null =>
  isRaw(value) && typeof value.code === 'string' && typeof value.name === 'string'
    ? { code: value.code, name: value.name }
    : null;

export const asRange = (value: unknown): { from: string; to: string | null | undefined } => {
  const { from, to } = isRaw(value) ? value : { from: undefined, to: undefined };
  return { from: asText(from), to: to === null ? null : typeof to === 'string' ? to : undefined };
};

export const asTexts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

const isFileRef = (value: unknown): value is FileRef =>
  isRaw(value) && typeof value.id === 'string' && typeof value.name === 'string' && typeof value.bytes === 'number';

export const asFiles = (value: unknown): FileRef[] => (Array.isArray(value) ? value.filter(isFileRef) : []);

export const asRows = (value: unknown): Raw[] => (Array.isArray(value) ? value.filter(isRaw) : []);

export type RawLink = { readonly entry: string; readonly extra: Raw };

export const asLinks = (value: unknown): RawLink[] =>
  asRows(value).flatMap((item) =>
    typeof item.entry === 'string' ? [{ entry: item.entry, extra: isRaw(item.extra) ? item.extra : {} }] : [],
  );

/** What a new row of these fields starts with. */
export const initialRaw = (fields: Fields): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, { initial, shape }]) =>
      initial === undefined ? [] : [[name, shape.kind === 'checkbox' ? initial === 'true' : initial]],
    ),
  );
