import { Fragment, useState, type ReactNode } from 'react';
import { EmptyState } from './empty-state.tsx';
import { Icon } from './icon.tsx';
import { Turn } from './turn.tsx';

/**
 * Where a cell goes at 360 px: lead is the row's title, state stands beside it, pair keeps its heading, fact joins a
 * line of words, ops are the actions, hide is left out (say it in `phoneSummary` if it matters).
 */
export type PhoneFace = 'lead' | 'state' | 'pair' | 'fact' | 'ops' | 'hide';

export type Column<R> = {
  readonly key: string;
  readonly head: ReactNode;
  /** The heading in words, where `head` is more than that. */
  readonly label?: string;
  cell(row: R, index: number): ReactNode;
  readonly phone?: PhoneFace;
  readonly num?: boolean;
  readonly nowrap?: boolean;
  /** Left out under 1200 px. */
  readonly wideOnly?: boolean;
  /** CSS width of the column. */
  readonly width?: string;
};

export type Picking<R> = {
  isPicked(row: R): boolean;
  /** Only these get a box; `why` is said in the others' place. */
  mayPick(row: R): boolean;
  toggle(row: R, on: boolean): void;
  toggleAll(on: boolean): void;
  readonly all: boolean;
  readonly why: string;
};

type Props<R> = {
  /** Said to the ear: what the table lists. */
  caption: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  rowKey(row: R): string;
  /** A row below, e.g. the reason of a return. */
  rowInfo?(row: R): ReactNode;
  /** What opens below the row with > (AH-04.06). */
  detail?(row: R): ReactNode;
  /** At most two lines of facts at 360 px. */
  phoneSummary?(row: R): ReactNode;
  picking?: Picking<R>;
  dense?: boolean;
  empty?: ReactNode;
  /** Rows shown at a time; more are turned to under the table. Without it all rows stand there. */
  size?: number;
};

const CLASS: Record<PhoneFace, string> = {
  lead: 'lead',
  state: 'stat',
  pair: '',
  fact: 'fact',
  ops: 'ops',
  hide: 'skip-s',
};

const headingOf = <R,>({ head, label }: Column<R>): string | undefined =>
  label ?? (typeof head === 'string' ? head : undefined);

function classOf<R>({ phone = 'pair', num, nowrap, wideOnly }: Column<R>): string {
  return [CLASS[phone], num && 'num', nowrap && 'nw', wideOnly && 'hide-m'].filter(Boolean).join(' ');
}

/** A heading of a few characters is not broken, so that its column is at least that wide; a long one may be. */
const SHORT_HEADING = 5;
const LONG_HEADING = 9;
const lengthOf = <R,>(column: Column<R>): number => headingOf(column)?.length ?? SHORT_HEADING + 1;
const headClass = <R,>(column: Column<R>): string | undefined =>
  [
    column.num && 'num',
    column.wideOnly && 'hide-m',
    lengthOf(column) <= SHORT_HEADING && 'nw',
    lengthOf(column) >= LONG_HEADING && 'longhead',
  ]
    .filter(Boolean)
    .join(' ') || undefined;

function Head<R>({
  columns,
  picking,
  detail,
  dataRows,
}: Pick<Props<R>, 'columns' | 'picking'> & { detail: boolean; dataRows: boolean }) {
  return (
    <thead>
      <tr role="row">
        {detail && (
          <th scope="col">
            <span className="vh">展开</span>
          </th>
        )}
        {picking && (
          <th scope="col">
            <input
              type="checkbox"
              className="ck"
              aria-label={`全选，${picking.why}`}
              checked={picking.all}
              disabled={!dataRows}
              onChange={({ currentTarget }) => picking.toggleAll(currentTarget.checked)}
            />
          </th>
        )}
        {columns.map((column) => (
          <th
            key={column.key}
            scope="col"
            className={headClass(column)}
            style={column.width ? { width: column.width } : undefined}
          >
            {column.head}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function PickCell<R>({ row, picking, position }: { row: R; picking: Picking<R>; position: number }) {
  return (
    <td role="cell" className="pick0">
      {picking.mayPick(row) ? (
        <label className="pickbox">
          <input
            type="checkbox"
            className="ck"
            aria-label={`选择第 ${position} 条`}
            checked={picking.isPicked(row)}
            onChange={({ currentTarget }) => picking.toggle(row, currentTarget.checked)}
          />
        </label>
      ) : (
        <span className="vh">不可选：{picking.why}</span>
      )}
    </td>
  );
}

type RowProps<R> = Omit<Props<R>, 'rows' | 'caption' | 'rowKey' | 'empty' | 'dense' | 'size'> & {
  row: R;
  index: number;
};

function DataRow<R>({ row, index, columns, rowInfo, detail, phoneSummary, picking }: RowProps<R>) {
  const [open, setOpen] = useState(false);
  const info = rowInfo?.(row);
  const width = columns.length + (picking ? 1 : 0) + (detail ? 1 : 0);
  return (
    <>
      <tr role="row" className={info || open ? 'nob' : undefined} aria-selected={picking?.isPicked(row) || undefined}>
        {detail && (
          <td role="cell" className="expand">
            <button
              type="button"
              aria-expanded={open}
              aria-label={`第 ${index + 1} 条详情`}
              onClick={() => setOpen(!open)}
            >
              <Icon name={open ? 'down' : 'right'} />
              <span className="expand__w">详情</span>
            </button>
          </td>
        )}
        {picking && <PickCell row={row} picking={picking} position={index + 1} />}
        {columns.map((column) => (
          <td
            key={column.key}
            role="cell"
            className={classOf(column) || undefined}
            data-l={(column.phone ?? 'pair') === 'pair' ? headingOf(column) : undefined}
          >
            {(column.phone ?? 'pair') === 'pair' || column.phone === 'fact' ? (
              <span className="v">{column.cell(row, index)}</span>
            ) : (
              column.cell(row, index)
            )}
          </td>
        ))}
        {phoneSummary && (
          <td role="cell" className="sum-s">
            {phoneSummary(row)}
          </td>
        )}
      </tr>
      {info && (
        <tr role="row" className="rowinfo">
          <td role="cell" colSpan={width}>
            {info}
          </td>
        </tr>
      )}
      {detail && open && (
        <tr role="row" className="rowinfo">
          <td role="cell" colSpan={width}>
            {detail(row)}
          </td>
        </tr>
      )}
    </>
  );
}

/** Native rows; at 360 px each row becomes a few lines of words. */
export function DataTable<R>({ caption, rows, rowKey, dense = false, empty, size, ...rest }: Props<R>) {
  const [asked, setPage] = useState(1);
  if (rows.length === 0) return <>{empty ?? <EmptyState />}</>;
  const last = size ? Math.ceil(rows.length / size) : 1;
  const page = Math.min(asked, last);
  const from = size ? (page - 1) * size : 0;
  return (
    <>
      <table className={`tbl rt rt--lib${dense ? ' dense' : ''}${rest.picking ? ' pick' : ''}`} role="table">
        <caption className="vh">{caption}</caption>
        <Head
          columns={rest.columns}
          picking={rest.picking}
          detail={rest.detail !== undefined}
          dataRows={rows.length > 0}
        />
        <tbody role="rowgroup">
          {rows.slice(from, size && from + size).map((row, index) => (
            <Fragment key={rowKey(row)}>
              <DataRow row={row} index={from + index} {...rest} />
            </Fragment>
          ))}
        </tbody>
      </table>
      <Turn page={page} last={last} total={rows.length} onTurn={setPage} />
    </>
  );
}
