import type { ReactNode } from 'react';

/** `wide`: takes the whole line (long texts, files, sub-rows). */
export type Pair = readonly [label: string, value: ReactNode, width?: 'wide'];

type Props = { items: readonly Pair[]; columns?: 1 | 3 };

/** Labels and values. An empty value is a dash, read out as 无. */
export function KeyValues({ items, columns = 3 }: Props) {
  return (
    <dl className={columns === 1 ? 'kv1' : 'kv'}>
      {items.map(([label, value, width]) => (
        <div key={label} className={width}>
          <dt>{label}</dt>
          <dd>{value === null || value === undefined || value === '' ? <Blank /> : value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** An empty cell: - on the screen, a word for the ear. */
export function Blank({ word = '无' }: { word?: string }) {
  return (
    <>
      <span className="muted" aria-hidden="true">
        -
      </span>
      <span className="vh">{word}</span>
    </>
  );
}
