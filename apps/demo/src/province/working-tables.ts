import type { Database } from '@zhicheng/database';
import type { Series } from '@zhicheng/series-kit';
import { rowForms } from './forms.ts';

/** What the statements of a lot read, in a schema of its own; gone when the province is filled. */
export async function openWorkshop(db: Database, series: readonly Series[]): Promise<void> {
  await db.raw(`
    drop schema if exists province cascade;
    create schema province;
    create unlogged table province.unit (n integer primary key, series text, organisation_id uuid, account_id uuid,
      name text, city text, department_id uuid, department_account uuid, hrss_id uuid, hrss_account uuid,
      city_id uuid, city_account uuid);
    create unlogged table province.plan (series text, city text, year integer, id uuid, convening_id uuid,
      convening_account uuid, series_code text, series_name text, title_id uuid, title_name text, level text,
      specialty_ids uuid[], specialty_names text[], primary key (series, city, year));
    create unlogged table province.form (series text, slot integer, entity text, version integer, data jsonb,
      title_field text, search text, flow_type text, flow_name text, registered boolean, primary key (series, slot));
    create unlogged table province.snapshot (series text primary key, dossier jsonb, verdict jsonb, blocks jsonb, hash text);
    -- A chain of hashes over the bodies of events, as the ledger has it.
    create function province.link(previous text, body text) returns text language sql immutable parallel safe as
      $$ select encode(sha256(convert_to(previous || body, 'UTF8')), 'hex') $$;
    create aggregate province.chain(text) (sfunc = province.link, stype = text, initcond = '');
  `);
  const forms = series.flatMap(rowForms).map((form) => ({
    ...form,
    ...{ title_field: form.titleField, flow_type: form.flowType, flow_name: form.flowName },
  }));
  await db.raw(`insert into province.form select * from jsonb_populate_recordset(null::province.form, ?::jsonb)`, [
    JSON.stringify(forms),
  ]);
}

export const closeWorkshop = (db: Database): Promise<unknown> => db.raw('drop schema province cascade');
