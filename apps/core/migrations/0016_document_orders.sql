-- Documents that take time to make: the review forms of a plan as one archive, the book of one declaration.
create table document_order (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('reviewForms', 'book')),
  account_id uuid not null references account,
  assignment_id uuid not null references assignment,
  -- The capacity in which it was asked for; a person has no organisation.
  role text not null,
  organisation_id uuid references organisation,
  plan_id uuid references review_plan,
  declaration_id uuid references declaration,
  name text not null,
  total integer not null,
  done integer not null default 0,
  -- Counts the workers that took it up; only the last of them may write.
  attempt integer not null default 0,
  problem text,
  hash text,
  bytes bigint,
  created_at timestamptz not null default clock_timestamp(),
  touched_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  -- Afterwards the file is gone.
  kept_until timestamptz,
  check ((kind = 'reviewForms') = (plan_id is not null)),
  check ((kind = 'book') = (declaration_id is not null)),
  check (hash is null or (finished_at is not null and bytes is not null and kept_until is not null)),
  check (hash is null or problem is null)
);
create index document_order_of_account on document_order (account_id, created_at desc);
create index document_order_unfinished on document_order (touched_at) where finished_at is null;
create index document_order_kept on document_order (kept_until) where hash is not null;
