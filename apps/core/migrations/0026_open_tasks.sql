-- What waits at a body is counted by kind on every page of it: from the index alone.
drop index task_open;
create index task_open on task (organisation_id, capacity, opened_at, id) include (claimed_by, kind)
  where closed_at is null;
