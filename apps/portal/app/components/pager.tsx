import { Form, useSearchParams, useSubmit } from '@remix-run/react';
import { useId } from 'react';
import { lastingQuery } from '../passing-query.ts';
import { Link } from './link.tsx';

export const PAGE_SIZES = [10, 20, 50, 100] as const;
export type PageSize = (typeof PAGE_SIZES)[number];

/** Reads `page` and `size` of an address: at least 1, and one of the sizes offered. */
export function pagingOf(query: URLSearchParams): { page: number; size: PageSize } {
  const page = Number(query.get('page') ?? 1);
  const size = Number(query.get('size') ?? PAGE_SIZES[0]);
  return {
    page: Number.isInteger(page) && page > 0 ? page : 1,
    size: PAGE_SIZES.find((known) => known === size) ?? PAGE_SIZES[0],
  };
}

/** First, last, and the neighbours of the current page; 0 stands for a gap. */
export function pagesShown(page: number, last: number): number[] {
  const near = [1, page - 1, page, page + 1, last].filter((n) => n >= 1 && n <= last);
  const pages = [...new Set(near)].sort((a, b) => a - b);
  return pages.flatMap((n, index) => {
    const before = pages[index - 1];
    return before !== undefined && n - before > 1 ? [0, n] : [n];
  });
}

function Step({ to, label, sign }: { to: string | null; label: string; sign: string }) {
  if (to === null)
    return (
      <span className="off" aria-hidden="true">
        {sign}
      </span>
    );
  return (
    <Link to={to} aria-label={label} rel={sign === '<' ? 'prev' : 'next'}>
      {sign}
    </Link>
  );
}

function SizeChoice({ size, query }: { size: number; query: URLSearchParams }) {
  const id = useId();
  const submit = useSubmit();
  const others = [...lastingQuery(query)].filter(([name]) => name !== 'size' && name !== 'page');
  return (
    <Form method="get" className="pager__s">
      {others.map(([name, value], index) => (
        <input key={index} type="hidden" name={name} value={value} />
      ))}
      <label className="vh" htmlFor={id}>
        每页条数
      </label>
      <select
        id={id}
        name="size"
        className="sel sel--s"
        defaultValue={size}
        onChange={({ currentTarget }) => submit(currentTarget.form)}
      >
        {PAGE_SIZES.map((n) => (
          <option key={n} value={n}>
            {n}条/页
          </option>
        ))}
      </select>
      <noscript>
        <button className="btn btn--s">确定</button>
      </noscript>
    </Form>
  );
}

type Props = { total: number; /** The total is at least this much and was not counted further. */ capped?: boolean };

/** AH-04.04: 共 N 条, page number, < >, 10条/页; all of it in the address. */
export function Pager({ total, capped = false }: Props) {
  const [query] = useSearchParams();
  const { page, size } = pagingOf(query);
  const last = Math.max(1, Math.ceil(total / size));
  const at = (n: number): string => {
    const next = lastingQuery(query);
    next.set('page', String(n));
    return `?${next}`;
  };
  return (
    <nav className="pager" aria-label="分页">
      <span>
        共 {total}
        {capped && '+'} 条
      </span>
      <div className="pager__n">
        <Step to={page > 1 ? at(page - 1) : null} label="上一页" sign="<" />
        {pagesShown(page, last).map((n, index) =>
          n === 0 ? (
            <span key={`gap-${index}`} className="off" aria-hidden="true">
              …
            </span>
          ) : n === page ? (
            <span key={n} aria-current="page">
              {n}
            </span>
          ) : (
            <Link key={n} to={at(n)} aria-label={`第 ${n} 页`}>
              {n}
            </Link>
          ),
        )}
        <Step to={page < last ? at(page + 1) : null} label="下一页" sign=">" />
        <SizeChoice size={size} query={query} />
      </div>
    </nav>
  );
}
