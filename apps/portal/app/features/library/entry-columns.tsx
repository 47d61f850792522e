import { listColumns, show, type Entity } from '@zhicheng/series-kit';
import { dayOf } from '../../beijing-time.ts';
import type { Column } from '../../components/data-table.tsx';
import { Blank } from '../../components/key-values.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { UNBROKEN } from '../../render/kind-width.ts';
import type { Entry } from './entry-list.tsx';
import { entryFace, entryName, leadColumn, SOURCE_WORDS } from './entry-words.ts';
import { RowActs, type Move } from './row-acts.tsx';

type Parts = { entity: Entity; first: number; onAsk(move: Move, entry: Entry): void };

function fieldColumn({ fields, ...entity }: Entity, name: string, head: string): Column<Entry> {
  const field = fields[name];
  const kind = field?.shape.kind ?? 'text';
  return {
    key: name,
    head,
    cell: ({ data }) => (field && show(field, data[name])) || <Blank />,
    phone: name === leadColumn({ fields, ...entity }) ? 'lead' : 'hide',
    num: kind === 'integer' || kind === 'decimal',
    nowrap: UNBROKEN.includes(kind),
  };
}

/**
 * The columns of one list as the kit names them (AH-07.08, AH-14.06).
 * @param first number of the first row of this page
 */
export function entryColumns({ entity, first, onAsk }: Parts): Column<Entry>[] {
  return listColumns(entity).map((column): Column<Entry> => {
    const { kind, heading: head } = column;
    switch (kind) {
      case 'index':
        return { key: kind, head, cell: (_, index) => first + index, phone: 'hide' };
      case 'status':
        return {
          key: kind,
          head,
          cell: ({ state, stateLabel }) => <StateTag face={entryFace(state)}>{stateLabel}</StateTag>,
          phone: 'state',
          nowrap: true,
        };
      case 'field':
        return fieldColumn(entity, column.field, head);
      case 'source':
        return { key: kind, head, cell: ({ source }) => SOURCE_WORDS[source], phone: 'hide', nowrap: true };
      case 'submittedOn':
        return {
          key: kind,
          head,
          cell: ({ submittedAt }) => (submittedAt ? dayOf(submittedAt) : '未提交'),
          phone: 'hide',
          nowrap: true,
        };
      case 'actions':
        return {
          key: kind,
          head,
          cell: (entry) => (
            <RowActs entry={entry} name={entryName(entity, entry.data)} onAsk={(move) => onAsk(move, entry)} />
          ),
          phone: 'ops',
          nowrap: true,
        };
    }
  });
}
