-- A capacity may end. What is out of force keeps the words of the capacity it once needed, and needs it no longer.
alter table audit_edge
  drop constraint audit_edge_from_organisation_id_from_capacity_fkey,
  drop constraint audit_edge_to_organisation_id_to_capacity_fkey,
  add column from_in_force text generated always as (case when cancelled_at is null then from_capacity end) stored,
  add column to_in_force text generated always as (case when cancelled_at is null then to_capacity end) stored,
  add foreign key (from_organisation_id, from_in_force) references organisation_capacity,
  add foreign key (to_organisation_id, to_in_force) references organisation_capacity;

-- 受理机构: where initial determination and recognition of titles end (HN-30). Cancelled, never deleted.
create table accepting_body (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references organisation,
  node text not null,
  -- null: all.
  levels text[],
  modes text[] not null check (cardinality(modes) > 0),
  -- 打在职称证书上的机构名称
  certificate_name text not null check (certificate_name <> ''),
  -- 申报须知, paragraphs by line.
  notice text not null default '',
  created_at timestamptz not null default clock_timestamp(),
  version integer not null default 1,
  cancelled_at timestamptz,
  node_in_force text generated always as (case when cancelled_at is null then node end) stored,
  foreign key (organisation_id, node_in_force) references organisation_capacity
);
create index accepting_body_of_organisation on accepting_body (organisation_id, node) where cancelled_at is null;

-- Nothing waits in a capacity that its organisation does not have.
alter table step
  add column open_node text generated always as (case when state = 'open' then node end) stored,
  add foreign key (organisation_id, open_node) references organisation_capacity;
