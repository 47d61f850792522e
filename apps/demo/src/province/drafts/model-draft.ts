import type { CoreApp } from '@zhicheng/core';
import { declare, fill } from '../../declarations.ts';
import { passAll, submitLibrary } from '../../library.ts';
import { playersOf, type Declarant } from './declarants.ts';

/** One row, as the database gives it in JSON. */
export interface ModelRow {
  readonly table: string;
  readonly json: string;
}
export interface ModelDraft {
  readonly whose: Declarant;
  readonly declarationId: string;
  readonly version: number;
  readonly recordNo: string;
  /** Every identity that belongs to this declaration alone. */
  readonly ids: readonly string[];
  readonly rows: readonly ModelRow[];
  /** As the ledger hashes them. */
  readonly events: readonly Readonly<Record<string, unknown>>[];
}

/** A declaration that may be handed in, made as the pages make one: library, audit of it, forms, picks, photo. */
export async function makeModel(app: CoreApp, whose: Declarant): Promise<ModelDraft> {
  const { self, unit } = playersOf(app, whose);
  const entered = await submitLibrary(app, self);
  await passAll(unit, self.actor.name);
  const declarationId = await declare(self, whose.plan);
  await fill(app, self, declarationId, entered, 1);
  const { card, assessment } = await self.api.declarations.fill({ id: declarationId });
  if (!assessment.ready) throw new Error(`the declaration to be copied lacks ${assessment.gaps[0]?.label}`);
  const entryIds = entered.map(({ id }) => id);
  const kept = await rowsOf(app, { declarationId, entryIds, ownerId: whose.account });
  const { rows: events } = await app.core.db.raw(
    `select subject_kind, subject_id, seq, at, account_id, organisation_id, action, data from ledger_event
     where subject_id = any(?::uuid[]) order by subject_id, seq`,
    [[...kept.ids]],
  );
  const record = await app.core.db('declaration').where({ id: declarationId }).first('record_no');
  return { whose, declarationId, version: card.version, recordNo: record.record_no, ...kept, events };
}

/** In the order of their keys: what refers to something comes after it. */
const ROWS = `
  with entry as (select * from library_entry where id = any(:entryIds::uuid[])),
    round as (select * from process where kind = 'libraryEntry' and subject_id in (select id from entry)),
    level as (select * from step where process_id in (select id from round)),
    own_file as (select * from file where owner_id = :ownerId),
    record as (select * from declaration where id = :declarationId)
  select 1 as at, 'file' as "table", id, to_jsonb(f)::text as json from own_file f
  union all select 2, 'library_entry', id, to_jsonb(e)::text from entry e
  union all select 3, 'library_entry_revision', null, to_jsonb(r)::text from library_entry_revision r
    where entry_id in (select id from entry)
  union all select 4, 'process', id, to_jsonb(p)::text from round p
  union all select 5, 'step', id, to_jsonb(s)::text from level s
  union all select 6, 'task', id, to_jsonb(t)::text from task t where step_id in (select id from level)
  union all select 7, 'declaration', id, to_jsonb(d)::text from record d
  union all select 8, 'declaration_form', null, to_jsonb(f)::text from declaration_form f
    where declaration_id = :declarationId
  union all select 9, 'declaration_pick', null, to_jsonb(p)::text from declaration_pick p
    where declaration_id = :declarationId
  union all select 10, 'library_pin', null, to_jsonb(p)::text from library_pin p where holder_id = :declarationId
  union all select 11, 'file_use', null, to_jsonb(u)::text from file_use u where file_id in (select id from own_file)
  order by 1, 3`;

async function rowsOf(
  { core: { db } }: CoreApp,
  of: { readonly declarationId: string; readonly entryIds: readonly string[]; readonly ownerId: string },
): Promise<{ readonly rows: readonly ModelRow[]; readonly ids: readonly string[] }> {
  const { rows } = await db.raw<{ rows: (ModelRow & { id: string | null })[] }>(ROWS, of);
  return { rows, ids: rows.flatMap(({ id }) => (id === null ? [] : [id])) };
}
