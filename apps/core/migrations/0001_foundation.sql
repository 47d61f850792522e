-- The database's clock. Tests may set zhicheng.now for a database; nothing else ever does.
create function zc_now() returns timestamptz language sql stable as $$
  select coalesce(nullif(current_setting('zhicheng.now', true), '')::timestamptz, now())
$$;

-- One- and two-character pieces of a text: trigrams do not find Chinese words of two characters.
create function zc_grams(t text) returns text[] language sql immutable parallel safe as $$
  select coalesce(array_agg(distinct g), '{}') from (
    select substr(lower(t), i, n) as g from generate_series(1, length(t)) i, generate_series(1, 2) n
  ) pieces where g !~ '\s'
$$;
-- The pieces that a search text must share: its pairs, or itself when it is one character.
create function zc_query_grams(t text) returns text[] language sql immutable parallel safe as $$
  select case when length(t) < 2 then array[lower(t)] else coalesce((
    select array_agg(distinct substr(lower(t), i, 2)) from generate_series(1, length(t) - 1) i
    where substr(t, i, 2) !~ '\s'), '{}') end
$$;

create table ledger_event (
  subject_kind text not null,
  subject_id uuid not null,
  seq integer not null,
  at timestamptz not null default clock_timestamp(),
  account_id uuid,
  organisation_id uuid,
  action text not null,
  data jsonb not null default '{}',
  previous_hash text not null,
  hash text not null,
  primary key (subject_id, seq)
);
create function ledger_is_append_only() returns trigger language plpgsql as $$
begin raise exception 'the ledger is append-only'; end $$;
create trigger ledger_append_only before update or delete on ledger_event
  for each row execute function ledger_is_append_only();
create trigger ledger_never_emptied before truncate on ledger_event
  for each statement execute function ledger_is_append_only();

create table ledger_anchor (
  at timestamptz primary key default clock_timestamp(),
  subjects integer not null,
  hash text not null
);

-- catalog
create table region (
  code text primary key check (code ~ '^\d{6}$'),
  name text not null,
  parent_code text references region,
  level text not null check (level in ('province', 'city', 'county')),
  retired_at timestamptz
);
create table dictionary_item (
  dictionary text not null,
  code text not null,
  name text not null,
  ordinal integer not null,
  retired_at timestamptz,
  primary key (dictionary, code)
);
create table title_series (
  code text primary key,
  name text not null unique,
  origin text not null check (origin in ('national', 'province')),
  parent_code text references title_series,
  plugin_code text,
  ordinal integer not null
);
create table title (
  id uuid primary key default uuidv7(),
  series_code text not null references title_series,
  level text not null check (level in ('FULL_SENIOR', 'ASSOCIATE_SENIOR', 'INTERMEDIATE', 'JUNIOR_ASSISTANT', 'JUNIOR_TECHNICIAN')),
  name text not null,
  ministry_code text,
  acquisition_modes text[] not null default '{REVIEW}',
  unverified boolean not null default false,
  ordinal integer not null,
  unique (series_code, name)
);
create table specialty (
  id uuid primary key default uuidv7(),
  series_code text not null references title_series,
  code text not null,
  name text not null,
  parent_id uuid references specialty,
  ordinal integer not null,
  unique (series_code, code)
);

-- organisations: one table, many capacities
create table organisation (
  id uuid primary key default uuidv7(),
  name text not null,
  uscc text unique,
  region_code text references region,
  unit_nature text,
  central boolean not null default false,
  details jsonb not null default '{}',
  registered_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  version integer not null default 1
);
create index organisation_search on organisation using gin (zc_grams(name));
create index organisation_region on organisation (region_code);
create table organisation_capacity (
  organisation_id uuid not null references organisation,
  capacity text not null check (capacity in ('employer', 'department', 'hrss', 'convening', 'talentCentre', 'operator')),
  primary key (organisation_id, capacity)
);

-- identity
create table account (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('person', 'unit', 'builtin')),
  display_name text not null,
  created_at timestamptz not null default clock_timestamp(),
  disabled_at timestamptz
);
create table login (
  id uuid primary key default uuidv7(),
  account_id uuid not null references account,
  provider text not null check (provider in ('sso-person', 'sso-unit', 'builtin')),
  subject text not null,
  password_hash text,
  created_at timestamptz not null default clock_timestamp(),
  unique (provider, subject),
  check ((provider = 'builtin') = (password_hash is not null))
);
create table login_failure (
  subject text not null,
  at timestamptz not null default clock_timestamp()
);
create index login_failure_recent on login_failure (subject, at);
create table person (
  account_id uuid primary key references account,
  name text not null,
  id_type text not null,
  id_number_cipher bytea not null,
  id_number_hash text not null,
  id_number_masked text not null,
  mobile text,
  gender text not null,
  birth_date date not null,
  profile jsonb not null default '{}',
  series_code text references title_series,
  photo_file_id uuid,
  registered_at timestamptz,
  version integer not null default 1,
  unique (id_type, id_number_hash)
);
create index person_search on person using gin (zc_grams(name));
create table assignment (
  id uuid primary key default uuidv7(),
  account_id uuid not null references account,
  role text not null check (role in ('applicant', 'employer', 'department', 'hrss', 'convening', 'talentCentre', 'operator')),
  organisation_id uuid references organisation,
  valid_from timestamptz not null default clock_timestamp(),
  valid_to timestamptz,
  check ((role = 'applicant') = (organisation_id is null)),
  check (valid_to is null or valid_to >= valid_from)
);
create unique index assignment_once on assignment (account_id, role, organisation_id) nulls not distinct where valid_to is null;
create index assignment_of_organisation on assignment (organisation_id, role) where valid_to is null;
create table session (
  id text primary key,
  account_id uuid not null references account,
  assignment_id uuid references assignment,
  expires_at timestamptz not null,
  created_at timestamptz not null default clock_timestamp()
);
create index session_of_account on session (account_id);
-- Reveals of personal data have a log of their own, apart from the ledger.
create table reveal_log (
  id uuid primary key default uuidv7(),
  at timestamptz not null default clock_timestamp(),
  account_id uuid not null references account,
  organisation_id uuid references organisation,
  person_id uuid not null references person,
  what text not null,
  purpose text not null
);
create table binding (
  id uuid primary key default uuidv7(),
  person_id uuid not null references person,
  organisation_id uuid not null references organisation,
  note text,
  state text not null check (state in ('pending', 'approved', 'returned', 'cancelled', 'superseded')),
  reason text,
  created_at timestamptz not null default clock_timestamp(),
  decided_at timestamptz,
  version integer not null default 1,
  -- Deferred: the new unit's approval and the end of the former one are two updates of one transaction.
  constraint binding_one_approved exclude using btree (person_id with =) where (state = 'approved')
    deferrable initially deferred
);
create unique index binding_one_pending on binding (person_id) where state = 'pending';
create index binding_of_organisation on binding (organisation_id, state, created_at);

create table integrity_record (
  id uuid primary key default uuidv7(),
  person_id uuid not null references person,
  reason text not null,
  banned_from date not null,
  banned_until date not null,
  lifted_at timestamptz,
  lifted_reason text,
  created_at timestamptz not null default clock_timestamp(),
  check (banned_until > banned_from)
);
create index integrity_of_person on integrity_record (person_id);

-- files: the row's id is the only public name, the blob is found by hash
create table file (
  id uuid primary key default uuidv7(),
  owner_id uuid not null references account,
  name text not null,
  type text not null,
  bytes bigint not null,
  hash text not null,
  original_hash text not null,
  width integer,
  height integer,
  created_at timestamptz not null default clock_timestamp()
);
create index file_of_owner on file (owner_id, created_at);
create index file_blob on file (hash);
-- What a file is evidence of; whoever audits that may read the file.
create table file_use (
  file_id uuid not null references file,
  subject_kind text not null,
  subject_id uuid not null,
  primary key (file_id, subject_kind, subject_id)
);
create index file_use_of_subject on file_use (subject_id);

create table notification (
  id uuid primary key default uuidv7(),
  account_id uuid not null references account,
  kind text not null,
  text text not null,
  link text,
  created_at timestamptz not null default clock_timestamp(),
  read_at timestamptz
);
create index notification_of_account on notification (account_id, created_at desc);
-- What left the platform: a message goes out once by each channel. The address is masked.
create table notification_delivery (
  notification_id uuid not null references notification,
  channel text not null,
  address text not null,
  text text not null,
  delivered_at timestamptz not null default clock_timestamp(),
  primary key (notification_id, channel)
);

create table idempotency_key (
  account_id uuid not null references account,
  key text not null,
  action text not null,
  result jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (account_id, key)
);
