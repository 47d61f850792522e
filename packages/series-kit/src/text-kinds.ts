import { isDate, type DateRange } from './calendar.ts';
import { fail, isRaw, ok, type Field, type FieldOptions, type Parsed, type RangeLabels, type Shape } from './field.ts';

type Behaviour<T> = { parse(raw: unknown): Parsed<T>; print(value: T): string };

/** The skeleton of every kind: required until `optional` says otherwise. */
export const fieldOf = <T>(
  shape: Shape,
  label: string,
  options: FieldOptions,
  behaviour: Behaviour<T>,
  blank: unknown = null,
): Field<T> => ({ ...options, shape, label, required: true, blank, ...behaviour });

export const itself = (value: string): string => value;

type TextOptions = FieldOptions & { max?: number; pattern?: RegExp };

const words = (
  kind: 'text' | 'longText' | 'person',
  label: string,
  { max = 100, pattern, ...options }: TextOptions,
): Field<string> =>
  fieldOf({ kind, max }, label, options, {
    parse(raw) {
      if (typeof raw !== 'string') return fail(`${label}格式不正确`);
      const value = raw.trim();
      if ([...value].length > max) return fail(`${label}不能超过${max}字`);
      return pattern && !pattern.test(value) ? fail(`${label}格式不正确`) : ok(value);
    },
    print: itself,
  });

export const text = (label: string, options: TextOptions = {}) => words('text', label, options);
export const longText = (label: string, options: TextOptions = {}) =>
  words('longText', label, { max: 300, ...options });
/** Name of a natural person: masked on lists where the field says so. */
export const person = (label: string, options: TextOptions = {}) => words('person', label, { max: 30, ...options });

type NumberOptions = FieldOptions & { min?: number; max?: number; unit?: string };
const isNumeric = (raw: unknown): raw is number | string =>
  (typeof raw === 'number' || typeof raw === 'string') && /^-?\d+(\.\d+)?$/.test(String(raw).trim());

export const integer = (
  label: string,
  { min = 0, max = 1_000_000, unit, ...options }: NumberOptions = {},
): Field<number> =>
  fieldOf({ kind: 'integer', min, max, unit }, label, options, {
    parse: (raw) =>
      isNumeric(raw) && Number.isInteger(Number(raw)) && Number(raw) >= min && Number(raw) <= max
        ? ok(Number(raw))
        : fail(`${label}应为${min}到${max}的整数`),
    print: String,
  });

/** A decimal stays a string: money never passes through floating point. */
export const decimal = (
  label: string,
  { scale = 2, max = 1e9, unit, ...options }: Omit<NumberOptions, 'min'> & { scale?: number } = {},
): Field<string> =>
  fieldOf({ kind: 'decimal', scale, max, unit }, label, options, {
    parse(raw) {
      if (!isNumeric(raw)) return fail(`${label}应为数字`);
      const value = String(raw).trim();
      if ((value.split('.')[1] ?? '').length > scale) return fail(`${label}最多${scale}位小数`);
      return Number(value) >= 0 && Number(value) <= max ? ok(value) : fail(`${label}应为0到${max}的数字`);
    },
    print: itself,
  });

export const date = (label: string, options: FieldOptions = {}): Field<string> =>
  fieldOf({ kind: 'date' }, label, options, {
    parse: (raw) => (isDate(raw) ? ok(raw) : fail(`${label}不是有效日期`)),
    print: itself,
  });

export const year = (label: string, options: FieldOptions = {}): Field<number> =>
  fieldOf({ kind: 'year' }, label, options, {
    parse: (raw) =>
      isNumeric(raw) && /^(19|20)\d\d$/.test(String(raw).trim()) ? ok(Number(raw)) : fail(`${label}不是有效年份`),
    print: String,
  });

type RangeOptions = FieldOptions & { ongoing?: boolean; labels?: RangeLabels };

/** Two dates, both included. With `ongoing` the end may be null = 至今. */
export const dateRange = (
  label: string,
  { ongoing = true, labels = { from: '开始日期', to: '结束日期' }, ...options }: RangeOptions = {},
): Field<DateRange> => {
  const end = (raw: unknown): raw is string | null => isDate(raw) || (raw === null && ongoing);
  const missing = (raw: unknown) => raw === undefined || raw === null || raw === '';
  return fieldOf<DateRange>({ kind: 'dateRange', ongoing, labels }, label, options, {
    parse(raw) {
      if (!isRaw(raw)) return fail(`${label}格式不正确`);
      const { from, to } = raw;
      if (!missing(from) && !isDate(from)) return fail(`${labels.from}不是有效日期`);
      if (!missing(to) && !isDate(to)) return fail(`${labels.to}不是有效日期`);
      // Half a range is unfinished, not wrong: a draft keeps it.
      if (!isDate(from)) return fail(`请选择${labels.from}`, { blank: true, draft: { to } });
      if (!end(to)) return fail(`请选择${labels.to}`, { blank: true, draft: { from } });
      return to !== null && to < from ? fail(`${labels.to}不能早于${labels.from}`) : ok({ from, to });
    },
    print: ({ from, to }) => `${from} 至 ${to ?? '今'}`,
  });
};
