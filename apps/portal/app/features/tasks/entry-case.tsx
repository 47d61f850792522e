import { show, type Raw } from '@zhicheng/series-kit';
import type { ReactNode } from 'react';
import { FieldSourcesProvider, type Candidate } from '../../render/sources.tsx';
import { entityOf } from '../../series.ts';
import type { CaseSection } from './case-sections.tsx';
import { FieldRows } from './field-rows.tsx';
import type { EntryCase } from './types.ts';

export function entryLine({ ownerName, gender, unitName, label }: EntryCase): ReactNode {
  return (
    <>
      <b>{ownerName}</b>，{[gender, unitName, label].join('，')}
    </>
  );
}

function titleOf(code: string, data: Raw): string {
  const entity = entityOf(code);
  const [first = ''] = entity?.columns ?? [];
  const field = entity?.fields[first];
  return field ? show(field, data[first]) : code;
}

function candidatesOf(linked: EntryCase['linked']): Record<string, Candidate[]> {
  const all: Record<string, Candidate[]> = {};
  for (const { id, entity, data } of linked) (all[entity] ??= []).push({ entry: id, label: titleOf(entity, data) });
  return all;
}

/** An entry of the library: its answers, changes since the last audit, and what it links to. */
export function entrySections({ entity: code, label, data, linked, changes }: EntryCase): CaseSection[] {
  const entity = entityOf(code);
  if (!entity) throw new Error(`no entity ${code}`);
  return [
    {
      id: 'entry',
      label,
      body: (
        <FieldSourcesProvider value={{ candidates: candidatesOf(linked) }}>
          <FieldRows fields={entity.fields} when={entity.when} row={data} changes={changes} />
        </FieldSourcesProvider>
      ),
    },
    ...linked.map((entry, index): CaseSection => {
      const other = entityOf(entry.entity);
      return {
        id: entry.id,
        label: `${other?.label ?? ''} ${index + 1}`,
        body: other && <FieldRows fields={other.fields} when={other.when} row={entry.data} />,
      };
    }),
  ];
}
