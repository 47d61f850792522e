import { conceal, isRaw, searchText, show, type Entity, type Fields, type Raw, type Shape } from '@zhicheng/series-kit';

/** Of the links of a row, and of the rows of a section, an auditor gets so many at a time. */
export const AUDIT_PAGE = 20;

/** A linked entry as whoever audits may read it. */
export interface LinkedRow {
  readonly entry: string;
  readonly label: string;
  readonly extra: Raw;
}
export interface LinkedPage {
  readonly rows: readonly LinkedRow[];
  /** Of all pages of what was searched for. */
  readonly total: number;
}
/** How many links each links field of a row has. */
export type LinkTotals = Readonly<Record<string, number>>;

type Link = { readonly entry: string; readonly extra: Raw };
const linksIn = (value: unknown): Link[] =>
  (Array.isArray(value) ? value : [])
    .filter(isRaw)
    .map(({ entry, extra }) => ({ entry: String(entry), extra: isRaw(extra) ? extra : {} }));

/** The entries behind a list of links, in its order. */
export const linkedIds = (value: unknown): string[] => linksIn(value).map(({ entry }) => entry);

/** A row with no more than the first page of each of its links; how many there are; what those lead to. */
export function firstLinks(fields: Fields, row: Raw): { row: Raw; totals: LinkTotals; linked: string[] } {
  const lists = Object.entries(fields).flatMap(([name, { shape }]) =>
    shape.kind === 'links' && Array.isArray(row[name]) ? [[name, linksIn(row[name])] as const] : [],
  );
  const first = lists.map(([name, links]) => [name, links.slice(0, AUDIT_PAGE)] as const);
  return {
    row: { ...row, ...Object.fromEntries(first) },
    totals: Object.fromEntries(lists.map(([name, links]) => [name, links.length])),
    linked: first.flatMap(([, links]) => links.map(({ entry }) => entry)),
  };
}

/** What a row is found by and what it is called: from what may be read of it, never from what is masked. */
export const shownText = (entity: Entity, row: Raw): string => {
  const seen = conceal(entity.fields, row);
  const columns = entity.columns.flatMap((name) =>
    entity.fields[name] ? [show(entity.fields[name], seen[name])] : [],
  );
  return [...columns, searchText(entity.fields, seen)].join(' ').toLowerCase();
};
const labelOf = (entity: Entity, row: Raw): string => {
  const [first = ''] = entity.columns;
  const field = entity.fields[first];
  return (field && show(field, conceal(entity.fields, row)[first])) || entity.label;
};

/** The page of a list that was asked for, AUDIT_PAGE long. */
export const pageOf = <T>(all: readonly T[], page: number): T[] =>
  all.slice((page - 1) * AUDIT_PAGE, page * AUDIT_PAGE);

/**
 * One page of what a links field holds, in its order; masked names are neither shown nor searched.
 * @param contentOf content of linked entries in today's form; undefined where it is not known
 */
export function linkedPage({
  shape,
  value,
  contentOf,
  keyword,
  page,
}: {
  shape: Shape<'links'>;
  value: unknown;
  contentOf: (entry: string) => Raw | undefined;
  keyword: string;
  page: number;
}): LinkedPage {
  const words = keyword.trim().toLowerCase();
  const found = linksIn(value).flatMap((link) => {
    const row = contentOf(link.entry);
    return row && (words === '' || shownText(shape.entity, row).includes(words)) ? [{ link, row }] : [];
  });
  const rows = pageOf(found, page).map(({ link: { entry, extra }, row }) => ({
    ...{ entry, label: labelOf(shape.entity, row) },
    extra: conceal(shape.extras, extra),
  }));
  return { rows, total: found.length };
}
