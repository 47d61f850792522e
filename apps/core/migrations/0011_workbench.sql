-- Many tasks decided or claimed in one go: who asked for it, in which capacity, and what became of each.
create table task_batch (
  id uuid primary key default uuidv7(),
  account_id uuid not null references account,
  assignment_id uuid not null references assignment,
  organisation_id uuid not null references organisation,
  capacity text not null,
  action text not null check (action in ('pass', 'return', 'claim')),
  opinion text not null default '',
  created_at timestamptz not null default clock_timestamp(),
  -- Last sign of life of the job, so that one whose worker died is taken up again.
  touched_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz
);
create index task_batch_of_account on task_batch (account_id, organisation_id, capacity, id desc);
create index task_batch_unfinished on task_batch (touched_at) where finished_at is null;
create table task_batch_item (
  batch_id uuid not null references task_batch,
  ordinal integer not null,
  task_id uuid not null references task,
  -- null: waits for its turn
  outcome text check (outcome in ('done', 'failed', 'skipped')),
  reason text,
  at timestamptz,
  primary key (batch_id, ordinal),
  unique (batch_id, task_id),
  check ((outcome is null) = (at is null)),
  check (reason is not null or outcome is null or outcome = 'done')
);
create index task_batch_item_waiting on task_batch_item (batch_id, ordinal) where outcome is null;

-- An organisation's own phrases for opinions, after the standard ones; without a flow type they serve all.
create table audit_phrase (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references organisation,
  flow_type text,
  text text not null check (length(text) between 1 and 200),
  created_by uuid not null references account,
  created_at timestamptz not null default clock_timestamp()
);
create unique index audit_phrase_once on audit_phrase (organisation_id, flow_type, text) nulls not distinct;

-- From one administrator of an organisation to another of the same capacity, from a date to a date.
create table delegation (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references organisation,
  capacity text not null,
  from_account_id uuid not null references account,
  to_account_id uuid not null references account,
  valid_from timestamptz not null,
  -- exclusive
  valid_to timestamptz not null,
  reason text not null,
  created_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  check (from_account_id <> to_account_id),
  check (valid_to > valid_from)
);
create index delegation_to on delegation (to_account_id, organisation_id, capacity) where ended_at is null;
create index delegation_from on delegation (from_account_id, organisation_id, capacity);

-- Whose claim a delegate decided on.
alter table step add column on_behalf_of uuid references account;
