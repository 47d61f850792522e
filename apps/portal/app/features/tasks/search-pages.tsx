import { useEffect, useRef, useState } from 'react';

/** As many as the server sends at a time (AUDIT_PAGE). */
export const PAGE = 20;
export const lastPage = (total: number): number => Math.max(1, Math.ceil(total / PAGE));

/** Asks the server for one page of something of a case. */
export async function askPage<T>(address: string, keyword: string, page: number): Promise<T> {
  const query = new URLSearchParams({ ...(keyword && { q: keyword }), page: String(page) });
  const answer = await fetch(`${address}${address.includes('?') ? '&' : '?'}${query}`, {
    headers: { accept: 'application/json' },
  });
  if (!answer.ok) throw new Error(`page of a case: ${answer.status}`);
  return (await answer.json()) as T;
}

type AskedFor = { readonly keyword: string; readonly page: number };
const FIRST: AskedFor = { keyword: '', page: 1 };

export type Pages<T> = {
  readonly found: T;
  readonly asked: AskedFor;
  readonly busy: boolean;
  readonly failed: boolean;
  find(keyword: string): void;
  turn(page: number): void;
};

/** What is shown of a long list: the first page, which is there already, or what was asked for since. */
export function usePages<T>(first: T, ask: (keyword: string, page: number) => Promise<T>): Pages<T> {
  const [asked, setAsked] = useState(FIRST);
  const [answer, setAnswer] = useState<{ of: AskedFor; found: T } | null>(null);
  const [failed, setFailed] = useState(false);
  const how = useRef(ask);
  how.current = ask;
  const there = asked.keyword === '' && asked.page === 1;
  useEffect(() => {
    if (there) return;
    let current = true;
    setFailed(false);
    how
      .current(asked.keyword, asked.page)
      .then((found) => current && setAnswer({ of: asked, found }))
      .catch(() => current && setFailed(true));
    return () => {
      current = false;
    };
  }, [asked, there]);
  const busy = !there && !failed && answer?.of !== asked;
  return {
    ...{ asked, busy, failed: failed && !there },
    // Until the answer comes what was there before stays.
    found: there ? first : (answer?.found ?? first),
    find: (keyword) => setAsked({ keyword: keyword.trim(), page: 1 }),
    turn: (page) => setAsked({ ...asked, page }),
  };
}

type BoxProps = { label: string; total: number; pages: Pick<Pages<unknown>, 'find' | 'asked'> };

/** 查找 within a long list of a case; what is masked is not searched. */
export function SearchBox({ label, total, pages }: BoxProps) {
  const [words, setWords] = useState('');
  return (
    <div className="picker__f noprint">
      <input
        className="in in--s"
        type="search"
        maxLength={60}
        aria-label={`查找${label}`}
        placeholder={`共 ${total} 条，输入关键字查找`}
        value={words}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          pages.find(words);
        }}
      />
      <button type="button" className="btn btn--s" onClick={() => pages.find(words)}>
        查找
      </button>
    </div>
  );
}
