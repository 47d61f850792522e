-- 批量提交 of library entries: which ones, and what became of each (AH-14.05).
create table entry_batch (
  id uuid primary key default uuidv7(),
  owner_id uuid not null references account,
  entity text not null,
  created_at timestamptz not null default clock_timestamp(),
  -- Last sign of life of the job.
  touched_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz
);
create index entry_batch_of_owner on entry_batch (owner_id, entity, id desc);
create index entry_batch_open on entry_batch (touched_at) where finished_at is null;

create table entry_batch_item (
  batch_id uuid not null references entry_batch on delete cascade,
  ordinal integer not null,
  -- An entry that was removed meanwhile is not submitted.
  entry_id uuid not null references library_entry on delete cascade,
  outcome text check (outcome in ('done', 'failed')),
  reason text,
  primary key (batch_id, ordinal),
  check (reason is null or outcome = 'failed')
);
create index entry_batch_item_waiting on entry_batch_item (batch_id, ordinal) where outcome is null;

-- The word is the code of a title series as well.
update dictionary_item set dictionary = 'physicalCondition' where dictionary = 'health';
