-- The order in which events came, over all records: what an anchor covers is everything up to a place in it.
alter table ledger_event add column position bigint generated always as identity;
create unique index ledger_event_position on ledger_event (position);

-- Each anchor hashes the events since the one before it together with that one's hash. Anchors of before have no place
-- up to which they reach: they covered the heads of all chains at a moment that nobody can bring back.
alter table ledger_anchor add column upto bigint;
alter table ledger_anchor add column events bigint;
alter table ledger_anchor alter column subjects drop not null;
create unique index ledger_anchor_upto on ledger_anchor (upto);
create trigger ledger_anchor_append_only before update or delete on ledger_anchor
  for each row execute function ledger_is_append_only();
create trigger ledger_anchor_never_emptied before truncate on ledger_anchor
  for each statement execute function ledger_is_append_only();
