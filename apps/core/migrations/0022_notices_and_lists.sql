-- R15: a declaration that goes to another unit after a return is announced there again.
alter table unit_notice_person add column organisation_id uuid references organisation;
update unit_notice_person p set organisation_id = n.organisation_id from unit_notice n where n.id = p.notice_id;
alter table unit_notice_person alter column organisation_id set not null;
alter table unit_notice_person drop constraint unit_notice_person_declaration_id_key;
alter table unit_notice_person add unique (declaration_id, organisation_id);

-- What was said against somebody who was announced, and what came of it; nothing of it is ever taken away.
create table unit_notice_objection (
  id uuid primary key default uuidv7(),
  notice_id uuid not null,
  declaration_id uuid not null,
  objection text not null check (objection <> ''),
  recorded_by uuid not null references account,
  recorded_at timestamptz not null default clock_timestamp(),
  settlement text,
  -- True: the unit may not recommend the person.
  upheld boolean,
  settled_by uuid references account,
  settled_at timestamptz,
  foreign key (notice_id, declaration_id) references unit_notice_person (notice_id, declaration_id),
  check (num_nulls(settlement, upheld, settled_by, settled_at) in (0, 4))
);
create index unit_notice_objection_of on unit_notice_objection (declaration_id);

-- An extension for all is told in portions: up to which account, and when everybody had been told.
alter table plan_extension add column told_to uuid;
alter table plan_extension add column told_at timestamptz;
update plan_extension set told_at = created_at;

-- HN-04.06: what a list showed when it was asked for: which list, filtered how.
alter table document_order add column list jsonb;
alter table document_order drop constraint document_order_kind_check;
alter table document_order add constraint document_order_kind_check check (kind in ('reviewForms', 'book', 'list'));
alter table document_order add constraint document_order_list_check check ((kind = 'list') = (list is not null));
