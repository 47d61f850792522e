import { columnsOf, type Entity } from '@zhicheng/series-kit';
import type { CellKind, SheetColumn } from './column.ts';

const KINDS: Readonly<Record<string, CellKind>> = {
  date: 'date',
  dateRange: 'date',
  year: 'year',
  integer: 'number',
  decimal: 'number',
};

/**
 * The columns of a kit entity's import; rows read with them go through `rawFromCells`.
 * @param optionsOf `code name` of each item of a dictionary, for the drop-downs
 */
export const entityColumns = (
  entity: Entity,
  optionsOf: (dictionary: string) => readonly string[] = () => [],
): SheetColumn[] =>
  columnsOf(entity).map(({ field, header, required, options, dictionary, note }) => ({
    header,
    required,
    kind: KINDS[entity.fields[field]?.shape.kind ?? ''] ?? 'text',
    ...(options && { options }),
    ...(dictionary && { options: optionsOf(dictionary) }),
    ...(note && { note }),
  }));
