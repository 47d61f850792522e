import { useSearchParams } from '@remix-run/react';
import {
  headingOf,
  placeholderOf,
  readEntry,
  show,
  type AnyPick,
  type Field,
  type Fields,
  type PlannedSection,
  type Raw,
} from '@zhicheng/series-kit';
import { DataTable, type Column } from '../../../components/data-table.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { WhyButton } from '../../../components/why-button.tsx';
import { FieldControl } from '../../../render/field-control.tsx';
import { fieldId, join } from '../../../render/field-path.ts';
import { FieldsView } from '../../../render/field-view.tsx';
import { UNBROKEN } from '../../../render/kind-width.ts';
import { PickOps } from './pick-ops.tsx';
import { MendButton, PickVersionNote } from './pick-version.tsx';
import type { FillView } from './plan-of-page.ts';
import { extrasKey, useFill } from './use-fill.tsx';

export type PickedRow = { readonly entry: string; readonly row: Raw; readonly extra: Raw };

/** A doctor picks hundreds of cases; more than these are turned to, unless each has to be answered here. */
export const ROWS_AT_A_TIME = 20;

/** Columns of the entity's list, without files: those stand in the detail. */
export const entityColumns = ({
  fields,
  columns,
  list,
}: AnyPick['entity']): [name: string, head: string, field: Field][] =>
  columns.flatMap((name): [string, string, Field][] => {
    const field = fields[name];
    return field && field.shape.kind !== 'files' ? [[name, list?.headings?.[name] ?? headingOf(field), field]] : [];
  });

/** Dates never break in the middle. */
export function CellText({ text }: { text: string }) {
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return <>{text}</>;
  const [from, to] = text.split(' 至 ');
  return (
    <>
      <span className="nw">{from}</span>
      {to !== undefined && (
        <>
          {' '}
          <span className="nw">至 {to}</span>
        </>
      )}
    </>
  );
}

/** What a row is called where it has to be told from the others: its first column. */
export const rowName = (entity: AnyPick['entity'], row: Raw): string => {
  const [first] = entityColumns(entity);
  return first ? show(first[2], row[first[0]]) : entity.label;
};

type ExtraProps = { section: AnyPick; name: string; field: Field; picked: PickedRow };

/** An answer about the row in this declaration. Its label names the row for the ear; the heading is for the eye. */
function Extra({ section, name, field, picked }: ExtraProps) {
  const { book, change } = useFill();
  const key = extrasKey(section.code);
  const all = book.value(key);
  const mine = extraOf(all, picked.entry);
  const put = (value: unknown) => {
    const one = section.exactlyOne?.includes(name) && value === true;
    const others = one
      ? Object.fromEntries(Object.entries(all).map(([entry]) => [entry, { ...extraOf(all, entry), [name]: false }]))
      : all;
    change(key, { ...others, [picked.entry]: { ...mine, [name]: value } });
  };
  return (
    <div className="cellctl">
      <FieldControl
        field={{
          ...field,
          label: `${rowName(section.entity, picked.row)} ${field.label}`,
          placeholder: placeholderOf(field),
        }}
        path={join(join(section.code, picked.entry), name)}
        value={mine[name]}
        onChange={put}
      />
    </div>
  );
}

const extraOf = (all: Raw, entry: string): Raw => {
  const found = all[entry];
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? { ...found } : {};
};

const extraColumns = (section: AnyPick, extras: Fields): Column<PickedRow>[] =>
  Object.entries(extras).map(([name, field]) => ({
    key: `extra-${name}`,
    label: field.label,
    head: (
      <>
        {field.required && (
          <span className="req" aria-hidden="true">
            *
          </span>
        )}
        {field.label}
      </>
    ),
    width: field.shape.kind === 'checkbox' ? '6rem' : '9.5rem',
    cell: (picked) => <Extra section={section} name={name} field={field} picked={picked} />,
  }));

type Props = { planned: PlannedSection; section: AnyPick };

const hasNews = ({ versions }: FillView, { entry }: PickedRow): boolean =>
  versions[entry]?.newer === true || Boolean(versions[entry]?.underWay);

function Rows({ planned, section }: Props) {
  const { view, send } = useFill();
  const picks = view.data.picks[section.code] ?? [];
  const rows = picks.flatMap(({ entry, extra = {} }): PickedRow[] => {
    const stored = view.data.entries[entry];
    return stored ? [{ entry, row: readEntry(section.entity, stored), extra }] : [];
  });
  const columns: Column<PickedRow>[] = [
    { key: 'index', head: '序号', cell: (_, index) => index + 1, phone: 'hide', width: '3rem' },
    ...entityColumns(section.entity).map(([name, head, field], at): Column<PickedRow> => ({
      key: name,
      head,
      cell: ({ row }) => <CellText text={show(field, row[name])} />,
      phone: at === 0 ? 'lead' : 'pair',
      nowrap: UNBROKEN.includes(field.shape.kind),
    })),
    ...extraColumns(section, section.extras ?? {}),
    {
      key: 'acts',
      head: '操作',
      phone: 'ops',
      cell: ({ entry }, index) => (
        <span className="move small">
          <PickOps
            index={index}
            count={rows.length}
            onMove={(to) =>
              send('move', { section: section.code, entryId: entry, direction: to < index ? 'up' : 'down' })
            }
            onRemove={() => {
              document.getElementById(fieldId(section.code))?.focus();
              send('remove', { section: section.code, entryId: entry });
            }}
          />
          <MendButton entity={section.entity.code} entry={entry} name={`第 ${index + 1} 条`} />
        </span>
      ),
    },
  ];
  return (
    <DataTable
      caption={planned.label}
      dense
      columns={columns}
      rows={rows}
      rowKey={({ entry }) => entry}
      size={section.extras ? undefined : ROWS_AT_A_TIME}
      rowInfo={(row) =>
        hasNews(view, row) && (
          <PickVersionNote entity={section.entity.code} entry={row.entry} name={`第 ${rows.indexOf(row) + 1} 条`} />
        )
      }
      detail={({ row }) => <FieldsView fields={section.entity.fields} row={row} />}
      empty={<EmptyState>还没有导入。点“导入”，从个人业绩库选择单位审核通过的条目。</EmptyState>}
    />
  );
}

/** Why nothing more can be imported: the time is over, or the plan's maximum is reached (AH-22.09). */
export function whyNoImport(
  { label, max }: PlannedSection,
  imported: number,
  closed: readonly string[],
): string | null {
  if (closed.length > 0) return closed.join('');
  if (max === undefined || imported < max) return null;
  return `${label}最多${max}项，已导入${imported}项。先移除一条，再导入别的。`;
}

/** 导入: opens the candidates over the page, under an address of their own. */
export function ImportButton({ planned }: { planned: PlannedSection }) {
  const { view } = useFill();
  const [query, setQuery] = useSearchParams();
  const { code } = planned.section;
  const open = () => {
    const next = new URLSearchParams(query);
    next.set('import', code);
    setQuery(next, { preventScrollReset: true });
  };
  return (
    <WhyButton
      type="button"
      className="btn btn--s"
      id={fieldId(code)}
      aria-label={`导入${planned.label}`}
      aria-haspopup="dialog"
      reason={whyNoImport(planned, view.data.picks[code]?.length ?? 0, view.closed)}
      onClick={open}
    >
      导入
    </WhyButton>
  );
}

/** Imported rows of one entity with what is said about them here. */
export function PickSectionRows({ planned, section }: Props) {
  return (
    <>
      {planned.hint && <p className="hint">{planned.hint}</p>}
      <Rows planned={planned} section={section} />
    </>
  );
}
