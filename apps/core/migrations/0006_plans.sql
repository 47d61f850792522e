-- Plans are prepared by hand: dates may be blank until they are published, changes of a published plan wait beside it.
alter table review_plan
  alter column declare_from drop not null,
  alter column declare_until drop not null,
  alter column audit_until drop not null,
  add column changes jsonb,
  add constraint review_plan_dates check (
    state = 'draft' or (declare_from is not null and declare_until is not null and audit_until is not null)
  );
drop index review_plan_list;
create index review_plan_list on review_plan ((state = 'closed'), year desc, declare_until desc, id) where state <> 'draft';
create index review_plan_of_convening on review_plan (convening_organisation_id);

-- A later deadline for one person or one unit; for everybody (both null) the plan's own dates move as well.
create table plan_extension (
  id uuid primary key default uuidv7(),
  plan_id uuid not null references review_plan,
  account_id uuid references account,
  organisation_id uuid references organisation,
  declare_until timestamptz,
  repair_until timestamptz,
  audit_until timestamptz,
  reason text not null check (reason <> ''),
  granted_by uuid not null references account,
  created_at timestamptz not null default clock_timestamp(),
  check (num_nonnulls(account_id, organisation_id) <= 1),
  check (num_nonnulls(declare_until, repair_until, audit_until) > 0)
);
create index plan_extension_of_plan on plan_extension (plan_id);

-- GP.20: what a unit says about a plan to its own people, and to another body.
create table plan_recommendation (
  plan_id uuid not null references review_plan,
  organisation_id uuid not null references organisation,
  recommended_by uuid not null references account,
  created_at timestamptz not null default clock_timestamp(),
  primary key (plan_id, organisation_id)
);
create table plan_commission (
  id uuid primary key default uuidv7(),
  plan_id uuid not null references review_plan,
  organisation_id uuid not null references organisation,
  target_organisation_id uuid not null references organisation,
  note text not null default '',
  commissioned_by uuid not null references account,
  created_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  check (organisation_id <> target_organisation_id)
);
create unique index plan_commission_open on plan_commission (plan_id, organisation_id) where ended_at is null;

-- GP.12: whether a terminated record uses up the year is for its plan to say.
alter table declaration add column uses_year boolean not null default true;
drop index declaration_one_per_year;
create unique index declaration_one_per_year on declaration (account_id, plan_year) where state <> 'removed' and uses_year;
