import { useMemo, useState, type ReactNode } from 'react';
import type { Picking } from './data-table.tsx';

/**
 * What is ticked on this page of a list. Rows that disappear are forgotten.
 * @param why who may be ticked: 只能选择编辑中和退回的条目
 * @param found those of them that a search has found: the box in the heading ticks these alone
 */
export function usePicking<R>(
  rows: readonly R[],
  keyOf: (row: R) => string,
  mayPick: (row: R) => boolean,
  why: string,
  found: readonly R[] = rows,
): Picking<R> & { readonly keys: readonly string[]; clear(): void } {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  return useMemo(() => {
    const keys = rows
      .filter(mayPick)
      .map(keyOf)
      .filter((key) => picked.has(key));
    const pickable = found.filter(mayPick).map(keyOf);
    return {
      keys,
      why,
      mayPick,
      all: pickable.length > 0 && pickable.every((key) => picked.has(key)),
      isPicked: (row) => picked.has(keyOf(row)),
      toggle(row, on) {
        const next = new Set(picked);
        if (on) next.add(keyOf(row));
        else next.delete(keyOf(row));
        setPicked(next);
      },
      toggleAll: (on) =>
        setPicked(new Set(on ? [...keys, ...pickable] : keys.filter((key) => !pickable.includes(key)))),
      clear: () => setPicked(new Set()),
    };
  }, [rows, found, keyOf, mayPick, why, picked]);
}

type Props = { count: number; onClear: () => void; why: string; children: ReactNode };

/** Above the table once something is ticked: how many, who may be, what to do with them (MS.14). */
export function BulkBar({ count, onClear, why, children }: Props) {
  if (count === 0) return <div className="vh" role="status" />;
  return (
    <div className="bulk">
      <span role="status">
        当前表格已选择 <b>{count}</b> 项
      </span>
      <button type="button" className="linkbtn" onClick={onClear}>
        清空
      </button>
      <span className="muted small">{why}</span>
      <div className="acts">{children}</div>
    </div>
  );
}
