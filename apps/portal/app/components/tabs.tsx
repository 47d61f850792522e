import { useSearchParams } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { lastingQuery } from '../passing-query.ts';
import { Link } from './link.tsx';

export type Tab = {
  readonly label: string;
  /** Value of the query parameter; '' is the first tab. */
  readonly value: string;
  readonly count?: number;
  /** An address of its own, instead of a value of the query parameter. */
  readonly to?: string;
};

type Props = { label: string; items: readonly Tab[]; param?: string; current?: string };

/** Tabs are links, so that they can be bookmarked; changing one goes back to page 1. */
export function Tabs({ label, items, param = 'tab', current }: Props) {
  const [query] = useSearchParams();
  const active = current ?? query.get(param) ?? '';
  const nav = useRef<HTMLElement>(null);
  // On a phone the line is longer than the window: the tab that is open is in sight.
  useEffect(() => {
    const tab = nav.current?.querySelector<HTMLElement>('[aria-current]');
    if (nav.current && tab) nav.current.scrollLeft = tab.offsetLeft - (nav.current.clientWidth - tab.offsetWidth) / 2;
  }, [active]);
  const addressOf = ({ value, to }: Tab): string => {
    if (to !== undefined) return to;
    const next = lastingQuery(query);
    next.delete('page');
    if (value === '') next.delete(param);
    else next.set(param, value);
    return `?${next}`;
  };
  return (
    <nav className="tabs" aria-label={label} ref={nav}>
      {items.map((item) => (
        <Link
          key={item.value}
          to={addressOf(item)}
          aria-current={item.value === active ? 'page' : undefined}
          preventScrollReset
        >
          {item.label}
          {item.count !== undefined && `(${item.count})`}
        </Link>
      ))}
    </nav>
  );
}
