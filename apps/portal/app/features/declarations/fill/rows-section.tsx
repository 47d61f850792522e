import { useSearchParams } from '@remix-run/react';
import { show, type Field, type Fields, type PlannedSection, type Raw, type Shape } from '@zhicheng/series-kit';
import { useRef, useState } from 'react';
import { DataTable, type Column } from '../../../components/data-table.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FormDrawer } from '../../../components/form-drawer.tsx';
import { Icon } from '../../../components/icon.tsx';
import { WhyButton } from '../../../components/why-button.tsx';
import { fieldId, join } from '../../../render/field-path.ts';
import { FieldsView } from '../../../render/field-view.tsx';
import { asRows, initialRaw } from '../../../render/values.ts';
import { FieldGrid } from '../../../render/field-control.tsx';
import { SectionConflict } from './form-section.tsx';
import { PickOps } from './pick-ops.tsx';
import { CellText } from './pick-section.tsx';
import { formKey, useFill } from './use-fill.tsx';

type RowsField = { readonly name: string; readonly field: Field; readonly shape: Shape<'rows'> };

/** A form that asks for nothing but sub-rows is a list with a panel (AH-19.21..24). */
export function soleRows({ fields }: { fields: Fields }): RowsField | undefined {
  const [entry, ...others] = Object.entries(fields);
  if (!entry || others.length > 0) return undefined;
  const [name, field] = entry;
  return field.shape.kind === 'rows' ? { name, field, shape: field.shape } : undefined;
}

/** The columns that the field names, else its first plain answers; files and sub-rows stand in the detail. */
export const columnFields = ({ fields, columns }: Pick<Shape<'rows'>, 'fields' | 'columns'>): [string, Field][] =>
  columns
    ? columns.flatMap((name): [string, Field][] => (fields[name] ? [[name, fields[name]]] : []))
    : Object.entries(fields)
        .filter(([, { shape }]) => !['files', 'rows', 'links', 'longText', 'checkbox'].includes(shape.kind))
        .slice(0, 6);

const swapped = <T,>(items: readonly T[], at: number, to: number): T[] =>
  items.map((item, index) => (index === at ? (items[to] ?? item) : index === to ? (items[at] ?? item) : item));

const printed = (field: Field, value: unknown): string => {
  const parsed = field.parse(value);
  return parsed.ok ? show(field, parsed.value) : typeof value === 'string' ? value : '';
};

type ListProps = { planned: PlannedSection; rows: RowsField; onOpen(at: number): void };

function List({ planned, rows: { name, shape }, onOpen }: ListProps) {
  const { book, change } = useFill();
  const [said, setSaid] = useState('');
  const key = formKey(planned.section.code);
  const raw = book.value(key);
  const items = asRows(raw[name]);
  const put = (next: readonly Raw[], words: string) => {
    change(key, { ...raw, [name]: next });
    setSaid(words);
  };
  const columns: Column<Raw>[] = [
    { key: 'index', head: '序号', cell: (_, index) => index + 1, phone: 'hide', width: '3rem' },
    ...columnFields(shape).map(([column, field], at): Column<Raw> => ({
      key: column,
      head: field.label,
      cell: (row) => <CellText text={printed(field, row[column])} />,
      phone: at === 0 ? 'lead' : 'pair',
    })),
    {
      key: 'acts',
      head: '操作',
      phone: 'ops',
      cell: (_, index) => (
        <span className="move small">
          <button
            type="button"
            className="linkbtn"
            id={fieldId(join(join(planned.section.code, name), index))}
            onClick={() => onOpen(index)}
          >
            修改<span className="vh">第 {index + 1} 条</span>
          </button>
          <PickOps
            index={index}
            count={items.length}
            onMove={(to) => put(swapped(items, index, to), `已移到第 ${to + 1} 条`)}
            onRemove={() =>
              put(
                items.filter((_row, at) => at !== index),
                `已移除第 ${index + 1} 条`,
              )
            }
          />
        </span>
      ),
    },
  ];
  return (
    <>
      <DataTable
        caption={planned.label}
        dense
        columns={columns}
        rows={items}
        rowKey={(row) => String(items.indexOf(row))}
        detail={(row) => <FieldsView fields={shape.fields} row={row} />}
        empty={<EmptyState>{planned.required ? '还没有填写。' : '没有的可以不填。'}</EmptyState>}
      />
      <span className="vh" role="status">
        {said}
      </span>
    </>
  );
}

type PanelProps = { planned: PlannedSection; rows: RowsField; at: number | null; closeTo: string; onDone(): void };

/** One row with its own sub-rows; 保存 puts it into the list and stores the section. */
function Panel({ planned, rows: { name, shape }, at, closeTo, onDone }: PanelProps) {
  const { book, change, flush } = useFill();
  const key = formKey(planned.section.code);
  const raw = book.value(key);
  const items = asRows(raw[name]);
  const index = at ?? items.length;
  const known = useRef(items[index] ?? initialRaw(shape.fields));
  const [row, setRow] = useState<Raw>(known.current);
  const keep = () => {
    const next = at === null ? [...items, row] : items.map((item, other) => (other === at ? row : item));
    change(key, { ...raw, [name]: next });
    flush(onDone);
  };
  return (
    <FormDrawer title={at === null ? `新增${shape.itemLabel}` : `修改${shape.itemLabel}`} closeTo={closeTo}>
      <form
        className="kitform"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <FieldGrid
          fields={shape.fields}
          raw={row}
          path={join(join(planned.section.code, name), index)}
          onChange={(field, value) => setRow({ ...row, [field]: value })}
        />
        <div className="acts kitform__a">
          <button className="btn btn--go">保存</button>
          <button type="button" className="btn" onClick={onDone}>
            取消
          </button>
        </div>
      </form>
    </FormDrawer>
  );
}

type Props = { planned: PlannedSection; rows: RowsField };

/** 现有职称情况: list with 新增, panel with everything about one row. */
export function RowsSection({ planned, rows }: Props) {
  const { view } = useFill();
  const [query, setQuery] = useSearchParams();
  const { code } = planned.section;
  const panel = query.get('panel');
  const open = panel?.startsWith(`${code}.`) ? panel.slice(code.length + 1) : null;
  const at = open === null || open === 'new' ? null : Number(open);
  const without = new URLSearchParams(query);
  without.delete('panel');
  const openPanel = (which: number | 'new') => {
    const next = new URLSearchParams(query);
    next.set('panel', `${code}.${which}`);
    setQuery(next, { preventScrollReset: true });
  };
  return (
    <>
      <SectionConflict planned={planned} />
      <div className="acts rowsacts">
        <WhyButton
          type="button"
          className="btn btn--s"
          id={fieldId(code)}
          aria-label={`新增${rows.shape.itemLabel}`}
          aria-haspopup="dialog"
          reason={view.closed.join('') || null}
          onClick={() => openPanel('new')}
        >
          <Icon name="plus" />
          新增
        </WhyButton>
      </div>
      <List planned={planned} rows={rows} onOpen={openPanel} />
      {open !== null && (
        <Panel
          key={open}
          planned={planned}
          rows={rows}
          at={at}
          closeTo={`?${without}`}
          onDone={() => setQuery(without, { preventScrollReset: true, replace: true })}
        />
      )}
    </>
  );
}
