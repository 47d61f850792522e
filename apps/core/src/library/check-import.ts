import type { Database } from '@zhicheng/database';
import {
  cellReader,
  columnsOf,
  isBlank,
  parseRow,
  type Column,
  type Entity,
  type Issue,
  type Raw,
} from '@zhicheng/series-kit';
import type { CellError, TableRow } from '@zhicheng/spreadsheets';
import { codeChecker } from '../catalog/check-coded.ts';
import { canonicalJson } from '../ledger/canonical-json.ts';
import type { Wrong, WrongRow } from './import-model.ts';
import { exampleOf } from './import-template.ts';

/** A row that may be stored; `content` is what `saveEntry` would store of the same answers. */
export interface GoodRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly content: Raw;
}
export interface CheckedRows {
  readonly good: readonly GoodRow[];
  readonly wrong: readonly WrongRow[];
}

/** Of the columns of a field the one that the message begins with, as 出院日期不能早于入院日期 speaks of the former. */
function columnOf(columns: readonly Column[], path: string | undefined, message: string): string {
  const [field = ''] = (path ?? '').split('.');
  const own = columns.filter((column) => column.field === field);
  const [, nearest] = own
    .map(({ header }) => [message.indexOf(/（(.*)）$/.exec(header)?.[1] ?? ''), header] as const)
    .filter(([at]) => at >= 0)
    .toSorted(([a], [b]) => a - b)[0] ?? [0, own[0]?.header ?? ''];
  return nearest;
}

/** What identifies a row within one library; undefined where an answer of it is missing. */
export const keyOf = (columns: readonly string[] | undefined, row: Raw): string | undefined =>
  columns?.length && !columns.some((name) => isBlank(row[name]))
    ? canonicalJson(columns.map((name) => row[name]))
    : undefined;

export const labelsOf = (entity: Entity, columns: readonly string[]): string =>
  columns.map((name) => entity.fields[name]?.label ?? name).join('、');

/** Rows looked at between two signs of life. */
const TELL_EVERY = 500;

/**
 * Reads every row through the entity's own parser, then the dictionaries, then the rest of the file: the second row
 * of one key is wrong and names the first. Blank required cells are wrong as well: an import brings finished rows.
 * Asks the database for codes only, whatever the number of rows.
 */
export async function checkRows({
  db,
  entity,
  rows,
  errors,
  today,
  tell,
}: {
  db: Database;
  entity: Entity;
  rows: readonly TableRow[];
  /** Of cells that show nothing usable. */
  errors: readonly CellError[];
  today: string;
  tell: (checked: number) => Promise<void>;
}): Promise<CheckedRows> {
  const columns = columnsOf(entity);
  const wrongOf = ({ field, message }: Pick<Issue, 'field' | 'message'>): Wrong => ({
    column: columnOf(columns, field, message),
    message,
  });
  const unread = new Map<number, Wrong[]>();
  for (const { row, ...wrong } of errors) unread.set(row, [...(unread.get(row) ?? []), wrong]);
  const parsed: { line: TableRow; draft: Raw; wrong: Wrong[] }[] = [];
  const rawOf = cellReader(entity);
  for (const line of withoutExample(entity, rows)) {
    const read = parseRow(entity, rawOf(line.cells), { today, linked: () => [] });
    const cells = unread.get(line.row) ?? [];
    const told = new Set(cells.map(({ column }) => column));
    const issues = read.ok ? [] : read.issues.map(wrongOf).filter(({ column }) => !told.has(column));
    parsed.push({ line, draft: read.ok ? read.row : read.draft, wrong: [...cells, ...issues] });
    if (parsed.length % TELL_EVERY === 0) await tell(parsed.length);
  }
  const coded = await codeChecker(
    db,
    entity.fields,
    parsed.map(({ draft }) => draft),
  );
  const twin = twinsInFile(entity);
  const good: GoodRow[] = [];
  const wrong: WrongRow[] = [];
  for (const { line, draft, wrong: known } of parsed) {
    const { row: content, issues } = coded(draft);
    const unknown = issues.map(({ path, message }) => wrongOf({ field: path, message }));
    const found = [...known, ...unknown, ...twin(line.row, content).map(wrongOf)];
    if (found.length === 0) good.push({ ...line, content });
    else wrong.push({ ...line, errors: found });
  }
  return { good, wrong };
}

function withoutExample(entity: Entity, rows: readonly TableRow[]): readonly TableRow[] {
  const example = exampleOf(entity).join('\n');
  return rows.filter(({ cells }) => cells.join('\n') !== example);
}

function twinsInFile(entity: Entity): (row: number, content: Raw) => Issue[] {
  const seen = new Map<string, number>();
  const unique = entity.unique ?? [];
  return (row, content) => {
    const key = keyOf(unique, content);
    if (key === undefined) return [];
    const first = seen.get(key);
    if (first === undefined) seen.set(key, row);
    return first === undefined
      ? []
      : [{ field: unique[0] ?? '', message: `${labelsOf(entity, unique)}与第 ${first} 行相同，不能重复导入。` }];
  };
}
