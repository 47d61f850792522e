-- The audit tree: who may follow whom, by level, way of acquisition and series (null = all).
create table audit_edge (
  id uuid primary key default uuidv7(),
  from_organisation_id uuid not null references organisation,
  from_capacity text not null,
  to_organisation_id uuid not null references organisation,
  to_capacity text not null,
  levels text[],
  modes text[],
  series_codes text[],
  foreign key (from_organisation_id, from_capacity) references organisation_capacity,
  foreign key (to_organisation_id, to_capacity) references organisation_capacity,
  check (from_organisation_id <> to_organisation_id or from_capacity <> to_capacity)
);
create unique index audit_edge_once on audit_edge
  (from_organisation_id, from_capacity, to_organisation_id, to_capacity, levels, modes, series_codes) nulls not distinct;
create index audit_edge_from on audit_edge (from_organisation_id, from_capacity);

-- One round through a resolved audit path.
create table process (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('declaration', 'libraryEntry', 'binding')),
  subject_id uuid not null,
  round integer not null,
  flow_type text not null,
  flow_name text not null,
  applicant_id uuid not null references account,
  state text not null check (state in ('running', 'passed', 'returned', 'terminated', 'cancelled')),
  route jsonb not null default '{}',
  started_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  version integer not null default 1,
  unique (kind, subject_id, round)
);
create unique index process_one_running on process (kind, subject_id) where state = 'running';
create index process_search on process using gin (zc_grams(flow_name));
create table step (
  id uuid primary key default uuidv7(),
  process_id uuid not null references process,
  seq integer not null,
  node text not null check (node in ('employer', 'department', 'hrss', 'talentCentre', 'convening')),
  organisation_id uuid not null references organisation,
  state text not null check (state in ('open', 'passed', 'returned', 'terminated', 'cancelled')),
  opened_at timestamptz not null default clock_timestamp(),
  decided_at timestamptz,
  decided_by uuid references account,
  opinion text,
  extra jsonb not null default '{}',
  version integer not null default 1,
  unique (process_id, seq),
  -- Deferred: a pass that is taken back opens its step before the next one is closed, in one transaction.
  constraint step_one_open exclude using btree (process_id with =) where (state = 'open')
    deferrable initially deferred
);
create index step_of_organisation on step (organisation_id, node, state);
create table task (
  id uuid primary key default uuidv7(),
  step_id uuid not null references step,
  organisation_id uuid not null references organisation,
  capacity text not null,
  opened_at timestamptz not null default clock_timestamp(),
  claimed_by uuid references account,
  claimed_at timestamptz,
  closed_at timestamptz,
  closed_by uuid references account,
  outcome text check (outcome in ('pass', 'return', 'terminate', 'cancel')),
  version integer not null default 1,
  check ((closed_at is null) = (outcome is null))
);
create unique index task_one_open on task (step_id) where closed_at is null;
create index task_open on task (organisation_id, capacity, opened_at) where closed_at is null;
create index task_closed on task (organisation_id, capacity, closed_at desc) where closed_at is not null;
create index task_closed_by on task (closed_by, closed_at desc) where closed_at is not null;
