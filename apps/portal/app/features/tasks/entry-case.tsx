import { show, type Entity, type Raw } from '@zhicheng/series-kit';
import type { ReactNode } from 'react';
import { Note } from '../../components/note.tsx';
import { FieldSourcesProvider, type Candidate } from '../../render/sources.tsx';
import { entityOf } from '../../series.ts';
import type { CaseSection } from './case-sections.tsx';
import { FieldRows } from './field-rows.tsx';
import { LinkingProvider } from './linked-pages.tsx';
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

/** A row that only one person can have, and somebody else of the unit has it as well: the auditor finds out whose it is. */
function Rivals({ entity, data, rivals }: { entity: Entity; data: Raw; rivals: EntryCase['rivals'] }) {
  if (rivals.length === 0) return null;
  const answers = (names: readonly string[]) =>
    names.flatMap((name) =>
      entity.fields[name] ? [`${entity.fields[name].label}${show(entity.fields[name], data[name])}`] : [],
    );
  const names = rivals.map(({ ownerName, stateLabel }) => `${ownerName}（${stateLabel}）`).join('、');
  return (
    <Note face="back" title="与他人重复">
      <p>
        {names}也提交了同一份{entity.label}（
        {answers([...(entity.unique ?? []), ...Object.keys(entity.sole ?? {})]).join('，')}）。请核实由谁申报，再审核。
      </p>
    </Note>
  );
}

const addressOf = (processId: string, field: string): string =>
  `/work/cases/${processId}/part?${new URLSearchParams({ kind: 'libraryEntry', field })}`;

/** An entry of the library: its answers, changes since the last audit, and what it links to. */
export function entrySections(view: EntryCase): CaseSection[] {
  const { entity: code, label, data, linked, changes, rivals, linkTotals: totals, processId } = view;
  const entity = entityOf(code);
  if (!entity) throw new Error(`no entity ${code}`);
  return [
    {
      id: 'entry',
      label,
      body: (
        <FieldSourcesProvider value={{ candidates: candidatesOf(linked) }}>
          <Rivals entity={entity} data={data} rivals={rivals} />
          <LinkingProvider value={{ totals, addressOf: (field) => addressOf(processId, field) }}>
            <FieldRows fields={entity.fields} when={entity.when} row={data} changes={changes} />
          </LinkingProvider>
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
