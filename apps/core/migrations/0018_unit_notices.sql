-- 公示 inside a unit of those whom it is going to recommend, and how it ended (R15, HN-05).
create table unit_notice (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references organisation,
  plan_id uuid not null references review_plan,
  from_day date not null,
  -- the last day, included
  until_day date not null,
  place text not null,
  contact text not null,
  phone text not null,
  result text,
  created_by uuid not null references account,
  created_at timestamptz not null default clock_timestamp(),
  concluded_at timestamptz,
  version integer not null default 1,
  check (until_day >= from_day),
  check ((result is null) = (concluded_at is null))
);
create index unit_notice_of_unit on unit_notice (organisation_id, created_at desc);
-- Who stands in it, as named then; a declaration is announced once.
create table unit_notice_person (
  notice_id uuid not null references unit_notice on delete cascade,
  declaration_id uuid not null unique references declaration,
  ordinal integer not null,
  name text not null,
  gender text not null,
  specialty text not null,
  title text not null,
  kind text not null check (kind in ('REGULAR', 'EXCEPTIONAL', 'TRANSFER')),
  primary key (notice_id, declaration_id)
);
