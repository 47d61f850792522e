/**
 * What must hold of the data between transactions, as queries for what breaks it: each gives the ids of rows that do.
 * Much of it the schema forbids as well; here it is said once more, for data that came in set-wise or through a mend.
 */
const perSubject = (kind: string, table: string, state: string): Record<string, string> => ({
  [`a ${table} in audit has a running process, and no other has`]: `
    select s.id from ${table} s
    left join process p on p.kind = '${kind}' and p.subject_id = s.id and p.state = 'running'
    where (s.state = '${state}') <> (p.id is not null)`,
});

/** A record's state is what its ledger says; nothing wrote it past the one writer. */
const toldByLedger = (kind: string, table: string, initial: string): Record<string, string> => ({
  [`the state of a ${table} is the last one in its ledger`]: `
    select s.id from ${table} s left join lateral (
      select e.data->>'to' as "to" from ledger_event e
      where e.subject_id = s.id and e.subject_kind = '${kind}' and e.data->>'to' is not null order by e.seq desc limit 1) last on true
    where s.state <> coalesce(last."to", '${initial}')`,
});

/** Eighteen digits by themselves: a hash may have as many in a row, between letters that are digits to it. */
const ID_NUMBER = '(^|[^0-9A-Fa-f])\\d{17}[0-9Xx]([^0-9A-Fa-f]|$)';

export const INVARIANTS: Readonly<Record<string, string>> = {
  'a person has at most one approved binding': `
    select person_id as id from binding where state = 'approved' group by person_id having count(*) > 1`,
  'a person has at most one pending binding': `
    select person_id as id from binding where state = 'pending' group by person_id having count(*) > 1`,
  ...perSubject('binding', 'binding', 'pending'),
  ...perSubject('unitRegistration', 'unit_registration', 'inAudit'),
  ...perSubject('libraryEntry', 'library_entry', 'inAudit'),
  ...perSubject('declaration', 'declaration', 'inAudit'),

  'a process runs exactly while one of its steps is open': `
    select p.id from process p where (p.state = 'running') <>
      ((select count(*) from step s where s.process_id = p.id and s.state = 'open') = 1)`,
  'a process has an end exactly when it does not run': `
    select id from process where (state = 'running') = (ended_at is not null)`,
  'a process ended as its last step that counts did': `
    select p.id from process p join lateral (
      select s.state from step s where s.process_id = p.id
      order by (s.state = 'cancelled' and p.state <> 'cancelled'), s.seq desc limit 1) last on true
    where p.state <> 'running' and p.state <> last.state`,
  'after a return comes nothing but the body below to which it put the case back, and nothing after an end': `
    select s.id from step s join lateral (
      select later.put_back_by from step later where later.process_id = s.process_id and later.seq > s.seq
        and later.state <> 'cancelled' order by later.seq limit 1) following on true
    where s.state = 'terminated' or (s.state = 'returned' and following.put_back_by is distinct from s.id)`,
  'what was put back was put back by a return of the same round, to a body that had passed it': `
    select s.id from step s left join step by on by.id = s.put_back_by
    where s.put_back_by is not null and (by.process_id <> s.process_id or by.state <> 'returned' or by.seq >= s.seq
      or not exists (select 1 from step before where before.process_id = s.process_id and before.seq < by.seq
        and before.state = 'passed' and (before.organisation_id, before.node) = (s.organisation_id, s.node)))`,
  'a pass that was carried over was one, at the same body in the round before': `
    select s.id from step s join process p on p.id = s.process_id
    left join step former on former.id = s.carried_from left join process q on q.id = former.process_id
    where s.carried_from is not null and s.state <> 'cancelled' and (s.state <> 'passed' or former.state <> 'passed'
      or (former.organisation_id, former.node) <> (s.organisation_id, s.node)
      or (q.kind, q.subject_id, q.round) is distinct from (p.kind, p.subject_id, p.round - 1))`,
  'what was marked goes with the return of its step, and with no other': `
    select m.id from declaration_mark m join step s on s.id = m.step_id join process p on p.id = s.process_id
    where (m.sent_at is not null) <> (s.state = 'returned')
      or (p.kind, p.subject_id, p.round) is distinct from ('declaration', m.declaration_id, m.round)
      or (m.due_at is not null and p.state <> 'returned')`,
  'what was marked has been changed or explained once it is handed in again': `
    select m.id from declaration_mark m join declaration d on d.id = m.declaration_id
    where m.due_at is not null and (m.resolved is null) <> (m.round = d.round)`,
  'a step has exactly one open task while it is open, and none otherwise': `
    select s.id from step s where (s.state = 'open')::int <>
      (select count(*) from task t where t.step_id = s.id and t.closed_at is null)`,
  'a task belongs to the organisation and capacity of its step': `
    select t.id from task t join step s on s.id = t.step_id
    where (t.organisation_id, t.capacity) <> (s.organisation_id, s.node)`,
  'a task says of its process what the process says': `
    select t.id from task t join step s on s.id = t.step_id join process p on p.id = s.process_id
    where (t.kind, t.subject_id, t.flow_type, t.flow_name) <> (p.kind, p.subject_id, p.flow_type, p.flow_name)`,
  'what a body lists of its declarations is what its tasks make of them': `
    select declaration_id as id from declaration_desk k
    full join declaration_desk_source v using (declaration_id, organisation_id, capacity)
    where row(k.*) is distinct from row(v.*)`,
  'what is kept of the tasks that a body has closed is what they are': `
    select organisation_id as id from (
      select t.organisation_id, t.capacity, t.closed_by, t.flow_type, count(*) as done
      from task t join task_tally_until u using (organisation_id, capacity)
      where t.closed_at < u.closed_before and t.outcome <> 'cancel' group by 1, 2, 3, 4
      union all select organisation_id, capacity, closed_by, flow_type, -done from task_tally) task
    group by organisation_id, capacity, closed_by, flow_type having sum(done) <> 0`,
  'what is kept of the entries that a body lists is what they are': `
    select organisation_id as id from (
      select * from library_tally_source
      union all select organisation_id, entity, state, -entries from library_tally
      union all select organisation_id, entity, state, -entries from library_tally_change) entry
    group by organisation_id, entity, state having sum(entries) <> 0`,
  'a decided step says who and when, another does not': `
    select id from step
    where (state in ('passed', 'returned', 'terminated')) <> (decided_by is not null and decided_at is not null)`,
  'what was sent back or ended says why': `
    select id from step where state in ('returned', 'terminated') and coalesce(trim(opinion), '') = ''`,
  'who holds a task may act for its organisation': `
    select t.id from task t where t.closed_at is null and t.claimed_by is not null and not exists (
      select 1 from assignment a where a.account_id = t.claimed_by and a.organisation_id = t.organisation_id
        and a.role = t.capacity and a.valid_to is null)`,
  'an assignment is for a capacity that its organisation has': `
    select a.id from assignment a where a.organisation_id is not null and a.valid_to is null and not exists (
      select 1 from organisation_capacity c where c.organisation_id = a.organisation_id and c.capacity = a.role)`,
  'the open steps of a process stand at organisations of that capacity': `
    select s.id from step s where s.state = 'open' and not exists (
      select 1 from organisation_capacity c where c.organisation_id = s.organisation_id and c.capacity = s.node)`,

  'an entry has the revision that it names': `
    select e.id from library_entry e left join library_entry_revision r on r.entry_id = e.id and r.revision = e.revision
    where r.entry_id is null`,
  'what was audited has content that was submitted': `
    select e.id from library_entry e join library_entry_revision r on r.entry_id = e.id and r.revision = e.revision
    where e.state in ('inAudit', 'approved', 'returned') and e.source = 'user' and r.submitted_at is null`,
  'a pinned entry counts, and was approved at the pinned revision': `
    select e.id from library_pin p join library_entry e on e.id = p.entry_id
    where e.approved_revision is null or p.revision > e.approved_revision`,
  'what is linked from a pinned entry counts, and was approved at the revision that the pin keeps': `
    select e.id from library_pin p cross join lateral jsonb_each_text(p.linked) kept
    join library_entry e on e.id = kept.key::uuid
    where e.approved_revision is null or kept.value::integer > e.approved_revision`,
  'every pick is pinned while its declaration counts': `
    select k.declaration_id as id from declaration_pick k join declaration d on d.id = k.declaration_id
    left join library_pin p on p.entry_id = k.entry_id and p.holder_id = k.declaration_id and p.revision = k.revision
    where d.state <> 'removed' and p.entry_id is null`,
  'every pin of a declaration is one of its picks': `
    select p.holder_id as id from library_pin p join declaration d on d.id = p.holder_id
    left join declaration_pick k on k.declaration_id = d.id and k.entry_id = p.entry_id
    where d.state = 'removed' or k.entry_id is null`,
  'a declaration picks entries of its own person': `
    select d.id from declaration_pick k join declaration d on d.id = k.declaration_id
    join library_entry e on e.id = k.entry_id where e.owner_id <> d.account_id`,

  'one declaration that counts per person and plan year': `
    select min(id::text)::uuid as id from declaration where state <> 'removed' and uses_year
    group by account_id, plan_year having count(*) > 1`,
  'a declaration has as many processes as rounds, and a snapshot of each': `
    select d.id from declaration d where
      d.round <> (select count(*) from process p where p.kind = 'declaration' and p.subject_id = d.id)
      or d.round <> (select count(*) from declaration_snapshot s where s.declaration_id = d.id and s.round <= d.round)
      or (d.round > 0) <> (d.submitted_at is not null)`,
  'a declaration stands where its latest round left it': `
    select d.id from declaration d left join process p
      on p.kind = 'declaration' and p.subject_id = d.id and p.round = d.round
    where case d.state
      when 'draft' then d.round <> 0
      when 'inAudit' then p.state is distinct from 'running'
      when 'returned' then p.state is distinct from 'returned'
      when 'approved' then p.state is distinct from 'passed'
      when 'terminated' then p.state is distinct from 'terminated'
      else p.state = 'running' end`,
  'only the convening unit admits': `
    select p.id from process p left join step s on s.process_id = p.id and s.state = 'passed'
    where p.kind = 'declaration' and p.state = 'passed'
    group by p.id having not coalesce(bool_or(s.node = 'convening'), false)`,
  'a submitted declaration is at a published version of its plan': `
    select d.id from declaration d join review_plan r on r.id = d.plan_id
    where d.plan_version > r.plan_version or r.state = 'draft'`,
  'a plan has as many versions as it was published': `
    select r.id from review_plan r
    where r.plan_version <> (select count(*) from review_plan_version v where v.plan_id = r.id)
      or (r.state = 'draft') <> (r.plan_version = 0)`,
  'the hash of a snapshot stands in the ledger': `
    select s.declaration_id as id from declaration_snapshot s where not exists (
      select 1 from ledger_event e where e.subject_id = s.declaration_id and e.action = 'freeze'
        and e.data->'round' = to_jsonb(s.round) and e.data->>'hash' = s.hash)`,
  'the files of a snapshot are what they were, and open to its auditors': `
    select s.declaration_id as id from declaration_snapshot s
    cross join lateral jsonb_each_text(s.file_hashes) frozen (file_id, hash)
    left join file f on f.id = frozen.file_id::uuid
    left join file_use u on u.file_id = f.id and u.subject_kind = 'declaration' and u.subject_id = s.declaration_id
    where f.hash is distinct from frozen.hash or u.file_id is null`,

  'what is occupied of approved posts is what counts against them': `
    select l.quota_id as id from post_quota_level l where l.occupied <> (
      select count(*) from post_quota_use u
      where (u.quota_id, u.level) = (l.quota_id, l.level) and u.occupies and u.released_at is null)`,
  'a post is held for a declaration that goes on': `
    select u.id from post_quota_use u join declaration d on d.id = u.declaration_id
    where u.released_at is null and d.state in ('removed', 'terminated')`,
  'an entry links to entries of its own person': `
    select l.from_entry_id as id from library_link l join library_entry e on e.id = l.from_entry_id
    join library_entry linked on linked.id = l.to_entry_id where linked.owner_id <> e.owner_id`,
  'a person is bound to a body that employs': `
    select b.id from binding b where b.state = 'approved' and not exists (
      select 1 from organisation_capacity c where c.organisation_id = b.organisation_id and c.capacity = 'employer')`,

  ...toldByLedger('binding', 'binding', 'pending'),
  ...toldByLedger('libraryEntry', 'library_entry', 'draft'),
  ...toldByLedger('declaration', 'declaration', 'draft'),
  ...toldByLedger('step', 'step', 'open'),
  ...toldByLedger('reviewPlan', 'review_plan', 'draft'),

  'no ID number stands in the ledger or in the name of a flow': `
    select subject_id as id from ledger_event where data::text ~ '${ID_NUMBER}'
    union all select id from process where flow_name ~ '${ID_NUMBER}'`,
};
