import type { Transaction } from '@zhicheng/database';
import { columnsOf, searchText, type Entity, type Fields, type Raw, type Row } from '@zhicheng/series-kit';
import { libraryFlow } from '@zhicheng/workflow';
import type { Actor } from '../context.ts';
import { appendFirstEvents } from '../ledger/append-first-events.ts';
import { keyOf, labelsOf, type CheckedRows, type GoodRow } from './check-import.ts';
import type { WrongRow } from './import-model.ts';
import { SHOWN } from './states.ts';

/** Rows per statement. */
const CHUNK = 1000;

/** The keys of a person's entries; as they are until the transaction ends: saves and imports wait for each other. */
async function keysOf(
  trx: Transaction,
  ownerId: string,
  entity: Entity,
  columns: readonly string[] | undefined,
): Promise<ReadonlySet<string>> {
  if (!columns?.length) return new Set();
  const rows: { data: Raw }[] = await trx('library_entry as e')
    .join('library_entry_revision as r', (on) => on.on('r.entry_id', 'e.id').andOn('r.revision', 'e.revision'))
    .where({ 'e.owner_id': ownerId, 'e.entity': entity.code })
    .whereIn('e.state', SHOWN)
    .select(
      trx.raw(
        `jsonb_build_object(${columns.map(() => '?::text, r.data->?').join(', ')}) as data`,
        columns.flatMap((name) => [name, name]),
      ),
    );
  return new Set(rows.flatMap(({ data }) => keyOf(columns, data) ?? []));
}

/** The same lock as a save of one entry takes: what is no duplicate now stays none. */
export const lockLibrary = (trx: Transaction, ownerId: string, entity: Entity) =>
  trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`library:${ownerId}:${entity.code}`]);

/** Throws out what the library has already, and counts what it has something alike to. Call under the lock. */
export async function againstLibrary(
  trx: Transaction,
  ownerId: string,
  entity: Entity,
  { good, wrong }: CheckedRows,
): Promise<CheckedRows & { alike: number }> {
  const unique = entity.unique ?? [];
  const known = await keysOf(trx, ownerId, entity, unique);
  const isKnown = ({ content }: GoodRow) => known.has(keyOf(unique, content) ?? '');
  const header = columnsOf(entity).find(({ field }) => field === unique[0])?.header ?? '';
  const message = `已有一条${labelsOf(entity, unique)}相同的${entity.label}，不能重复录入。`;
  const twins = good
    .filter(isKnown)
    .map(({ row, cells }): WrongRow => ({ row, cells, errors: [{ column: header, message }] }));
  const similar = await keysOf(trx, ownerId, entity, entity.similar);
  const fresh = good.filter((row) => !isKnown(row));
  return {
    good: fresh,
    wrong: [...wrong, ...twins].toSorted((a, b) => a.row - b.row),
    alike: fresh.filter(({ content }) => similar.has(keyOf(entity.similar, content) ?? '')).length,
  };
}

/** Everything of a new entry as a save of one would write it, for a thousand at once: entry, revision, ledger. */
export async function insertEntries({
  trx,
  actor,
  entity,
  importId,
  rows,
  tell,
}: {
  trx: Transaction;
  actor: Actor;
  entity: Entity;
  importId: string;
  rows: readonly GoodRow[];
  tell: (stored: number) => Promise<void>;
}): Promise<void> {
  for (let at = 0; at < rows.length; at += CHUNK) {
    const chunk = rows.slice(at, at + CHUNK);
    const subjectIds = await insertChunk(trx, actor, entity, chunk);
    await appendFirstEvents(trx, {
      ...{ subjectKind: libraryFlow.name, subjectIds, action: 'create', actor },
      data: { entity: entity.code, revision: 1, importId },
    });
    await tell(at + chunk.length);
  }
}

/** @returns the ids, which ascend as the rows do */
async function insertChunk(
  trx: Transaction,
  actor: Actor,
  entity: Entity,
  rows: readonly GoodRow[],
): Promise<readonly string[]> {
  const inserted = await trx.raw<{ rows: { ids: string[] }[] }>(
    `with given as materialized (
       select uuidv7() as id, data, search from jsonb_to_recordset(:entries::jsonb) as given (data jsonb, search text)
     ), entry as (
       insert into library_entry (id, owner_id, entity, state, search)
       select id, :owner::uuid, :entity, :state, search from given
     ), revision as (
       insert into library_entry_revision (entry_id, revision, entity_version, data)
       select id, 1, :version::integer, data from given
     )
     select jsonb_agg(id) as ids from given`,
    {
      entries: JSON.stringify(rows.map(({ content }) => ({ data: content, search: searchOf(entity, content) }))),
      owner: actor.accountId,
      entity: entity.code,
      state: libraryFlow.initial,
      version: entity.version,
    },
  );
  return inserted.rows[0]?.ids ?? [];
}

const searchOf = (entity: Entity, content: Raw): string => searchText(entity.fields, content as Partial<Row<Fields>>);

/** What was not taken, for the page and the file of corrections; instead of what an earlier attempt left. */
export async function storeWrong(trx: Transaction, importId: string, wrong: readonly WrongRow[]): Promise<void> {
  const rows = wrong.map(({ row, cells, errors }) => ({ import_id: importId, row, cells, errors }));
  await trx.raw(
    `insert into library_import_row (import_id, row, cells, errors)
     select * from jsonb_to_recordset(?::jsonb) as wrong (import_id uuid, "row" integer, cells jsonb, errors jsonb)`,
    [JSON.stringify(rows)],
  );
}
