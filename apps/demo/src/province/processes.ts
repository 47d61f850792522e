import type { Transaction } from '@zhicheng/database';

/** What the statements of a lot hand over: processes, their steps, and events of the ledger. */
export const openLot = (trx: Transaction): Promise<unknown> =>
  trx.raw(`
    create temp table new_process (id uuid, kind text, subject_id uuid, round integer, flow_type text, flow_name text,
      applicant_id uuid, state text, route jsonb, started_at timestamptz, ended_at timestamptz) on commit drop;
    create temp table new_step (id uuid, process_id uuid, seq integer, node text, organisation_id uuid, state text,
      opened_at timestamptz, opened_by uuid, opened_for uuid, decided_at timestamptz, decided_by uuid, opinion text)
      on commit drop;
    create temp table new_event (subject_kind text, subject_id uuid, seq integer, at timestamptz, account_id uuid,
      organisation_id uuid, action text, data text) on commit drop`);

/** The word of a decision for each state of a step. */
const ACTION = `case state when 'passed' then 'pass' when 'returned' then 'return' else 'terminate' end`;

const PROCESSES = [
  `insert into process (id, kind, subject_id, round, flow_type, flow_name, applicant_id, state, route, started_at, ended_at)
   select * from new_process`,
  `insert into step (id, process_id, seq, node, organisation_id, state, opened_at, decided_at, decided_by, opinion, version)
   select id, process_id, seq, node, organisation_id, state, opened_at, case when state <> 'open' then decided_at end,
     case when state <> 'open' then decided_by end, case when state <> 'open' then opinion end,
     case when state <> 'open' then 2 else 1 end from new_step`,
  `insert into task (id, step_id, organisation_id, capacity, opened_at, closed_at, closed_by, outcome, kind, subject_id,
     flow_type, flow_name)
   select uuidv7(), s.id, s.organisation_id, s.node, s.opened_at, case when s.state <> 'open' then s.decided_at end,
     case when s.state <> 'open' then s.decided_by end,
     case s.state when 'passed' then 'pass' when 'returned' then 'return' when 'terminated' then 'terminate' end,
     p.kind, p.subject_id, p.flow_type, p.flow_name
   from new_step s join new_process p on p.id = s.process_id`,
  // JSON of an event is written as the ledger hashes it: names in order, no spaces.
  `insert into new_event
   select 'step', id, 1, opened_at, opened_by, opened_for, 'open', '{"node":"' || node || '","organisationId":"'
     || organisation_id || '","processId":"' || process_id || '"}' from new_step
   union all
   select 'step', id, 2, decided_at, decided_by, organisation_id, ${ACTION},
     '{"from":"open","reason":"' || opinion || '","to":"' || state || '"}' from new_step where state <> 'open'`,
  // Messages older than a year have been swept.
  `insert into notification (account_id, kind, text, link, created_at, read_at)
   select applicant_id, kind || 'Decided', flow_name || case state when 'passed' then '已审核通过。' else '没有通过。' end, '/home',
     ended_at, case when random() < 0.9 then ended_at + interval '1 day' end
   from new_process where ended_at > now() - interval '1 year'`,
];

const quoted = (column: string) => `coalesce('"' || ${column} || '"', 'null')`;
/** An event as `canonicalJson` would write it. */
const BODY = `'{"account_id":' || ${quoted('account_id')} || ',"action":"' || action || '","at":"'
  || to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '","data":' || data || ',"organisation_id":'
  || ${quoted('organisation_id')} || ',"seq":' || seq || ',"subject_id":"' || subject_id || '","subject_kind":"'
  || subject_kind || '"}'`;

const LEDGER = `
  insert into ledger_event
    (subject_kind, subject_id, seq, at, account_id, organisation_id, action, data, previous_hash, hash)
  select subject_kind, subject_id, seq, at, account_id, organisation_id, action, data::jsonb,
    coalesce(lag(hash) over chain, ''), hash
  from (
    select *, province.chain(body) over (partition by subject_id order by seq) as hash
    from (select *, ${BODY} as body from (
      select subject_kind, subject_id, seq, date_trunc('milliseconds', at) as at, account_id, organisation_id, action, data
      from new_event) event) told) chained
  window chain as (partition by subject_id order by seq)`;

/** Writes what was handed over. */
export async function closeLot(trx: Transaction): Promise<void> {
  for (const statement of [...PROCESSES, LEDGER]) await trx.raw(statement);
}
