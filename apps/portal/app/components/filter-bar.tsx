import { Form, useSearchParams } from '@remix-run/react';
import { useId, type ReactNode } from 'react';
import { lastingQuery } from '../passing-query.ts';
import { Link } from './link.tsx';

type Props = {
  /** Verbatim placeholder of the search box; without it there is none. */
  searchHint?: string;
  /** What stands on the button. */
  searchLabel?: string;
  /** What takes all conditions away. */
  clearLabel?: string;
  /** Further fields: `<FilterField>`s. */
  children?: ReactNode;
  /** Buttons after 查询, e.g. 新增. */
  actions?: ReactNode;
  /** Query parameters to carry along; by default the tab and the page size. */
  keep?: readonly string[];
  /** Query parameters that are no conditions: what the page says about the last change. */
  said?: readonly string[];
  dense?: boolean;
  /** The conditions are personal data: they are posted, so that neither address nor logs nor history keep them. */
  posted?: { text: string } | true;
};

/** Search and filters as a GET form: the address holds them, and the back button works. Searching starts at page 1. */
export function FilterBar({
  searchHint,
  searchLabel = '查询',
  clearLabel = '清除条件',
  children,
  actions,
  keep = ['tab', 'size'],
  said = [],
  dense = false,
  posted,
}: Props) {
  const id = useId();
  const [query] = useSearchParams();
  const kept = keep.flatMap((name) => query.getAll(name).map((value) => [name, value] as const));
  // Another tab, page or message leaves the fields as they are, with what is being typed in them.
  const conditions = new URLSearchParams(
    [...lastingQuery(query)].filter(([name]) => !['page', 'index', ...keep, ...said].includes(name)),
  ).toString();
  const filtered = conditions !== '';
  const text = typeof posted === 'object' ? posted.text : (query.get('q') ?? '');
  return (
    <Form method={posted ? 'post' : 'get'} className="filter" role="search" key={`${conditions} ${text}`}>
      {kept.map(([name, value]) => (
        <input key={name + value} type="hidden" name={name} value={value} />
      ))}
      {children}
      {searchHint && (
        <div className="field filter__q">
          <label className="vh" htmlFor={id}>
            {searchHint}
          </label>
          <input
            className={dense ? 'in in--s' : 'in'}
            id={id}
            name="q"
            type="search"
            placeholder={searchHint}
            defaultValue={text}
          />
        </div>
      )}
      <button className={dense ? 'btn btn--s' : 'btn'}>{searchLabel}</button>
      {(filtered || typeof posted === 'object') && (
        <Link className="filter__all" to={`?${new URLSearchParams(kept.map(([name, value]) => [name, value]))}`}>
          {clearLabel}
        </Link>
      )}
      {actions}
    </Form>
  );
}

type FieldProps = {
  label: string;
  name: string;
  options?: readonly { value: string; label: string }[];
  all?: string;
  /** Verbatim placeholder of a line of text. */
  hint?: string;
};

/** One filter: a list of options, or a line of text. */
export function FilterField({ label, name, options, all = '全部', hint }: FieldProps) {
  const id = useId();
  const [query] = useSearchParams();
  const value = query.get(name) ?? '';
  return (
    <div className={hint ? 'field filter__q' : 'field filter__f'}>
      <label className="small" htmlFor={id}>
        {label}
      </label>
      {options ? (
        <select className="sel sel--s" id={id} name={name} defaultValue={value}>
          <option value="">{all}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <input className="in in--s" id={id} name={name} type="search" placeholder={hint} defaultValue={value} />
      )}
    </div>
  );
}
