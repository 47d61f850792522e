-- One Excel file of entries that somebody takes into the own library: how far it is and what came of it.
create table library_import (
  id uuid primary key default uuidv7(),
  owner_id uuid not null references account,
  entity text not null,
  -- 'good': the rows without error; 'all': every row, or none.
  mode text not null check (mode in ('good', 'all')),
  -- null once the file was given up: it holds what people wrote about others.
  file_id uuid references file on delete set null,
  file_name text not null,
  created_at timestamptz not null default clock_timestamp(),
  begun_at timestamptz,
  -- Last sign of life of the job.
  touched_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  cancelled_at timestamptz,
  -- Rows of the file, null before it was opened; how many of them were checked, stored, and found wrong.
  total integer,
  checked integer not null default 0,
  stored integer not null default 0,
  bad integer not null default 0,
  -- Stored rows that look like others and may be meant.
  alike integer not null default 0,
  -- Why nothing came of it, in words.
  problem text,
  check (problem is null or finished_at is not null),
  check (cancelled_at is null or (begun_at is null and finished_at is null))
);
create index library_import_of_owner on library_import (owner_id, entity, id desc);
create index library_import_open on library_import (touched_at) where finished_at is null and cancelled_at is null;

-- Rows that were not taken, as they stood in the file, with [{ column, message }].
create table library_import_row (
  import_id uuid not null references library_import on delete cascade,
  row integer not null,
  cells jsonb not null,
  errors jsonb not null,
  primary key (import_id, row)
);
