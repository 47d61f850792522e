import type { Raw, Shape } from '@zhicheng/series-kit';
import { useEffect, useMemo, useState } from 'react';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Turn } from '../../components/turn.tsx';
import { fieldId, join } from '../field-path.ts';
import { useSources, type LinkRow } from '../sources.tsx';
import { asLinks, initialRaw, type RawLink } from '../values.ts';
import type { ControlProps } from './control.ts';
import { FieldError, Label } from './frame.tsx';
import { linkColumns, linkFacts } from './link-columns.tsx';
import { LinkPicker } from './link-picker.tsx';

const SIZE = 10;

type Shown = RawLink & { readonly index: number; readonly data: Raw | undefined };

/** Content of the linked rows that are on the page, asked of the server as one turns it. */
function useContent(entity: string, ids: readonly string[]) {
  const search = useSources().searchLinks;
  const [known, setKnown] = useState<ReadonlyMap<string, Raw>>(new Map());
  const learn = (rows: readonly LinkRow[]) =>
    setKnown((before) => new Map([...before, ...rows.map(({ id, data }) => [id, data] as const)]));
  const missing = ids.filter((id) => !known.has(id)).join(',');
  useEffect(() => {
    if (!missing || !search) return;
    let current = true;
    search(entity, { ids: missing.split(',') })
      .then(({ rows }) => current && learn(rows))
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [entity, missing, search]);
  return { known, learn };
}

type ExtraProps = { shape: Shape<'links'>; name: string; row: Shown; path: string; onSay(value: unknown): void };

function Extra({ shape, name, row, path, onSay, Nested }: ExtraProps & Pick<ControlProps, 'Nested'>) {
  const field = shape.extras[name];
  if (!field) return null;
  const at = join(join(path, row.index), 'extra');
  if (field.shape.kind !== 'choice')
    return <Nested fields={{ [name]: field }} raw={row.extra} path={at} onChange={(_, value) => onSay(value)} />;
  const value = typeof row.extra[name] === 'string' ? row.extra[name] : '';
  return (
    <select
      id={fieldId(join(at, name))}
      className="sel sel--s"
      aria-label={`第 ${row.index + 1} 条的${field.label}`}
      aria-required={field.required}
      value={value}
      onChange={({ currentTarget }) => onSay(currentTarget.value || null)}
    >
      <option value="">请选择</option>
      {field.shape.options.map((option) => (
        <option key={option}>{option}</option>
      ))}
    </select>
  );
}

type BulkProps = {
  shape: Shape<'links'>;
  count: number;
  onSay(name: string, value: string): void;
  onRemove(): void;
  onClear(): void;
};

function Bulk({ shape, count, onSay, onRemove, onClear }: BulkProps) {
  if (count === 0) return null;
  return (
    <div className="bulk">
      <span role="status">
        当前表格已选择 <b>{count}</b> 项
      </span>
      <button type="button" className="linkbtn" onClick={onClear}>
        清空
      </button>
      <div className="acts">
        {Object.entries(shape.extras).flatMap(([name, { shape: asked }]) =>
          asked.kind === 'choice'
            ? asked.options.map((option) => (
                <button key={option} type="button" className="btn btn--s" onClick={() => onSay(name, option)}>
                  设为{option}
                </button>
              ))
            : [],
        )}
        <button type="button" className="btn btn--s" onClick={onRemove}>
          移除所选
        </button>
      </div>
    </div>
  );
}

/** Rows of another entity, each with what is said about it here (AH-14.17); made for thousands of them. */
export function LinksControl({ shape, ...props }: ControlProps & { shape: Shape<'links'> }) {
  const { field, path, value, onChange, error, required, Nested } = props;
  const links = asLinks(value);
  const [asked, setPage] = useState(1);
  const last = Math.max(1, Math.ceil(links.length / SIZE));
  const page = Math.min(asked, last);
  const shown = links.slice((page - 1) * SIZE, page * SIZE);
  const { known, learn } = useContent(
    shape.entity.code,
    shown.map(({ entry }) => entry),
  );
  const [open, setOpen] = useState(false);
  const [told, setTold] = useState('');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const linked = useMemo(() => new Set(links.map(({ entry }) => entry)), [value]);
  const all = links.length > 0 && links.every(({ entry }) => ticked.has(entry));
  const say = (which: ReadonlySet<string>, name: string, answer: unknown) =>
    onChange(
      links.map((link) => (which.has(link.entry) ? { ...link, extra: { ...link.extra, [name]: answer } } : link)),
    );
  const remove = (which: ReadonlySet<string>) => {
    onChange(links.filter(({ entry }) => !which.has(entry)));
    setTicked(new Set());
    setTold(`已移除 ${which.size} 条${shape.entity.label}`);
  };
  const columns = linkColumns<Shown>(shape, (name) => ({
    key: name,
    head: shape.extras[name]?.label ?? name,
    cell: (row) => (
      <Extra {...{ shape, name, row, path, Nested }} onSay={(answer) => say(new Set([row.entry]), name, answer)} />
    ),
  }));
  const acts: Column<Shown> = {
    key: 'acts',
    head: '操作',
    phone: 'ops',
    nowrap: true,
    cell: ({ entry, index }) => (
      <button type="button" className="linkbtn" onClick={() => remove(new Set([entry]))}>
        移除<span className="vh">第 {index + 1} 条</span>
      </button>
    ),
  };
  const number: Column<Shown> = { key: 'index', head: '序号', phone: 'hide', cell: ({ index }) => index + 1 };
  return (
    <fieldset className="subrows" id={fieldId(path)} tabIndex={-1}>
      <legend className="lab">
        <Label required={required}>{field.label}</Label>
      </legend>
      {field.help && <p className="hint">{field.help}</p>}
      <p>
        {shape.counted ?? '已选'} <b>{links.length}</b>
      </p>
      <Bulk
        shape={shape}
        count={ticked.size}
        onSay={(name, answer) => say(ticked, name, answer)}
        onRemove={() => remove(ticked)}
        onClear={() => setTicked(new Set())}
      />
      {links.length > 0 && (
        <DataTable
          caption={field.label}
          dense
          columns={[number, ...columns, acts]}
          rows={shown.map((link, at) => ({
            ...link,
            index: (page - 1) * SIZE + at,
            data: known.get(link.entry),
          }))}
          rowKey={({ entry }) => entry}
          phoneSummary={linkFacts<Shown>(shape)}
          picking={{
            isPicked: ({ entry }) => ticked.has(entry),
            mayPick: () => true,
            toggle: ({ entry }, on) =>
              setTicked(new Set([...ticked].filter((id) => id !== entry).concat(on ? entry : []))),
            toggleAll: (on) => setTicked(new Set(on ? linked : [])),
            all,
            why: '选中列表中的全部条目',
          }}
        />
      )}
      <Turn page={page} last={last} total={links.length} onTurn={setPage} />
      {error && <FieldError message={error} />}
      <button type="button" className="btn btn--s" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? '收起' : `选择${shape.entity.label}`}
      </button>
      {open && (
        <LinkPicker
          shape={shape}
          linked={linked}
          onAdd={(ids, extra, rows) => {
            const added = ids.filter((id) => !linked.has(id));
            const start = { ...initialRaw(shape.extras), ...extra };
            learn(rows);
            onChange([...links, ...added.map((entry) => ({ entry, extra: start }))]);
            setTold(`已加入 ${added.length} 条${shape.entity.label}`);
          }}
        />
      )}
      <span className="vh" role="status">
        {told}
      </span>
    </fieldset>
  );
}
