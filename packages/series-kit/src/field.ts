import type { Entity } from './entity.ts';

/** What a control needs to know, per kind. A renderer is a total map over these keys. */
export interface Shapes {
  text: { max: number };
  longText: { max: number };
  integer: { min: number; max: number; unit?: string };
  decimal: { scale: number; max: number; unit?: string };
  date: object;
  dateRange: { ongoing: boolean; labels: RangeLabels };
  year: object;
  choice: { options: readonly string[] };
  choices: { options: readonly string[] };
  /** Options live in a dictionary that administrators edit; the value carries code and name. */
  coded: { dictionary: string };
  checkbox: object;
  person: { max: number };
  region: object;
  files: { types: readonly string[]; maxMB: number; maxCount: number };
  /**
   * `columns`: what a table of the linked rows shows, names of the entity's fields and of `extras` in order; `headings`
   * where they differ there. `counted`: heading of the number of links, where lists and forms print that.
   */
  links: {
    entity: Entity;
    extras: Fields;
    min: number;
    max: number;
    counted?: string;
    columns?: readonly string[];
    headings?: Readonly<Record<string, string>>;
  };
  /** Sub-rows that live in the row itself (existing titles with their appointments). */
  rows: { fields: Fields; min: number; max: number; itemLabel: string; columns?: readonly string[] };
}
export type RangeLabels = { readonly from: string; readonly to: string };
export type Kind = keyof Shapes;
/** Written as a mapped type so that `map[shape.kind](shape)` type-checks without a cast. */
export type Shape<K extends Kind = Kind> = { [P in K]: { readonly kind: P } & Readonly<Shapes[P]> }[K];
export type ByKind<A extends unknown[], R> = { readonly [K in Kind]: (shape: Shape<K>, ...rest: A) => R };

/** `blank` tells "not filled in yet" from "wrong": a draft may be saved with the former only. */
export type Issue = { readonly field?: string; readonly message: string; readonly blank?: boolean };

/**
 * A refusal may say that it is only unfinished (`blank`), what of it a draft keeps (`draft`), what of it is already
 * complete (`sure`), and, for nested rows, the issues inside (their `field` is a path below this field).
 */
export type Refused = {
  readonly ok: false;
  readonly message: string;
  readonly blank?: boolean;
  readonly draft?: unknown;
  readonly sure?: unknown;
  readonly issues?: readonly Issue[];
};
export type Parsed<T> = { readonly ok: true; readonly value: T } | Refused;
export type Mask = 'name' | 'idNumber' | 'phone';

export type FieldOptions = {
  /** The limits sentence beside the control. */
  readonly help?: string;
  /** A further line below the control (MS.25 …). */
  readonly note?: string;
  readonly placeholder?: string;
  /** What the control of a new row starts with, as the user would type it. */
  readonly initial?: string;
  readonly search?: boolean;
  readonly masked?: Mask;
  /** An answer for one declaration only (a signed promise letter): never offered in the next one. */
  readonly once?: boolean;
  /** Escape hatch, listed in the registry: a control of the series' own `./ui` instead of the kind's. */
  readonly widget?: string;
};

/** A field is a value: what is asked, how an answer is read, how it is printed. */
export interface Field<T = unknown> extends FieldOptions {
  readonly shape: Shape;
  readonly label: string;
  readonly required: boolean;
  /** The value of an unanswered optional field: null, or [] for lists, or false for a checkbox. */
  readonly blank: unknown;
  /** Never sees a blank: `read` deals with those, for every kind alike. */
  parse(raw: unknown): Parsed<T>;
  print(value: T): string;
}

export type Fields = Readonly<Record<string, Field>>;
export type NoFields = Readonly<Record<never, Field>>;
export type Row<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };
export type Raw = Readonly<Record<string, unknown>>;

export const ok = <T>(value: T): Parsed<T> => ({ ok: true, value });
export const fail = (message: string, more: Omit<Refused, 'ok' | 'message'> = {}): Refused => ({
  ok: false,
  message,
  ...more,
});

/** The same question, which may now be left unanswered. */
export function optional<T extends readonly unknown[]>(field: Field<T>): Field<T>;
export function optional<T>(field: Field<T>): Field<T | null>;
export function optional(field: Field): Field {
  return { ...field, required: false };
}

export const isRaw = (raw: unknown): raw is Raw => typeof raw === 'object' && raw !== null && !Array.isArray(raw);

export const isBlank = (raw: unknown): boolean =>
  raw == null || (typeof raw === 'string' && raw.trim() === '') || (Array.isArray(raw) && raw.length === 0);

const ASK: Partial<Record<Kind, string>> = {
  text: '请填写',
  longText: '请填写',
  integer: '请填写',
  decimal: '请填写',
  person: '请填写',
  rows: '请填写',
  files: '请上传',
};

export const askFor = (field: Field): string => `${ASK[field.shape.kind] ?? '请选择'}${field.label}`;

/** The only way in: blanks are dealt with here, everything else by the field's own parser. */
export function read<T>(field: Field<T>, raw: unknown): Parsed<unknown> {
  if (!isBlank(raw)) return field.parse(raw);
  return field.required ? fail(askFor(field), { blank: true }) : ok(field.blank);
}

/** Units stand in the heading, never in the cell: a printed cell must read back as the value it came from. */
export const headingOf = ({ label, shape }: Field): string => {
  if (shape.kind === 'links' && shape.counted !== undefined) return shape.counted;
  return 'unit' in shape && shape.unit ? `${label}（${shape.unit}）` : label;
};

/** Text of an empty control: 请输入 X or 请选择 X, where the field has none of its own (MS.46). */
export const placeholderOf = (field: Field): string =>
  field.placeholder ?? `${ASK[field.shape.kind] === '请填写' ? '请输入' : '请选择'} ${field.label}`;

/** Also for values that are no field of a row (the applicant's own number). */
export const masked = (mask: Mask, text: string): string => MASKS[mask](text);

const MASKS: Record<Mask, (text: string) => string> = {
  name: (text) => [...text].slice(0, 1).join('') + '*'.repeat(Math.max(1, [...text].length - 1)),
  // Fewer digits than the usual 3 + 4: beside a birth date those would give the number away.
  idNumber: (text) => `${text.slice(0, 3)}${'*'.repeat(Math.max(1, text.length - 4))}${text.slice(-1)}`,
  phone: (text) => `${text.slice(0, 3)}****${text.slice(-4)}`,
};

const counts = ({ shape }: Field): boolean => shape.kind === 'links' && shape.counted !== undefined;

/** The one way from a value to text: list cells, review form, Excel and diff all come through here. */
export function show<T>(field: Field<T>, value: T | null | undefined, { reveal = false } = {}): string {
  if (value == null || isBlank(value)) return counts(field) ? '0' : '';
  const text = field.print(value);
  return field.masked && !reveal ? masked(field.masked, text) : text;
}
