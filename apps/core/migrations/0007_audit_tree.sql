-- Edges of the audit tree are kept by people: changed, cancelled (never deleted), imported.
alter table audit_edge
  add column created_at timestamptz not null default clock_timestamp(),
  add column version integer not null default 1,
  add column cancelled_at timestamptz,
  add column cancel_reason text;
drop index audit_edge_once;
create unique index audit_edge_once on audit_edge
  (from_organisation_id, from_capacity, to_organisation_id, to_capacity, levels, modes, series_codes) nulls not distinct
  where cancelled_at is null;
create index audit_edge_to on audit_edge (to_organisation_id, to_capacity) where cancelled_at is null;

-- A workbook of edges: read by a job, shown with its wrong rows, taken over when its sender says so.
create table edge_import (
  id uuid primary key default uuidv7(),
  account_id uuid not null references account,
  assignment_id uuid not null,
  file_id uuid not null references file,
  file_name text not null,
  configuration text not null,
  levels text[],
  modes text[],
  created_at timestamptz not null default clock_timestamp(),
  -- Rows of the file and how many of them have been checked; null before it was read.
  total integer,
  done integer not null default 0,
  -- [{ row, cells, errors, edge, known }]
  rows jsonb not null default '[]',
  read_at timestamptz,
  problem text,
  taken_at timestamptz,
  taken integer
);
create index edge_import_of_account on edge_import (account_id, created_at desc);
