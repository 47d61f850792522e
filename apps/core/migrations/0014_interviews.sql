-- When and where a plan's interviews take place; set by its convening unit.
create table interview_arrangement (
  plan_id uuid primary key references review_plan,
  held_on date not null,
  period text not null,
  place text not null,
  waiting_room text,
  notice text,
  updated_at timestamptz not null default clock_timestamp(),
  version integer not null default 1
);
-- Who asks not to be interviewed, and what the convening unit says: once per declaration.
create table interview_exemption (
  id uuid primary key default uuidv7(),
  declaration_id uuid not null unique references declaration,
  account_id uuid not null references account,
  convening_organisation_id uuid not null references organisation,
  state text not null check (state in ('requested', 'granted', 'refused')),
  reason text not null,
  evidence jsonb not null,
  opinion text,
  created_at timestamptz not null default clock_timestamp(),
  decided_at timestamptz,
  decided_by uuid references account,
  version integer not null default 1
);
create index interview_exemption_of_convening on interview_exemption (convening_organisation_id, created_at desc);
