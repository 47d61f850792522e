create table library_entry (
  id uuid primary key default uuidv7(),
  owner_id uuid not null references account,
  entity text not null,
  state text not null check (state in ('draft', 'inAudit', 'approved', 'returned', 'removed')),
  revision integer not null default 1,
  source text not null default 'user' check (source in ('user', 'auto')),
  organisation_id uuid references organisation,
  search text not null default '',
  submitted_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  version integer not null default 1
);
create index library_entry_of_owner on library_entry (owner_id, entity, created_at desc) where state <> 'removed';
create index library_entry_of_organisation on library_entry (organisation_id, entity, submitted_at desc) where state not in ('draft', 'removed');
create index library_entry_search on library_entry using gin (zc_grams(search));
create table library_entry_revision (
  entry_id uuid not null references library_entry,
  revision integer not null,
  entity_version integer not null,
  data jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  -- First time this content went to audit; from then on it is never overwritten.
  submitted_at timestamptz,
  primary key (entry_id, revision)
);
create table library_link (
  from_entry_id uuid not null references library_entry,
  from_revision integer not null,
  field text not null,
  to_entry_id uuid not null references library_entry,
  ordinal integer not null,
  primary key (from_entry_id, from_revision, field, to_entry_id)
);
create index library_link_to on library_link (to_entry_id);
-- A pin keeps a revision of an entry for whatever uses it; a pinned entry can be neither withdrawn nor changed.
create table library_pin (
  entry_id uuid not null,
  revision integer not null,
  holder_id uuid not null,
  holder_label text not null,
  pinned_at timestamptz not null default clock_timestamp(),
  primary key (entry_id, holder_id),
  foreign key (entry_id, revision) references library_entry_revision
);
create index library_pin_of_holder on library_pin (holder_id);

create table review_plan (
  id uuid primary key default uuidv7(),
  year integer not null,
  name text not null,
  series_code text not null references title_series,
  committee_name text not null,
  committee_office text not null,
  convening_organisation_id uuid not null references organisation,
  level_label text not null,
  plan_type text not null,
  declare_from timestamptz not null,
  declare_until timestamptz not null,
  repair_until timestamptz,
  audit_until timestamptz not null,
  state text not null check (state in ('draft', 'published', 'closed')),
  published_at timestamptz,
  data jsonb not null,
  plan_version integer not null default 0,
  version integer not null default 1,
  check (declare_from < declare_until and declare_until <= audit_until)
);
create index review_plan_list on review_plan (year desc, declare_until desc, id) where state <> 'draft';
create index review_plan_search on review_plan using gin (zc_grams(name));
create table review_plan_version (
  plan_id uuid not null references review_plan,
  plan_version integer not null,
  data jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (plan_id, plan_version)
);

create table declaration (
  id uuid primary key default uuidv7(),
  account_id uuid not null references account,
  plan_id uuid not null references review_plan,
  plan_version integer not null,
  plan_year integer not null,
  kind text not null check (kind in ('REGULAR', 'EXCEPTIONAL', 'TRANSFER')),
  series_code text not null references title_series,
  specialty_id uuid not null references specialty,
  title_id uuid not null references title,
  institution_category text,
  organisation_id uuid not null references organisation,
  photo_file_id uuid references file,
  state text not null check (state in ('draft', 'inAudit', 'returned', 'approved', 'terminated', 'removed')),
  round integer not null default 0,
  record_no text not null unique,
  created_at timestamptz not null default clock_timestamp(),
  submitted_at timestamptz,
  version integer not null default 1,
  foreign key (plan_id, plan_version) references review_plan_version
);
-- AH-16.08: one declaration that counts per person and plan year.
create unique index declaration_one_per_year on declaration (account_id, plan_year) where state <> 'removed';
create index declaration_of_organisation on declaration (organisation_id, submitted_at desc);
create index declaration_of_plan on declaration (plan_id);
create table declaration_form (
  declaration_id uuid not null references declaration,
  section text not null,
  data jsonb not null,
  primary key (declaration_id, section)
);
create table declaration_pick (
  declaration_id uuid not null references declaration,
  section text not null,
  entry_id uuid not null,
  revision integer not null,
  ordinal integer not null,
  extra jsonb not null default '{}',
  -- AH-20.07: imported once.
  primary key (declaration_id, entry_id),
  unique (declaration_id, section, ordinal) deferrable initially deferred,
  foreign key (entry_id, revision) references library_entry_revision
);
create table declaration_snapshot (
  declaration_id uuid not null references declaration,
  round integer not null,
  schema_version integer not null,
  dossier jsonb not null,
  verdict jsonb not null,
  blocks jsonb not null,
  file_hashes jsonb not null,
  hash text not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (declaration_id, round)
);
