import type { Entity } from './entity.ts';
import { headingOf, isRaw, show, type ByKind, type Field, type Kind, type Raw, type Shape } from './field.ts';
import { REGION_DICTIONARY } from './walk.ts';

/** A column of the import template; `spreadsheets` adds styles and drop-downs, this decides what there is. */
export type Column = {
  readonly field: string;
  readonly header: string;
  readonly required: boolean;
  readonly options?: readonly string[];
  /** Options come from this dictionary, each written as `code name`. */
  readonly dictionary?: string;
  readonly note?: string;
};
type Piece = Partial<Pick<Column, 'options' | 'dictionary' | 'note'>> & { readonly suffix?: string };

const ONE: () => readonly Piece[] = () => [{}];
const pieces: ByKind<[], readonly Piece[]> = {
  text: ({ max }) => [{ note: `不超过${max}字` }],
  longText: ({ max }) => [{ note: `不超过${max}字` }],
  integer: ONE,
  decimal: ({ scale }) => [{ note: `最多${scale}位小数` }],
  date: () => [{ note: '格式 2024-01-31' }],
  year: () => [{ note: '格式 2024' }],
  dateRange: ({ ongoing, labels }) => [
    { suffix: `（${labels.from}）`, note: '格式 2024-01-31' },
    { suffix: `（${labels.to}）`, note: ongoing ? '格式 2024-01-31 或 至今' : '格式 2024-01-31' },
  ],
  choice: ({ options }) => [{ options }],
  choices: ({ options }) => [{ note: `可多选，用、隔开：${options.join('、')}` }],
  coded: ({ dictionary }) => [{ dictionary, note: '代码+空格+名称，如 01 示例' }],
  checkbox: () => [{ options: ['是', '否'] }],
  person: ONE,
  region: () => [{ dictionary: REGION_DICTIONARY, note: '6位行政区划代码+空格+名称，如 340100 合肥市' }],
  files: () => [],
  links: () => [],
  rows: () => [],
};

/** No cast: K ties the map entry to its shape. Renderers in the portal dispatch the same way. */
const piecesOf = <K extends Kind>(shape: Shape<K>): readonly Piece[] => pieces[shape.kind](shape);

export const columnsOf = (entity: Entity): Column[] =>
  Object.entries(entity.fields).flatMap(([name, field]) =>
    piecesOf(field.shape).map(({ suffix = '', ...piece }) => ({
      field: name,
      header: headingOf(field) + suffix,
      required: field.required,
      ...piece,
    })),
  );

const fromCells = (field: Field, [cell = '', second = '']: readonly string[]): unknown => {
  switch (field.shape.kind) {
    case 'dateRange':
      return cell || second ? { from: cell, to: second === '至今' ? null : second } : undefined;
    case 'choices':
      return cell.split(/[、,，]/).filter(Boolean);
    case 'checkbox':
      return cell === '' ? undefined : cell === '是' ? true : cell === '否' ? false : cell;
    case 'coded':
    case 'region': {
      const [code = '', ...name] = cell.split(/\s+/);
      return cell ? { code, name: name.join(' ') } : undefined;
    }
    default:
      return cell;
  }
};

/** Cells to the raw input of `parseRow`: Excel has no validation of its own. For many rows: made once, called often. */
export function cellReader(entity: Entity): (cells: readonly string[]) => Raw {
  const columns = columnsOf(entity);
  const places = Object.entries(entity.fields).map(([name, field]) => ({
    ...{ name, field },
    at: columns.flatMap((column, index) => (column.field === name ? [index] : [])),
  }));
  return (cells) => {
    const raw: Record<string, unknown> = {};
    for (const { name, field, at } of places)
      raw[name] = fromCells(
        field,
        at.map((index) => (cells[index] ?? '').trim()),
      );
    return raw;
  };
}

/** The same for one row. */
export const rawFromCells = (entity: Entity, cells: readonly string[]): Raw => cellReader(entity)(cells);

export const toCells = (entity: Entity, row: Raw): string[] =>
  Object.entries(entity.fields).flatMap(([name, field]) => {
    const text = show(field, row[name], { reveal: true });
    if (field.shape.kind === 'dateRange') return text === '' ? ['', ''] : text.replace(/今$/, '至今').split(' 至 ');
    const value = row[name];
    const code =
      (field.shape.kind === 'coded' || field.shape.kind === 'region') && isRaw(value) ? value.code : undefined;
    return piecesOf(field.shape).map(() => (typeof code === 'string' ? `${code} ${text}` : text));
  });
