import { askFor, headingOf, isBlank, optional, type Fields, type Issue, type Raw, type Row } from './field.ts';
import type { Link } from './nested-kinds.ts';
import { parseFields, partial, type ParsedRow } from './row.ts';

/** A row of one entity with what is said about it where it is used (link or pick). */
export type Linked<F extends Fields, A extends Fields> = {
  readonly entry: string;
  readonly row: Row<F>;
  readonly extra: Row<A>;
};

/** What a row check may know besides the row. The caller supplies it; the kit has no clock. */
export interface RowContext {
  readonly today: string;
  linked<F extends Fields, A extends Fields>(entity: Entity<F>, links: readonly Link<A>[]): readonly Linked<F, A>[];
}

/** Wording of the list where it differs from the rule. */
export type ListWording = {
  /** Heading of the state column; 审核状态 unless said. */
  readonly status?: string;
  /** The field behind whose column the state stands; behind the number of the row unless said. */
  readonly statusAfter?: string;
  /** Heading of the submission date; 申报日期 unless said, null where the list has no such column. */
  readonly submittedOn?: string | null;
  /** Shows where the row came from (用户申报 / 自动生成). */
  readonly source?: boolean;
  /** Headings of field columns that differ from the field's label. */
  readonly headings?: Readonly<Record<string, string>>;
  /** The same on the unit's side, where it differs once more. */
  readonly unitHeadings?: Readonly<Record<string, string>>;
};

/** Menu groups of the library, in the order of AH-07.02. */
export const LIBRARY_GROUPS = [
  '基本信息',
  '表彰考核',
  '能力条件',
  '工作业绩',
  '论文著作科研',
  '对外援助',
  '行业专用',
] as const;
export type LibraryGroup = (typeof LIBRARY_GROUPS)[number];

export interface Entity<F extends Fields = Fields> {
  /** kebab-case, never renamed: it is the storage key. */
  readonly code: string;
  readonly label: string;
  /** Name in the menu of the library where it differs from the label. */
  readonly menuLabel?: string;
  readonly group: LibraryGroup;
  readonly fields: F;
  /** Bump when `fields` change meaning; add an upcaster and the old sample to `history`. */
  readonly version: number;
  readonly columns: readonly string[];
  readonly list?: ListWording;
  /** Heading above the list where it differs from the label. */
  readonly listHeading?: string;
  readonly searchHint?: string;
  /** Title of the dialog for a new row; 添加 unless said. */
  readonly dialogTitle?: string;
  /** Line below the form of the dialog. */
  readonly note?: string;
  /** These columns together identify a row within one person's library: a second row is refused. */
  readonly unique?: readonly string[];
  /** The same, but a second row is only warned of. */
  readonly similar?: readonly string[];
  /**
   * With these answers only one person of a unit can have a row of the same `unique` columns: whoever audits a second
   * one is warned.
   */
  readonly sole?: Raw;
  /** Field exists (and is required) exactly while the others have these values. */
  readonly when?: Readonly<Record<string, Raw>>;
  readonly importable?: boolean;
  readonly batchSubmit?: boolean;
  /** An approved entry may be corrected in its links (调整) instead of withdrawn. */
  readonly adjustable?: boolean;
  /**
   * Rows may also come from an official register (提取, 来源 自动生成). They need no audit, and the answers named in
   * `waives` are not asked of them: read them with `fromRegister`. `read` puts an official row into this entity's words,
   * or says undefined of one that is not taken.
   */
  readonly register?: { readonly waives: readonly string[]; read?(official: Raw): Raw | undefined };
  /** Only people of a series that lists this entity see it in their library. */
  readonly exclusive?: boolean;
  readonly sample: Raw;
  readonly upcast?: Readonly<Record<number, (old: Raw) => Raw>>;
  readonly history?: Readonly<Record<number, Raw>>;
  check?(row: Row<F>, context: RowContext): readonly Issue[];
  /** What the person did, for the task list: 提交2020年度考核情况 (AH-32.06). */
  flowName?(row: Row<F>): string;
}

/** Fields whose row type can be empty: only these may depend on a condition. */
type Clearable<F extends Fields> = {
  [K in keyof F]: null extends Row<F>[K] ? K : readonly [] extends Row<F>[K] ? K : never;
}[keyof F];

type Names<F extends Fields> = readonly (keyof F & string)[];
type Definition<F extends Fields> = Omit<
  Entity<F>,
  'version' | 'columns' | 'unique' | 'similar' | 'sole' | 'when' | 'list' | 'register'
> & {
  readonly version?: number;
  readonly columns: Names<F>;
  readonly unique?: Names<F>;
  readonly similar?: Names<F>;
  readonly sole?: Partial<Row<F>>;
  readonly when?: { readonly [K in Clearable<F>]?: Partial<Row<F>> };
  readonly register?: { readonly waives: readonly Clearable<F>[]; read?(official: Raw): Raw | undefined };
  readonly list?: Omit<ListWording, 'headings' | 'unitHeadings' | 'statusAfter'> & {
    readonly statusAfter?: keyof F & string;
    readonly headings?: { readonly [K in keyof F]?: string };
    readonly unitHeadings?: { readonly [K in keyof F]?: string };
  };
};

/** Names are checked here and stored as strings: kept as `keyof F` they would make Entity contravariant in F. */
export const defineEntity = <const F extends Fields>({
  when,
  list,
  register,
  sole,
  ...entity
}: Definition<F>): Entity<F> => ({
  version: 1,
  ...entity,
  ...(register && { register: { ...register, waives: register.waives.map(String) } }),
  ...(list && { list: list as ListWording }),
  ...(sole && { sole: { ...sole } }),
  ...(when && { when: when as Readonly<Record<string, Raw>> }),
});

export type ListColumn =
  | { readonly kind: 'index' | 'status' | 'source' | 'submittedOn' | 'actions'; readonly heading: string }
  | { readonly kind: 'field'; readonly field: string; readonly heading: string };

/** Columns of the library list, frame included: 序号, 审核状态, …, 来源, 申报日期, 操作. */
export function listColumns({ fields, columns, list = {} }: Entity): ListColumn[] {
  const status: ListColumn = { kind: 'status', heading: list.status ?? '审核状态' };
  return [
    { kind: 'index', heading: '序号' },
    ...(list.statusAfter === undefined ? [status] : []),
    ...columns.flatMap((field): ListColumn[] =>
      fields[field]
        ? [
            { kind: 'field', field, heading: list.headings?.[field] ?? headingOf(fields[field]) },
            ...(list.statusAfter === field ? [status] : []),
          ]
        : [],
    ),
    ...(list.source ? [{ kind: 'source', heading: '来源' } as const] : []),
    ...(list.submittedOn === null ? [] : [{ kind: 'submittedOn', heading: list.submittedOn ?? '申报日期' } as const]),
    { kind: 'actions', heading: '操作' },
  ];
}

/** Columns of the unit's list of many people: 申报人 in the place of the state, which stands with the name (AH-31.03). */
export const unitListColumns = (
  entity: Entity,
): (ListColumn | { readonly kind: 'owner'; readonly heading: string })[] =>
  listColumns({
    ...entity,
    list: { ...entity.list, headings: { ...entity.list?.headings, ...entity.list?.unitHeadings } },
  }).map((column) => (column.kind === 'status' ? { kind: 'owner', heading: '申报人' } : column));

const situationOf = (label: string): string => (label.endsWith('情况') ? label : `${label}情况`);

/** Type of the audit flow in the task list: 业绩个人年度考核情况 (AH-32.05). */
export const flowType = ({ label }: Entity): string => `业绩个人${situationOf(label)}`;

/** Name of one flow without the person's name, which core puts in front. */
export const flowName = <F extends Fields>(entity: Entity<F>, row: Row<F>): string =>
  entity.flowName?.(row) ?? `提交${situationOf(entity.label)}`;

/** False while another answer hides this field. */
export function isShown(entity: Pick<Entity, 'when'>, name: string, row: Raw): boolean {
  return Object.entries(entity.when?.[name] ?? {}).every(([other, value]) => row[other] === value);
}

/** The one parser: form, tRPC input and Excel row all end here. A draft keeps what was good in `draft`. */
export function parseRow<F extends Fields>(entity: Entity<F>, raw: Raw, context: RowContext): ParsedRow<F> {
  const conditions: Raw = entity.when ? partial(parseFields(entity.fields, raw)) : {};
  const hidden = (name: string) => !isShown(entity, name, conditions);
  const kept = entity.when ? Object.fromEntries(Object.entries(raw).filter(([name]) => !hidden(name))) : raw;
  const parsed = parseFields(entity.fields, kept);
  const demanded = Object.keys(entity.when ?? {})
    .filter((name) => !hidden(name) && isBlank(kept[name]))
    .flatMap((name): Issue[] =>
      entity.fields[name] ? [{ field: name, message: askFor(entity.fields[name]), blank: true }] : [],
    );
  if (!parsed.ok) return { ...parsed, issues: [...parsed.issues, ...demanded] };
  const issues = demanded.length > 0 ? demanded : (entity.check?.(parsed.row, context) ?? []);
  return issues.length === 0 ? parsed : { ok: false, draft: parsed.row, sure: parsed.row, issues };
}

/** The entity as it reads rows of an official register: what the register cannot supply is not asked. */
export const fromRegister = <F extends Fields>(entity: Entity<F>): Entity<F> => {
  const waived = (name: string) => entity.register?.waives.includes(name) ?? false;
  const fields = Object.entries(entity.fields).map(([name, f]) => [name, waived(name) ? optional(f) : f]);
  return { ...entity, fields: Object.fromEntries(fields) as F };
};

export type StoredEntry = { readonly entity: string; readonly version: number; readonly data: Raw };

/** Parsed on write, upcast on read. A stored row from the future or without a path stops the request. */
export function readEntry<F extends Fields>(entity: Entity<F>, stored: StoredEntry): Row<F> {
  let data = stored.data;
  if (stored.entity !== entity.code || stored.version > entity.version)
    throw new Error(`${entity.code}: cannot read ${stored.entity} v${stored.version}`);
  for (let version = stored.version; version < entity.version; version++) {
    const step = entity.upcast?.[version];
    if (!step) throw new Error(`${entity.code}: no upcaster from v${version}`);
    data = step(data);
  }
  return data as Row<F>;
}
