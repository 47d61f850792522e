import {
  concealDossier,
  plannedSections,
  readEntry,
  type DossierData,
  type Series,
  type StoredEntry,
} from '@zhicheng/series-kit';
import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { firstLinks, linkedPage, pageOf, shownText, type LinkedPage } from '../library/linked-page.ts';
import type { LinkTotals } from '../library/linked-page.ts';
import { pinnedPlan } from '../plans/queries.ts';
import { processInScope } from '../tasks/queries.ts';
import { frozen } from './frozen-dossier.ts';
import { declarationInScope } from './scope.ts';

/** How many there are of what is sent in pages: rows by section, links by entry and field. */
export interface FrozenTotals {
  readonly picks: Readonly<Record<string, number>>;
  readonly links: Readonly<Record<string, LinkTotals>>;
}
/** One page of a section's rows, with the entries that show them. */
export interface PickPage {
  readonly picks: DossierData['picks'][string];
  readonly entries: DossierData['entries'];
  readonly links: FrozenTotals['links'];
  /** Of all pages of what was searched for. */
  readonly total: number;
}
export interface Asked {
  readonly core: Core;
  readonly actor: Actor;
  readonly processId: string;
}

/** The submission that a process is about, for who audits or has audited it. NOT_FOUND otherwise. */
export async function auditedDossier({ core, actor, processId }: Asked) {
  const process = await processInScope({ core, actor, processId });
  if (process.kind !== 'declaration') throw notFound('申报');
  const row = await declarationInScope({ core, actor, id: process.subject_id });
  const { series, data: plan } = await pinnedPlan({
    ...{ core, db: core.db, planId: row.plan_id, planVersion: row.plan_version },
  });
  return { process, row, series, plan, ...(await frozen(core, row, process.round)) };
}

const entityOf = (series: Series, code: string | undefined) => series.library.find((entity) => entity.code === code);

/** The entries that show these ones: themselves with the first of their links, and what those lead to. */
function entriesFor(series: Series, data: DossierData, ids: readonly string[]) {
  const entries: Record<string, StoredEntry> = {};
  const links: Record<string, LinkTotals> = {};
  const put = (id: string): readonly string[] => {
    const stored = data.entries[id];
    const entity = entityOf(series, stored?.entity);
    if (!stored || !entity) return [];
    const { row, totals, linked } = firstLinks(entity.fields, readEntry(entity, stored));
    entries[id] = { ...stored, version: entity.version, data: row };
    if (Object.keys(totals).length > 0) links[id] = totals;
    return linked;
  };
  for (const id of ids.flatMap(put)) if (!entries[id]) put(id);
  return { entries, links };
}

/** A dossier with the first page of every section and of every list of links: thousands of cases stay where they are. */
export function firstPages(series: Series, data: DossierData): { data: DossierData; totals: FrozenTotals } {
  const all = Object.entries(data.picks);
  const picks = Object.fromEntries(all.map(([code, rows]) => [code, pageOf(rows, 1)]));
  const shown = Object.values(picks).flatMap((rows) => rows.map(({ entry }) => entry));
  const { entries, links } = entriesFor(series, data, shown);
  return {
    data: { ...data, picks, entries },
    totals: { picks: Object.fromEntries(all.map(([code, rows]) => [code, rows.length])), links },
  };
}

type Page = { readonly keyword: string; readonly page: number };

/**
 * One page of the rows of a section, in the order of the submission, searched by what may be read of them. NOT_FOUND for
 * a process out of scope and for a section without rows of its own.
 */
export async function auditPicks({ section: code, keyword, page, ...asked }: Asked & Page & { section: string }) {
  const { series, data } = await auditedDossier(asked);
  const planned = plannedSections(series, data.template, data.situation);
  const section = planned.find((one) => one.section.code === code)?.section;
  if (section?.kind !== 'pick') throw notFound('栏目');
  const words = keyword.trim().toLowerCase();
  const found = (data.picks[code] ?? []).filter(({ entry }) => {
    const stored = data.entries[entry];
    return stored && (words === '' || shownText(section.entity, readEntry(section.entity, stored)).includes(words));
  });
  const rows = pageOf(found, page);
  const { entries, links } = entriesFor(
    series,
    data,
    rows.map(({ entry }) => entry),
  );
  const shown = concealDossier(series, { ...data, forms: {}, picks: { [code]: rows }, entries });
  const result: PickPage = { picks: shown.picks[code] ?? [], entries: shown.entries, links, total: found.length };
  return result;
}

/** One page of what a frozen entry links to. NOT_FOUND for an entry or a field that the submission does not have. */
export async function auditLinks({
  entryId,
  field,
  keyword,
  page,
  ...asked
}: Asked & Page & { entryId: string; field: string }): Promise<LinkedPage> {
  const { series, data } = await auditedDossier(asked);
  const stored = data.entries[entryId];
  const entity = entityOf(series, stored?.entity);
  const shape = entity?.fields[field]?.shape;
  if (!stored || !entity || shape?.kind !== 'links') throw notFound('关联');
  const contentOf = (id: string) => {
    const linked = data.entries[id];
    const other = entityOf(series, linked?.entity);
    return linked && other ? readEntry(other, linked) : undefined;
  };
  return linkedPage({ shape, value: readEntry(entity, stored)[field], contentOf, keyword, page });
}
