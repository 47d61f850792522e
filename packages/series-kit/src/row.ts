import { isBlank, read, show, type Fields, type Issue, type Raw, type Row } from './field.ts';

/**
 * `draft` is what may be stored: everything that was good, unfinished sub-rows included.
 * `sure` is what may be relied on: complete answers only, hence typed.
 */
export type ParsedRow<F extends Fields> =
  | { readonly ok: true; readonly row: Row<F> }
  | { readonly ok: false; readonly draft: Raw; readonly sure: Partial<Row<F>>; readonly issues: readonly Issue[] };

/** Reads one answer per field; a nested issue's `field` is a path such as `titles.0.level`. */
export function parseFields<F extends Fields>(fields: F, raw: Raw): ParsedRow<F> {
  const values: Record<string, unknown> = {};
  const draft: Record<string, unknown> = {};
  const issues: Issue[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const parsed = read(field, raw[name]);
    if (parsed.ok) {
      values[name] = draft[name] = parsed.value;
      continue;
    }
    if (parsed.draft !== undefined) draft[name] = parsed.draft;
    if (parsed.sure !== undefined) values[name] = parsed.sure;
    if (parsed.issues) issues.push(...parsed.issues.map((i) => ({ ...i, field: `${name}.${i.field ?? ''}` })));
    else issues.push({ field: name, message: parsed.message, blank: parsed.blank ?? isBlank(raw[name]) });
  }
  // The only place where a checked record becomes a Row: each value came out of its own field's parser.
  return issues.length === 0
    ? { ok: true, row: values as Row<F> }
    : { ok: false, draft, sure: values as Partial<Row<F>>, issues };
}

/** What can be relied on, complete or not. */
export const partial = <F extends Fields>(parsed: ParsedRow<F>): Partial<Row<F>> =>
  parsed.ok ? parsed.row : parsed.sure;

/** True if a draft with these issues may be saved: things are missing, nothing is wrong (GP.88). */
export const onlyBlanks = (issues: readonly Issue[]): boolean => issues.every((issue) => issue.blank === true);

/** Text of the searchable fields, unmasked: for the index, never for the screen. */
export const searchText = <F extends Fields>(fields: F, row: Partial<Row<F>>): string =>
  Object.entries(fields)
    .filter(([, f]) => f.search)
    .map(([name, f]) => show(f, row[name], { reveal: true }))
    .join(' ');

export type Change = {
  readonly field: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
};

/** Compared as values, not as text: two lists of links may both print as 2条. */
export const diff = <F extends Fields>(fields: F, before: Partial<Row<F>>, after: Partial<Row<F>>): Change[] =>
  Object.entries(fields)
    .filter(([name]) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null))
    .map(([name, f]) => ({ field: name, label: f.label, before: show(f, before[name]), after: show(f, after[name]) }));
