-- What the largest bodies have of closed tasks and of entries was counted anew for every page of theirs. It is kept
-- instead, and a page counts what is new. Rules of check-data hold both tallies to what they count.

-- A task that is closed stays as it is: those closed before a moment well past are counted once.
create table task_tally_until (
  organisation_id uuid not null,
  capacity text not null,
  -- The tally of the body is of every task that was closed before this.
  closed_before timestamptz not null,
  primary key (organisation_id, capacity)
);
create table task_tally (
  organisation_id uuid not null,
  capacity text not null,
  closed_by uuid,
  flow_type text not null,
  done bigint not null,
  unique nulls not distinct (organisation_id, capacity, closed_by, flow_type),
  foreign key (organisation_id, capacity) references task_tally_until on delete cascade
);

-- Before this no task can be closed any more. It is closed by the clock, so whoever has closed one and not committed did
-- so after his transaction began; whoever has not begun to write comes later than now. The margin is for a clock that is
-- set back.
create function task_tally_settled(margin interval) returns timestamptz language sql volatile as $$
  select least(clock_timestamp() - margin, min(coalesce(a.xact_start, '-infinity')))
  from pg_locks l left join pg_stat_activity a on a.pid = l.pid
  where l.database = (select oid from pg_database where datname = current_database())
    and l.relation = 'task'::regclass and l.mode = 'RowExclusiveLock'
$$;

-- Moves on the tally of every body that has closed as many as are worth while since; gives how many bodies. The moment is
-- asked for before the statement that counts, which so sees whatever was closed before it.
create function task_tally_forward(worth_while integer, margin interval) returns integer language plpgsql as $$
declare
  settled timestamptz := task_tally_settled(margin);
  moved integer;
begin
  -- One after the other; readers do not wait.
  lock table task_tally_until in share row exclusive mode;
  with grown as materialized (
    select c.organisation_id, c.capacity, coalesce(u.closed_before, '-infinity') as since
    from organisation_capacity c left join task_tally_until u using (organisation_id, capacity)
    where worth_while = (select count(*) from (
      select from task t where t.organisation_id = c.organisation_id and t.capacity = c.capacity
        and t.closed_at is not null and t.outcome <> 'cancel'
        and t.closed_at >= coalesce(u.closed_before, '-infinity') and t.closed_at < settled
      limit worth_while) enough)
  ), added as (
    insert into task_tally as tally (organisation_id, capacity, closed_by, flow_type, done)
    select g.organisation_id, g.capacity, t.closed_by, t.flow_type, count(*)
    from grown g join task t on t.organisation_id = g.organisation_id and t.capacity = g.capacity
      and t.closed_at >= g.since and t.closed_at < settled
    where t.closed_at is not null and t.outcome <> 'cancel'
    group by 1, 2, 3, 4
    on conflict (organisation_id, capacity, closed_by, flow_type) do update set done = tally.done + excluded.done
  ), until as (
    insert into task_tally_until select organisation_id, capacity, settled from grown
    on conflict (organisation_id, capacity) do update set closed_before = excluded.closed_before returning 1
  )
  select count(*) into moved from until;
  return moved;
end $$;

-- Should a task be mended that is in a tally, the tally goes: all is counted, until the next one.
create function task_tally_forgotten() returns trigger language plpgsql as $$
begin
  delete from task_tally_until
  where (organisation_id, capacity) in ((old.organisation_id, old.capacity), (new.organisation_id, new.capacity))
    and closed_before > least(old.closed_at, new.closed_at);
  return null;
end $$;
create trigger task_tally_forgotten after update on task for each row
  when (old.closed_at is not null or new.closed_at < now() - interval '1 hour')
  execute function task_tally_forgotten();
create trigger task_tally_forgotten_anew after insert on task for each row
  when (new.closed_at is not null) execute function task_tally_forgotten();
create trigger task_tally_forgotten_lost after delete on task for each row
  when (old.closed_at is not null) execute function task_tally_forgotten();

-- An entry may change at any time: each change adds a row, so that nobody who hands one in waits for another, and a job
-- adds these up.
create table library_tally (
  organisation_id uuid not null,
  entity text not null,
  state text not null,
  entries bigint not null,
  primary key (organisation_id, entity, state)
);
create table library_tally_change (
  organisation_id uuid not null,
  entity text not null,
  state text not null,
  entries bigint not null
);
create index library_tally_change_of_organisation on library_tally_change (organisation_id, entity);

-- Of what bodies list of entries.
create view library_tally_source as
  select organisation_id, entity, state, count(*) as entries from library_entry
  where organisation_id is not null and state not in ('draft', 'removed') group by 1, 2, 3;

-- Many at once are one change.
create function library_tally_changed() returns trigger language plpgsql as $$
begin
  insert into library_tally_change
  select organisation_id, entity, state, sum(entries) from (
    select organisation_id, entity, state, 1 as entries from after_change where state not in ('draft', 'removed')
    union all
    select organisation_id, entity, state, -1 from before_change where state not in ('draft', 'removed')) entry
  where organisation_id is not null group by 1, 2, 3 having sum(entries) <> 0;
  return null;
end $$;
create trigger library_tally_changed after update on library_entry
  referencing old table as before_change new table as after_change
  for each statement execute function library_tally_changed();

-- Drafts, which are not counted, come and go without.
create function library_tally_moved() returns trigger language plpgsql as $$
begin
  insert into library_tally_change values (
    coalesce(new.organisation_id, old.organisation_id), coalesce(new.entity, old.entity),
    coalesce(new.state, old.state), case tg_op when 'INSERT' then 1 else -1 end);
  return null;
end $$;
create trigger library_tally_came after insert on library_entry for each row
  when (new.organisation_id is not null and new.state not in ('draft', 'removed'))
  execute function library_tally_moved();
create trigger library_tally_went after delete on library_entry for each row
  when (old.organisation_id is not null and old.state not in ('draft', 'removed'))
  execute function library_tally_moved();

-- Adds the changes up. Readers see them before or after, and once; two at a time wait for each other.
create function library_tally_forward() returns void language sql as $$
  with gone as (delete from library_tally_change returning *)
  insert into library_tally as tally
  select organisation_id, entity, state, sum(entries) from gone group by 1, 2, 3 order by 1, 2, 3
  on conflict (organisation_id, entity, state) do update set entries = tally.entries + excluded.entries
$$;

insert into library_tally select * from library_tally_source;
select task_tally_forward(500, '1 hour');
analyze library_tally, task_tally_until, task_tally;
