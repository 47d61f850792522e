import { show, type Field, type Raw, type Shape } from '@zhicheng/series-kit';
import type { Caller } from '@zhicheng/core';
import { createContext, useContext } from 'react';
import { asLinks } from '../../render/values.ts';
import { Turn } from '../../render/controls/link-picker.tsx';
import { useSources } from '../../render/sources.tsx';
import { askPage, lastPage, PAGE, SearchBox, usePages } from './search-pages.tsx';

type LinkedPage = Awaited<ReturnType<Caller['declarations']['auditLinks']>>;

/** The row under audit that holds the links: how many of each field, and where the rest of them is asked for. */
type Linking = { readonly totals: Readonly<Record<string, number>>; addressOf(field: string): string };
const LinkingContext = createContext<Linking | null>(null);
export const LinkingProvider = LinkingContext.Provider;

function Extra({ shape, extra }: { shape: Shape<'links'>; extra: Raw }) {
  return Object.entries(shape.extras).map(([name, field]) => (
    <span key={name} className="muted">
      ，{field.label}：{show(field, extra[name])}
    </span>
  ));
}

/** What a row links to: the first page came with the case, the others and what is searched for are asked for. */
export function LinkedPages({ shape, value, name }: { shape: Shape<'links'>; value: unknown; name: string }) {
  const linking = useContext(LinkingContext);
  const candidates = useSources().candidates?.[shape.entity.code] ?? [];
  const links = asLinks(value);
  const total = linking?.totals[name] ?? links.length;
  const first: LinkedPage = {
    total,
    rows: links.map(({ entry, extra }, at) => {
      const label = candidates.find((one) => one.entry === entry)?.label ?? `${shape.entity.label} ${at + 1}`;
      return { entry, label, extra };
    }),
  };
  const pages = usePages(first, (keyword, page) => askPage<LinkedPage>(linking?.addressOf(name) ?? '', keyword, page));
  const { found, asked, failed } = pages;
  return (
    <div aria-busy={pages.busy || undefined}>
      {linking && total > links.length && <SearchBox label={shape.entity.label} pages={pages} total={total} />}
      {failed && <p className="err">没有读到，请检查网络后再试。</p>}
      <ol className="linked" start={(asked.page - 1) * PAGE + 1}>
        {found.rows.map(({ entry, label, extra }) => (
          <li key={entry}>
            {label}
            <Extra shape={shape} extra={extra} />
          </li>
        ))}
      </ol>
      <Turn page={asked.page} last={lastPage(found.total)} total={found.total} onTurn={pages.turn} />
    </div>
  );
}

/** A field whose links are paged. */
export const isLinks = (field: Field): field is Field & { readonly shape: Shape<'links'> } =>
  field.shape.kind === 'links';
