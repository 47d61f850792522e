-- Who somebody is, is asked at every request, former assignments included: by account alone.
create index assignment_of_account on assignment (account_id);
-- Lists show the last task of a step, open or closed.
create index task_of_step on task (step_id, opened_at desc);
-- Messages are listed by their time-ordered id; the unread ones are counted on every page.
create index notification_latest on notification (account_id, id desc);
create index notification_unread on notification (account_id) where read_at is null;
drop index notification_of_account;
