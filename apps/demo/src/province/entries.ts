import { MARK, SLOTS, titleSql } from './forms.ts';

/** Rows of the register are approved as they come; of the others most are, some after a return. */
const FATE = `case when registered then 'auto' when fate < 0.10 then 'draft' when fate < 0.13 then 'inAudit'
  when fate < 0.15 then 'returned' when fate < 0.20 then 'mended' when fate < 0.22 then 'removed' else 'approved' end`;
const STATE = `case kind when 'auto' then 'approved' when 'mended' then 'approved' else kind end`;

/** In audit is what came lately; the rest is spread over ten years, more of it in the last ones. */
const CREATED = `case when kind = 'inAudit' then now() - age * interval '20 days'
  else greatest(now() - interval '60 days' - age * age * interval '3500 days', since) end`;

const event = (seq: string, at: string, by: string, action: string, data: string, where: string) =>
  `select 'libraryEntry', id, ${seq}, ${at}, ${by}, '${action}', '${data}' from new_entry where ${where}`;
const ownEvent = (seq: string, at: string, action: string, data: string, where: string) =>
  event(seq, at, 'owner_id, null::uuid', action, data, where);
const unitEvent = (seq: string, at: string, action: string, data: string, where: string) =>
  event(seq, at, 'unit_account, organisation_id', action, data, where);

const AUDITED = `kind in ('inAudit', 'returned', 'approved', 'mended')`;
const WHY = '佐证材料不清晰，请重新上传。';

/** One statement after the other: the library of a lot's people, with its audits. Needs `new_person`. */
export const ENTRIES = [
  `create temp table new_entry on commit drop as
   with drawn as materialized (
     select p.*, i, random() as fate, random() as age, floor(random() * ${SLOTS})::integer as slot, ${titleSql} as title
     from new_person p cross join generate_series(1, p.entries) i where p.binding = 'approved'
   ), kinds as (
     select d.*, f.entity, f.version as entity_version, f.data, f.title_field, f.search, f.flow_type, f.flow_name,
       f.registered, ${FATE} as kind
     from drawn d join province.form f on f.series = d.series and f.slot = d.slot
   )
   select uuidv7() as id, k.id as owner_id, name, organisation_id, unit_account, entity, entity_version, i, kind,
     ${STATE} as state, case when kind = 'mended' then 2 else 1 end as revision, flow_type, flow_name,
     jsonb_set(data, array[title_field], to_jsonb(title)) as data, replace(search, '${MARK}', title) as search,
     ${CREATED} as created_at
   from kinds k`,
  `insert into library_entry (id, owner_id, entity, state, revision, source, organisation_id, search, submitted_at,
     created_at, updated_at, version, approved_revision, register_no)
   select id, owner_id, entity, state, revision, case kind when 'auto' then 'auto' else 'user' end,
     case when kind not in ('draft', 'removed') then organisation_id end, search,
     case when kind in ('draft', 'removed') then null when kind = 'mended' then created_at + interval '10 days'
       else created_at + interval '10 minutes' end,
     created_at, created_at + interval '10 minutes', case kind when 'draft' then 1 when 'mended' then 6 else 3 end,
     case state when 'approved' then revision end, case kind when 'auto' then 'SL' || i end
   from new_entry`,
  `insert into library_entry_revision (entry_id, revision, entity_version, data, created_at, submitted_at)
   select id, r, entity_version, case when r < revision then data || '{"description":"更正前"}' else data end,
     created_at + (r - 1) * interval '9 days',
     case when kind not in ('draft', 'removed') then created_at + (r - 1) * interval '9 days' + interval '10 minutes' end
   from new_entry cross join generate_series(1, revision) r`,
  `insert into new_process
   select uuidv7(), 'libraryEntry', id, r, flow_type, name || flow_name, owner_id,
     case when kind = 'inAudit' then 'running' when kind = 'returned' or r < revision then 'returned' else 'passed' end,
     ('{"revision":' || r || '}')::jsonb, created_at + (r - 1) * interval '10 days' + interval '10 minutes',
     case when kind <> 'inAudit' then created_at + (r - 1) * interval '10 days' + interval '8 days' end
   from new_entry cross join generate_series(1, revision) r where ${AUDITED}`,
  `insert into new_step
   select uuidv7(), p.id, 1, 'employer', e.organisation_id, case p.state when 'running' then 'open' else p.state end,
     p.started_at, e.owner_id, null, p.ended_at, e.unit_account, case p.state when 'returned' then '${WHY}' else '同意' end
   from new_entry e join new_process p on p.subject_id = e.id`,
  `insert into new_event
   ${[
     ownEvent('1', 'created_at', 'create', `{"entity":"' || entity || '","revision":1}`, 'true'),
     ownEvent('2', 'created_at', 'remove', '{"from":"draft","to":"removed"}', `kind = 'removed'`),
     ownEvent('2', 'created_at', 'extract', '{"from":"draft","to":"approved"}', `kind = 'auto'`),
     ownEvent('2', `created_at + interval '10 minutes'`, 'submit', '{"from":"draft","to":"inAudit"}', AUDITED),
     unitEvent(
       '3',
       `created_at + interval '8 days'`,
       'return',
       `{"from":"inAudit","reason":"${WHY}","round":1,"to":"returned"}`,
       `kind in ('returned', 'mended')`,
     ),
     ownEvent(
       '4',
       `created_at + interval '9 days'`,
       'revise',
       `{"entity":"' || entity || '","revision":2}`,
       `kind = 'mended'`,
     ),
     ownEvent(
       '5',
       `created_at + interval '10 days'`,
       'submit',
       '{"from":"returned","to":"inAudit"}',
       `kind = 'mended'`,
     ),
     unitEvent(
       `case kind when 'mended' then 6 else 3 end`,
       `created_at + interval '18 days'`,
       'pass',
       `{"from":"inAudit","reason":"同意","round":' || revision || ',"to":"approved"}`,
       `kind in ('approved', 'mended')`,
     ),
   ].join('\n   union all ')}`,
];
