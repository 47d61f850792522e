-- Text of forms that is not saved yet. It stands beside the record and never becomes one by itself.
create table draft (
  id uuid primary key default uuidv7(),
  account_id uuid not null references account,
  -- Which form: an address of the portal, e.g. library/experience/new.
  record text not null check (length(record) <= 200),
  -- Version of the record that the text was typed over; null where it has none yet.
  base_version integer,
  raw jsonb not null,
  -- Another one after every change: whoever writes over it names the one he knows.
  revision uuid not null,
  saved_at timestamptz not null default clock_timestamp(),
  unique (account_id, record)
);
create index draft_age on draft (saved_at);

-- Small pictures are made once.
alter table file add column thumb_hash text;
create index file_thumb on file (thumb_hash) where thumb_hash is not null;
-- The same bytes of the same person are found at once.
create index file_original on file (owner_id, original_hash);
create index idempotency_key_age on idempotency_key (created_at);

-- An upload in parts: its bytes lie on disk until it is whole, whose it is stands here.
create table partial_upload (
  id text primary key check (length(id) <= 64),
  owner_id uuid not null references account,
  -- Of the whole file.
  bytes bigint not null check (bytes > 0),
  created_at timestamptz not null default clock_timestamp(),
  -- What became of it; asked again, it is answered the same.
  file_id uuid references file on delete cascade
);
create index partial_upload_of_owner on partial_upload (owner_id, created_at);
create index partial_upload_file on partial_upload (file_id) where file_id is not null;
