-- AH-35: approved posts of a public institution, one record per year.
create table post_quota (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references organisation,
  year integer not null check (year between 2000 and 2100),
  state text not null check (state in ('draft', 'inAudit', 'confirmed', 'returned', 'removed')),
  attachment jsonb not null default '[]',
  round integer not null default 0,
  reason text,
  created_by uuid not null references account,
  created_at timestamptz not null default clock_timestamp(),
  confirmed_at timestamptz,
  version integer not null default 1
);
create unique index post_quota_one_per_year on post_quota (organisation_id, year) where state <> 'removed';
-- The check is what keeps two auditors from occupying the last post at once.
create table post_quota_level (
  quota_id uuid not null references post_quota,
  level text not null check (level in ('FULL_SENIOR', 'ASSOCIATE_SENIOR', 'INTERMEDIATE', 'JUNIOR')),
  -- null: left blank, which counts as none
  vacancies integer check (vacancies >= 0),
  unlimited boolean not null default false,
  occupied integer not null default 0 check (occupied >= 0),
  primary key (quota_id, level),
  check (not unlimited or vacancies is null),
  constraint post_quota_not_exceeded check (unlimited or occupied <= coalesce(vacancies, 0))
);
-- What the unit decided about each declaration; one that counts per declaration.
create table post_quota_use (
  id uuid primary key default uuidv7(),
  quota_id uuid not null references post_quota,
  level text not null,
  declaration_id uuid not null,
  declarant_name text not null,
  occupies boolean not null,
  note text,
  decided_by uuid not null references account,
  decided_at timestamptz not null default clock_timestamp(),
  released_at timestamptz,
  released_because text,
  foreign key (quota_id, level) references post_quota_level,
  check (occupies or coalesce(trim(note), '') <> ''),
  check ((released_at is null) = (released_because is null))
);
create unique index post_quota_use_one_counts on post_quota_use (declaration_id) where released_at is null;
create index post_quota_use_of_quota on post_quota_use (quota_id, decided_at desc);

alter table process drop constraint process_kind_check;
alter table process add constraint process_kind_check
  check (kind in ('declaration', 'libraryEntry', 'binding', 'postQuota', 'unitRegistration'));
