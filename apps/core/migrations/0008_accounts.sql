-- SM-UREG.02..04: where the province audits registrations of units, one record per unit.
create table unit_registration (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null unique references organisation,
  state text not null check (state in ('draft', 'inAudit', 'approved', 'returned')),
  certificates jsonb not null default '[]',
  round integer not null default 0,
  reason text,
  created_by uuid not null references account,
  created_at timestamptz not null default clock_timestamp(),
  submitted_at timestamptz,
  decided_at timestamptz,
  version integer not null default 1
);

-- AH-29.03, SM-UREG.05: a bureau asks operations for a built-in account.
create table account_request (
  id uuid primary key default uuidv7(),
  bureau_id uuid not null references organisation,
  state text not null check (state in ('requested', 'fulfilled', 'declined')),
  -- The unit as the bureau describes it, by the fields of the form.
  content jsonb not null,
  created_by uuid not null references account,
  created_at timestamptz not null default clock_timestamp(),
  decided_at timestamptz,
  reason text,
  account_id uuid references account,
  version integer not null default 1,
  check ((state = 'fulfilled') = (account_id is not null))
);
create index account_request_of_bureau on account_request (bureau_id, id desc);
create index account_request_open on account_request (id) where state = 'requested';

-- A password that somebody else knows: nothing but changing it is possible with it.
alter table login add column must_change_password boolean not null default false;
create index account_builtin on account (display_name) where kind = 'builtin';

-- Since when a subject uses a file: who audited a round that was over by then has not seen it.
alter table file_use add column since timestamptz not null default '-infinity';
alter table file_use alter column since set default clock_timestamp();
