import { fail, isRaw, ok, type Field, type FieldOptions } from './field.ts';
import { fieldOf, itself } from './text-kinds.ts';

/** Carries its printed name, so that a frozen form needs no dictionary. Core rewrites the name from the code. */
export type Coded = { readonly code: string; readonly name: string };
export type Region = Coded;

const isOneOf = <O extends string>(options: readonly O[], raw: unknown): raw is O =>
  options.some((option) => option === raw);

export const choice = <const O extends string>(
  label: string,
  options: readonly O[],
  rest: FieldOptions = {},
): Field<O> =>
  fieldOf<O>({ kind: 'choice', options }, label, rest, {
    parse: (raw) => (isOneOf(options, raw) ? ok(raw) : fail(`${label}不在可选范围内`)),
    print: itself,
  });

export const choices = <const O extends string>(
  label: string,
  options: readonly O[],
  rest: FieldOptions = {},
): Field<readonly O[]> =>
  fieldOf<readonly O[]>(
    { kind: 'choices', options },
    label,
    rest,
    {
      parse: (raw) =>
        Array.isArray(raw) && raw.every((r) => isOneOf(options, r))
          ? ok(options.filter((o) => raw.includes(o)))
          : fail(`${label}不在可选范围内`),
      print: (value) => value.join('、'),
    },
    [],
  );

/** A checkbox always has an answer, hence it is never required. */
export const checkbox = (label: string, options: FieldOptions = {}): Field<boolean> => ({
  ...fieldOf<boolean>(
    { kind: 'checkbox' },
    label,
    options,
    {
      parse: (raw) => (typeof raw === 'boolean' ? ok(raw) : fail(`${label}应为是或否`)),
      print: (value) => (value ? '是' : '否'),
    },
    false,
  ),
  required: false,
});

const isCoded = (raw: unknown, code: RegExp): raw is Coded =>
  isRaw(raw) && typeof raw.code === 'string' && code.test(raw.code) && typeof raw.name === 'string' && raw.name !== '';

/**
 * One entry of a dictionary that administrators edit. The kit knows no dictionaries: it checks the form of the value;
 * core looks each code up (`codedIn`) and writes the dictionary's name (`nameCoded`).
 */
export const coded = (label: string, dictionary: string, options: FieldOptions = {}): Field<Coded> =>
  fieldOf<Coded>({ kind: 'coded', dictionary }, label, options, {
    parse: (raw) => (isCoded(raw, /^\S{1,40}$/) ? ok({ code: raw.code, name: raw.name }) : fail(`请选择${label}`)),
    print: (value) => value.name,
  });

export const region = (label: string, options: FieldOptions = {}): Field<Region> =>
  fieldOf<Region>({ kind: 'region' }, label, options, {
    parse: (raw) => (isCoded(raw, /^\d{6}$/) ? ok({ code: raw.code, name: raw.name }) : fail(`请选择${label}`)),
    print: (value) => value.name,
  });
