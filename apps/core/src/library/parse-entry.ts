import type { Transaction } from '@zhicheng/database';
import {
  entriesLinkedBy,
  parseFields,
  parseRow,
  readEntry,
  type Entity,
  type Fields,
  type Issue,
  type Link,
  type Linked,
  type ParsedRow,
  type Raw,
  type RowContext,
} from '@zhicheng/series-kit';
import { isId } from '../ids.ts';
import { issue, type ErrorIssue } from '../errors.ts';
import { SHOWN } from './states.ts';
import { stored, type EntryWithData } from './model.ts';

export interface ParsedEntry {
  readonly parsed: ParsedRow<Fields>;
  /** What the row links to, by entry id: own entries of the right entity only. */
  readonly linked: ReadonlyMap<string, EntryWithData>;
  /** Links to what is not there, not the owner's, or of another entity. */
  readonly issues: readonly ErrorIssue[];
}

/** Reads what was typed through the entity's own parser, with the day and the linked entries that its check may ask for. */
export async function parseEntry({
  trx,
  ownerId,
  entity,
  raw,
}: {
  trx: Transaction;
  ownerId: string;
  entity: Entity;
  raw: Raw;
}): Promise<ParsedEntry> {
  const first = parseFields(entity.fields, raw);
  const wanted = entriesLinkedBy(entity, first.ok ? first.row : first.draft);
  const linked = await ownEntries(
    trx,
    ownerId,
    wanted.map(({ entry }) => entry),
  );
  const good = wanted.filter((link) => linked.get(link.entry)?.entity === link.entity.code);
  const labels = new Set(wanted.filter((link) => !good.includes(link)).map((link) => link.entity.label));
  return {
    parsed: parseRow(entity, raw, { today: await dayOf(trx), linked: linkedIn(linked) }),
    linked: new Map(good.flatMap(({ entry }) => entryOf(linked, entry))),
    issues: [...labels].map((label) =>
      issue('link', `选中的${label}已删除或不在您的业绩库中，请重新选择。`, { path: '' }),
    ),
  };
}

const entryOf = (linked: ReadonlyMap<string, EntryWithData>, id: string): [string, EntryWithData][] => {
  const row = linked.get(id);
  return row ? [[id, row]] : [];
};

/** Entries that are gone are left out: a check sees what there is, and the missing ones are issues of their own. */
function linkedIn(entries: ReadonlyMap<string, EntryWithData>): RowContext['linked'] {
  return <F extends Fields, A extends Fields>(entity: Entity<F>, links: readonly Link<A>[]): readonly Linked<F, A>[] =>
    links.flatMap(({ entry, extra }) => {
      const row = entries.get(entry);
      return row?.entity === entity.code ? [{ entry, extra, row: readEntry(entity, stored(row)) }] : [];
    });
}

async function ownEntries(
  trx: Transaction,
  ownerId: string,
  ids: readonly string[],
): Promise<Map<string, EntryWithData>> {
  const wanted = [...new Set(ids.filter(isId))];
  if (wanted.length === 0) return new Map();
  const rows: EntryWithData[] = await trx('library_entry as e')
    .join('library_entry_revision as r', (on) => on.on('r.entry_id', 'e.id').andOn('r.revision', 'e.revision'))
    .where({ 'e.owner_id': ownerId })
    .whereRaw('e.id = any(?::uuid[])', [wanted])
    .whereIn('e.state', SHOWN)
    .select('e.*', 'r.entity_version', 'r.data');
  return new Map(rows.map((row) => [row.id, row]));
}

/** Today in China, by the database's clock. */
export async function dayOf(trx: Transaction): Promise<string> {
  const { rows } = await trx.raw<{ rows: { today: string }[] }>(
    "select (zc_now() at time zone 'Asia/Shanghai')::date as today",
  );
  return rows[0]?.today ?? '';
}

/** The kit's issues in the words of the border: blank, or wrong. */
export const issuesOf = (issues: readonly Issue[]): ErrorIssue[] =>
  issues.map(({ field, message, blank }) => issue(blank ? 'blank' : 'wrong', message, { path: field ?? '' }));
