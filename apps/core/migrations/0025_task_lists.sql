-- What lists of tasks show, count and search stands in the task itself: the task centre of a large unit counts tens of
-- thousands of them on every page. A process never changes what is copied here.
alter table task
  add column kind text,
  add column subject_id uuid,
  add column flow_type text,
  add column flow_name text;
update task set (kind, subject_id, flow_type, flow_name) =
  (select p.kind, p.subject_id, p.flow_type, p.flow_name from step s join process p on p.id = s.process_id
   where s.id = task.step_id);
alter table task
  alter column kind set not null,
  alter column subject_id set not null,
  alter column flow_type set not null,
  alter column flow_name set not null;

create function task_knows_its_process() returns trigger language plpgsql as $$
begin
  select p.kind, p.subject_id, p.flow_type, p.flow_name into new.kind, new.subject_id, new.flow_type, new.flow_name
  from step s join process p on p.id = s.process_id where s.id = new.step_id;
  return new;
end $$;
create trigger task_knows_its_process before insert on task for each row execute function task_knows_its_process();

-- Counted without a look at the rows; in the order of the list.
drop index task_closed;
drop index task_closed_by;
create index task_done on task (organisation_id, capacity, closed_at desc, id)
  where closed_at is not null and outcome <> 'cancel';
create index task_done_by on task (closed_by, organisation_id, capacity, closed_at desc, id)
  where closed_at is not null and outcome <> 'cancel';
-- The kinds of flow that a body has met are looked up one after the other.
create index task_flow on task (organisation_id, capacity, flow_type);
-- The latest task of each declaration at a body.
create index task_of_declaration on task (organisation_id, capacity, subject_id, opened_at desc)
  where kind = 'declaration' and outcome is distinct from 'cancel';
-- Names are searched among the tasks of one body, never among all processes of the province.
drop index process_search;

-- Tabs of a unit's achievements are counted from the index as well.
drop index library_entry_of_organisation;
create index library_entry_of_organisation on library_entry (organisation_id, entity, submitted_at desc, id desc)
  include (state) where state not in ('draft', 'removed');
