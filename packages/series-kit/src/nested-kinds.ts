import type { Entity } from './entity.ts';
import {
  fail,
  isRaw,
  ok,
  show,
  type Field,
  type FieldOptions,
  type Fields,
  type Issue,
  type NoFields,
  type Raw,
  type Row,
} from './field.ts';
import { parseFields, type ParsedRow } from './row.ts';
import { fieldOf } from './text-kinds.ts';

export type FileRef = { readonly id: string; readonly name: string; readonly bytes: number };
export type Link<A extends Fields> = { readonly entry: string; readonly extra: Row<A> };

type FileOptions = FieldOptions & { types?: readonly string[]; maxMB?: number; maxCount?: number };

const isFile = (raw: unknown): raw is FileRef =>
  isRaw(raw) && typeof raw.id === 'string' && typeof raw.name === 'string' && typeof raw.bytes === 'number';

/** Uploaded files by reference. Sizes and types are declared by the client here; core checks the stored file itself. */
export const files = (
  label: string,
  { types = ['png', 'jpg', 'pdf'], maxMB = 2, maxCount = 5, ...options }: FileOptions = {},
): Field<readonly FileRef[]> => {
  const wrong = (file: FileRef): string | undefined => {
    const type = file.name.split('.').at(-1)?.toLowerCase() ?? '';
    if (!types.includes(type === 'jpeg' ? 'jpg' : type)) return `${label}只能上传${types.join('/')}文件`;
    return file.bytes > maxMB * 1024 * 1024 ? `${label}不能超过${maxMB}MB` : undefined;
  };
  const help = `只能上传${types.join('/')}文件, 且不超过${maxMB}MB, 且最多只能上传${maxCount}个文件`;
  return fieldOf<readonly FileRef[]>(
    { kind: 'files', types, maxMB, maxCount },
    label,
    { help, placeholder: '点击此处上传材料', ...options },
    {
      parse(raw) {
        if (!Array.isArray(raw) || !raw.every(isFile)) return fail(`请重新上传${label}`);
        if (raw.length > maxCount) return fail(`${label}最多只能上传${maxCount}个文件`);
        const message = raw.map(wrong).find(Boolean);
        return message ? fail(message) : ok(raw.map(({ id, name, bytes }) => ({ id, name, bytes })));
      },
      print: (value) => value.map((file) => file.name).join('、'),
    },
    [],
  );
};

type LinkOptions<A extends Fields> = FieldOptions & {
  extras?: A;
  min?: number;
  max?: number;
  /** Heading of the number of links; without it a list says 3条 under the field's label. */
  counted?: string;
  columns?: readonly string[];
  headings?: Readonly<Record<string, string>>;
};

const isLink = (raw: unknown): raw is { entry: string; extra?: Raw } =>
  isRaw(raw) && typeof raw.entry === 'string' && (raw.extra === undefined || isRaw(raw.extra));

/** Issues of an inner row, told from outside: which one, and where in it. */
const nestedIssues = (path: string, where: string, issues: readonly Issue[]): Issue[] =>
  issues.map((issue) => ({ ...issue, field: `${path}.${issue.field ?? ''}`, message: `${where}：${issue.message}` }));

/** Rows of another entity, each with attributes of its own (a case is 观察组 in one paper, 对照组 in the next). */
export const links = <A extends Fields = NoFields>(
  label: string,
  entity: Entity,
  { extras, min = 1, max = 10_000, counted, columns, headings, ...options }: LinkOptions<A> = {},
): Field<readonly Link<A>[]> => {
  const said = extras ?? ({} as A);
  return fieldOf<readonly Link<A>[]>(
    { kind: 'links', entity, extras: said, min, max, counted, columns, headings },
    label,
    options,
    {
      parse(raw) {
        if (!Array.isArray(raw) || !raw.every(isLink)) return fail(`请选择${label}`);
        if (raw.length > max) return fail(`${label}最多${max}条`);
        const seen = new Set<string>();
        const twice = raw.findIndex(({ entry }) => seen.size === seen.add(entry).size);
        if (twice >= 0) return fail(`${label}第${twice + 1}条重复`);
        const read = raw.map(({ entry, extra = {} }) => ({ entry, parsed: parseFields<A>(said, extra) }));
        const draft = read.map(({ entry, parsed }) => ({ entry, extra: parsed.ok ? parsed.row : parsed.draft }));
        const issues = read.flatMap(({ parsed }, index) =>
          parsed.ok ? [] : nestedIssues(`${index}.extra`, `${label}第${index + 1}条`, parsed.issues),
        );
        if (issues.length > 0) return fail(issues[0]?.message ?? '', { issues, draft });
        if (read.length < min) return fail(`${label}至少${min}条`, { blank: true, draft });
        return ok(read.flatMap(({ entry, parsed }) => (parsed.ok ? [{ entry, extra: parsed.row }] : [])));
      },
      print: ({ length }) => (counted === undefined ? `${length}条` : String(length)),
    },
    [],
  );
};

type RowsOptions<F extends Fields> = FieldOptions & {
  min?: number;
  max?: number;
  itemLabel?: string;
  /** What a list of the sub-rows shows of each, in order; the first plain answers if not said. */
  columns?: readonly (keyof F & string)[];
  /** Rules inside one sub-row, asked once all its answers are good. */
  check?(row: Row<F>): readonly Issue[];
};

/**
 * Sub-rows that live in the row itself; they may hold files and rows again. An unfinished sub-row is kept in a draft
 * and left out of what rules see.
 */
export const rows = <const F extends Fields>(
  label: string,
  fields: F,
  { min = 1, max = 100, itemLabel = label, columns, check, ...options }: RowsOptions<F> = {},
): Field<readonly Row<F>[]> =>
  fieldOf<readonly Row<F>[]>(
    { kind: 'rows', fields, min, max, itemLabel, ...(columns && { columns }) },
    label,
    options,
    {
      parse(raw) {
        if (!Array.isArray(raw) || !raw.every(isRaw)) return fail(`${label}格式不正确`);
        if (raw.length > max) return fail(`${label}最多${max}条`);
        const parsed = raw.map((item): ParsedRow<F> => {
          const answers = parseFields(fields, item);
          const found = answers.ok ? (check?.(answers.row) ?? []) : [];
          return answers.ok && found.length > 0
            ? { ok: false, draft: answers.row, sure: answers.row, issues: found }
            : answers;
        });
        const issues = parsed.flatMap((item, index): Issue[] =>
          item.ok ? [] : nestedIssues(`${index}`, `${itemLabel}第${index + 1}条`, item.issues),
        );
        const whole = parsed.flatMap((item) => (item.ok ? [item.row] : []));
        if (issues.length > 0)
          return fail(issues[0]?.message ?? '', {
            issues,
            draft: parsed.map((item) => (item.ok ? item.row : item.draft)),
            sure: whole,
          });
        return whole.length < min ? fail(`${label}至少${min}条`, { blank: true, draft: whole }) : ok(whole);
      },
      print: (value) => value.map((row) => printRow(fields, row)).join('；'),
    },
    [],
  );

const printRow = <F extends Fields>(fields: F, row: Partial<Row<F>>): string =>
  Object.entries<Field>(fields)
    .map(([name, field]) => show(field, row[name]))
    .filter(Boolean)
    .join(' ');
