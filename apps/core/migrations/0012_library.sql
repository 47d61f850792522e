-- The revision that the unit has approved: it counts for declarations while a newer one is written or audited.
alter table library_entry add column approved_revision integer;
update library_entry set approved_revision = revision where state = 'approved';
alter table library_entry
  add constraint library_entry_approved_counts
    check (state <> 'approved' or (approved_revision is not null and approved_revision = revision)),
  add constraint library_entry_removed_counts_no_more check (state <> 'removed' or approved_revision is null),
  add foreign key (id, approved_revision) references library_entry_revision;

-- With what a pinned entry links to, over any number of links: entry id -> revision. They stay as they were.
alter table library_pin add column linked jsonb not null default '{}';

-- Rows of an official register: their number there, so that a further extraction updates them.
alter table library_entry add column register_no text;
alter table library_entry add constraint library_entry_from_register check (register_no is null or source = 'auto');
create unique index library_entry_of_register on library_entry (owner_id, entity, register_no)
  where register_no is not null;

-- One 提取 by one person of one entity: how far it is and what came of it.
create table library_extraction (
  id uuid primary key default uuidv7(),
  owner_id uuid not null references account,
  entity text not null,
  started_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  -- Why nothing came of it, in words.
  problem text,
  -- Rows that the register has and this library takes; null until it has answered.
  found integer,
  added integer not null default 0,
  updated integer not null default 0,
  check (problem is null or finished_at is not null)
);
create unique index library_extraction_one_open on library_extraction (owner_id, entity) where finished_at is null;
create index library_extraction_of_owner on library_extraction (owner_id, entity, id desc);
