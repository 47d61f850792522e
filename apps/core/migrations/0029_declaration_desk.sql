-- What a department or convening unit lists of its declarations, one row for each: read from the tasks, each with its
-- step, process and declaration, the list of a large body took a page or two of every table for every declaration it
-- ever had. Kept by what it is made of; a rule of check-data holds it to the view.
create table declaration_desk (
  declaration_id uuid not null,
  organisation_id uuid not null,
  capacity text not null,
  -- The body's latest task of the declaration that was not taken back, and its process.
  task_id uuid not null,
  process_id uuid not null,
  -- Of the person, to be searched.
  name text not null,
  submitted_at timestamptz,
  open boolean not null,
  claimed_by uuid,
  audited boolean not null,
  -- By this body, or by another in the same round.
  returned boolean not null,
  primary key (declaration_id, organisation_id, capacity)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);
-- No foreign keys: checking them would take locks on records that others hold in another order.

create view declaration_desk_source as
  select d.id as declaration_id, own.organisation_id, own.capacity, own.task_id, p.id as process_id,
    left(x.name, 200) as name, d.submitted_at, own.closed_at is null as open, own.claimed_by,
    coalesce(own.outcome in ('pass', 'terminate'), false) as audited,
    p.state = 'returned' or own.outcome is not distinct from 'return' as returned
  from (
    select distinct on (t.organisation_id, t.capacity, t.subject_id) t.organisation_id, t.capacity, t.subject_id,
      t.id as task_id, t.step_id, t.closed_at, t.claimed_by, t.outcome
    from task t where t.kind = 'declaration' and t.outcome is distinct from 'cancel'
    order by t.organisation_id, t.capacity, t.subject_id, t.opened_at desc) own
    join declaration d on d.id = own.subject_id and d.state <> 'removed'
    join person x on x.account_id = d.account_id
    join step s on s.id = own.step_id
    join process p on p.id = s.process_id;

-- A task that was cancelled, or is gone: the one before it stands again, if there was one.
create function declaration_desk_anew(at_organisation uuid, at_capacity text, of_declaration uuid) returns void
language sql as $$
  delete from declaration_desk
  where (declaration_id, organisation_id, capacity) = (of_declaration, at_organisation, at_capacity);
  insert into declaration_desk
  select * from declaration_desk_source
  where (declaration_id, organisation_id, capacity) = (of_declaration, at_organisation, at_capacity);
$$;

create function declaration_desk_opened() returns trigger language plpgsql as $$
begin
  insert into declaration_desk
  select d.id, new.organisation_id, new.capacity, new.id, p.id, left(x.name, 200), d.submitted_at,
    new.closed_at is null, new.claimed_by, coalesce(new.outcome in ('pass', 'terminate'), false),
    p.state = 'returned' or new.outcome is not distinct from 'return'
  from step s join process p on p.id = s.process_id join declaration d on d.id = p.subject_id
    join person x on x.account_id = d.account_id
  where s.id = new.step_id and d.state <> 'removed'
  on conflict (declaration_id, organisation_id, capacity) do update
  set (task_id, process_id, name, submitted_at, open, claimed_by, audited, returned) =
    (excluded.task_id, excluded.process_id, excluded.name, excluded.submitted_at, excluded.open, excluded.claimed_by,
      excluded.audited, excluded.returned);
  return null;
end $$;
create trigger declaration_desk_opened after insert on task for each row
  when (new.kind = 'declaration' and new.outcome is distinct from 'cancel') execute function declaration_desk_opened();

-- Each of these changes what it knows of and leaves the rest, so that two at once cannot undo each other.
create function declaration_desk_acted() returns trigger language plpgsql as $$
begin
  if 'cancel' in (old.outcome, new.outcome) then
    perform declaration_desk_anew(new.organisation_id, new.capacity, new.subject_id);
  else
    update declaration_desk k
    set open = new.closed_at is null, claimed_by = new.claimed_by,
      audited = coalesce(new.outcome in ('pass', 'terminate'), false),
      returned = new.outcome is not distinct from 'return' or (select p.state = 'returned' from process p where p.id = k.process_id)
    where (declaration_id, organisation_id, capacity) = (new.subject_id, new.organisation_id, new.capacity)
      and task_id = new.id;
  end if;
  return null;
end $$;
create trigger declaration_desk_acted after update on task for each row
  when (new.kind = 'declaration' and (old.closed_at is distinct from new.closed_at
    or old.claimed_by is distinct from new.claimed_by or old.outcome is distinct from new.outcome))
  execute function declaration_desk_acted();

create function declaration_desk_lost() returns trigger language plpgsql as $$
begin
  perform declaration_desk_anew(old.organisation_id, old.capacity, old.subject_id);
  return null;
end $$;
create trigger declaration_desk_lost after delete on task for each row
  when (old.kind = 'declaration') execute function declaration_desk_lost();

-- Returned by one body, it is returned for all whom it had come to in this round.
create function declaration_desk_returned() returns trigger language plpgsql as $$
begin
  update declaration_desk k
  set returned = new.state = 'returned' or t.outcome is not distinct from 'return'
  from task t where k.declaration_id = new.subject_id and k.process_id = new.id and t.id = k.task_id
    and k.returned <> (new.state = 'returned' or t.outcome is not distinct from 'return');
  return null;
end $$;
create trigger declaration_desk_returned after update on process for each row
  when (new.kind = 'declaration' and (old.state = 'returned') <> (new.state = 'returned'))
  execute function declaration_desk_returned();

create function declaration_desk_declared() returns trigger language plpgsql as $$
begin
  if new.state = 'removed' then
    delete from declaration_desk where declaration_id = new.id;
  elsif old.state = 'removed' then
    perform declaration_desk_anew(met.organisation_id, met.node, new.id)
    from (select distinct s.organisation_id, s.node from process p join step s on s.process_id = p.id
      where p.kind = 'declaration' and p.subject_id = new.id) met;
  else
    update declaration_desk set submitted_at = new.submitted_at where declaration_id = new.id;
  end if;
  return null;
end $$;
create trigger declaration_desk_declared after update on declaration for each row
  when (old.submitted_at is distinct from new.submitted_at or (old.state = 'removed') <> (new.state = 'removed'))
  execute function declaration_desk_declared();

-- Whoever lets a declaration come to the next body holds its process, and whoever hands one in the person: the new name
-- waits for the former and is waited for by the latter, so that no row is written with the old one unseen.
create function declaration_desk_renamed() returns trigger language plpgsql as $$
begin
  perform from process p join declaration d on p.kind = 'declaration' and p.subject_id = d.id
  where d.account_id = new.account_id and d.state <> 'removed' order by p.id for no key update of p;
  update declaration_desk k set name = left(new.name, 200)
  from declaration d where d.account_id = new.account_id and d.state <> 'removed' and k.declaration_id = d.id;
  return null;
end $$;
create trigger declaration_desk_renamed after update of name on person for each row
  when (old.name <> new.name) execute function declaration_desk_renamed();

insert into declaration_desk select * from declaration_desk_source;

-- All tabs are counted from these alone; what is open of a large body is little of what it ever had.
create index declaration_desk_listed on declaration_desk (organisation_id, capacity, submitted_at, declaration_id)
  include (audited, returned, name);
create index declaration_desk_open on declaration_desk (organisation_id, capacity, submitted_at, declaration_id)
  include (claimed_by, name) where open;
analyze declaration_desk;
