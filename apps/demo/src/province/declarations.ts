import { YEARS } from './plans.ts';

/** Of each person: how likely a declaration of a year is. */
const SHARE = 0.045;
const WHY = '材料不完整，请补充后重新提交。';

/** What became of a declaration: of former years it is over, of this year most are under way. */
const FATE = `case when w.year = w.this_year then
    case when w.fate < 0.45 then 'inAudit' when w.fate < 0.70 then 'draft' when w.fate < 0.78 then 'returned'
      when w.fate < 0.82 then 'terminated' when w.fate < 0.85 then 'removed' else 'approved' end
  else
    case when w.fate < 0.06 then 'draft' when w.fate < 0.11 then 'returned' when w.fate < 0.21 then 'terminated'
      when w.fate < 0.25 then 'removed' else 'approved' end end`;

const FLOW_NAME = `d.unit_name || '-' || d.name || '身份证(' || d.masked || ')-申报' || d.series_name || '系列-'
  || d.specialty_name || '专业-' || d.title_name || '职称'`;

/** Body and administrator of each level of the way: unit, department, bureau, department of the city, convening unit. */
const LEVELS = `(values (1, 'employer', d.organisation_id, d.unit_account), (2, 'department', d.department_id, d.department_account),
  (3, 'hrss', d.hrss_id, d.hrss_account), (4, 'department', d.city_id, d.city_account),
  (5, 'convening', d.convening_id, d.convening_account)) as at (level, node, organisation_id, account_id)`;

/** One statement after the other: the declarations of a lot's people, with rounds, pins and snapshots. Needs `new_entry`. */
export const DECLARATIONS = [
  `create temp table new_declaration on commit drop as
   with drawn as materialized (
     select p.*, y as year, extract(year from now() + interval '8 hours')::integer as this_year, random() as declares,
       random() as fate, random() as mended, 1 + floor(random() * 5)::integer as level, random() as age,
       1 + floor(random() * 1000)::integer as choice
     from new_person p cross join lateral (select extract(year from now() + interval '8 hours')::integer - i as y
       from generate_series(0, ${YEARS - 1}) i) years
     where p.binding = 'approved'
   )
   select uuidv7() as id, w.n, w.id as account_id, w.name, w.masked, w.organisation_id, w.unit_account, w.unit_name,
     w.department_id, w.department_account, w.hrss_id, w.hrss_account, w.city_id, w.city_account, w.series, w.year,
     ${FATE} as state, mended < 0.12 as twice,
     r.id as plan_id, r.convening_id, r.convening_account, r.series_code, r.series_name, r.title_id, r.title_name,
     r.level as title_level, r.specialty_ids[1 + choice % cardinality(r.specialty_ids)] as specialty_id,
     r.specialty_names[1 + choice % cardinality(r.specialty_ids)] as specialty_name, w.level,
     case when w.year = w.this_year then now() - interval '6 days' - age * interval '23 days'
       else make_timestamptz(w.year, 3, 2, 1, 0, 0, 'UTC') + age * interval '110 days' end as created_at,
     case when w.year = w.this_year then interval '12 hours' else interval '9 days' end as pace
   from drawn w join province.plan r on r.series = w.series and r.city = w.city and r.year = w.year
   where w.declares < ${SHARE}`,
  `create temp table new_round on commit drop as
   select d.id, 1 as round, case when last.rounds = 2 then 'returned' else d.state end as state,
     case when last.rounds = 2 then 2 when d.state = 'approved' then 5 else d.level end as level, d.created_at + interval '1 day' as at
   from new_declaration d cross join lateral (select case when d.twice and d.state in ('approved', 'inAudit') then 2 else 1 end as rounds) last
   where d.state not in ('draft', 'removed')
   union all
   select d.id, 2, d.state, case when d.state = 'approved' then 5 else d.level end, d.created_at + interval '1 day' + 2.5 * d.pace
   from new_declaration d where d.twice and d.state in ('approved', 'inAudit')`,
  `insert into declaration (id, account_id, plan_id, plan_version, plan_year, kind, series_code, specialty_id, title_id,
     organisation_id, state, round, record_no, created_at, submitted_at, version)
   select d.id, account_id, plan_id, 1, year, case when n % 9 = 0 then 'EXCEPTIONAL' else 'REGULAR' end, series_code,
     specialty_id, title_id, organisation_id, d.state, coalesce(r.round, 0), 'ZC' || year || '-' || lpad(n::text, 8, '0'),
     created_at, r.at, 5
   from new_declaration d left join lateral (select max(round) as round, max(at) as at from new_round where id = d.id) r on true`,
  `create temp table new_pick on commit drop as
   select d.id, d.state, d.year, e.id as entry_id, e.revision, e.ordinal
   from new_declaration d join (
     select owner_id, id, revision, row_number() over (partition by owner_id order by i) as ordinal
     from new_entry where state = 'approved' and entity = 'experience') e on e.owner_id = d.account_id and e.ordinal <= 3`,
  `insert into declaration_pick (declaration_id, section, entry_id, revision, ordinal)
   select id, 'experiences', entry_id, revision, ordinal from new_pick`,
  `insert into library_pin (entry_id, revision, holder_id, holder_label)
   select entry_id, revision, id, year || ' 年申报' from new_pick where state <> 'removed'`,
  `insert into declaration_form (declaration_id, section, data)
   select id, 'profile', '{"health":"健康","birthplace":"示例省示例市","workYears":18,"ethnicity":{"code":"01","name":"汉族"}}'
   from new_declaration`,
  `insert into declaration_snapshot (declaration_id, round, schema_version, dossier, verdict, blocks, file_hashes, hash, created_at)
   select r.id, r.round, 1, s.dossier, s.verdict, s.blocks, '{}', s.hash, r.at
   from new_round r join new_declaration d on d.id = r.id join province.snapshot s on s.series = d.series`,
  `insert into new_process
   select uuidv7(), 'declaration', r.id, r.round, '职称申报', ${FLOW_NAME}, d.account_id,
     case r.state when 'inAudit' then 'running' when 'approved' then 'passed' else r.state end,
     jsonb_build_object('level', d.title_level, 'mode', 'REVIEW', 'seriesCode', d.series_code, 'conveningId', d.convening_id),
     r.at, case when r.state <> 'inAudit' then r.at + r.level * d.pace end
   from new_round r join new_declaration d on d.id = r.id`,
  `insert into new_step
   select uuidv7(), p.id, at.level, at.node, at.organisation_id,
     case when at.level < r.level or r.state = 'approved' then 'passed' when r.state = 'inAudit' then 'open' else r.state end,
     r.at + (at.level - 1) * d.pace, coalesce(lag(at.account_id) over w, d.account_id), lag(at.organisation_id) over w,
     r.at + at.level * d.pace, at.account_id,
     case when at.level < r.level or r.state in ('approved', 'inAudit') then '同意' else '${WHY}' end
   from new_round r join new_declaration d on d.id = r.id
     join new_process p on p.kind = 'declaration' and p.subject_id = r.id and p.round = r.round
     cross join lateral ${LEVELS}
   where at.level <= r.level
   window w as (partition by p.id order by at.level)`,
  `insert into new_event
   select 'declaration', id, 1, created_at, account_id, null::uuid, 'create',
     '{"planId":"' || plan_id || '","planVersion":1,"promised":true}' from new_declaration
   union all
   select 'declaration', id, 2, created_at + interval '1 hour', account_id, null, 'remove', '{"from":"draft","to":"removed"}'
   from new_declaration where state = 'removed'
   union all
   select 'declaration', r.id, r.round * 3 - 1, r.at, d.account_id, null, 'submit', '{"from":"' ||
     case r.round when 1 then 'draft' else 'returned' end || '","round":' || r.round || ',"to":"inAudit"}'
   from new_round r join new_declaration d on d.id = r.id
   union all
   select 'declaration', r.id, r.round * 3, r.at, d.account_id, null, 'freeze', '{"hash":"' || s.hash || '","round":' || r.round || '}'
   from new_round r join new_declaration d on d.id = r.id join province.snapshot s on s.series = d.series
   union all
   select 'declaration', r.id, r.round * 3 + 1, r.at + r.level * d.pace, at.account_id, at.organisation_id,
     case r.state when 'approved' then 'admit' when 'returned' then 'return' else 'terminate' end,
     '{"from":"inAudit","node":"' || at.node || '","reason":"' || case r.state when 'approved' then '同意' else '${WHY}' end
       || '","round":' || r.round || ',"to":"' || r.state || '"}'
   from new_round r join new_declaration d on d.id = r.id cross join lateral ${LEVELS}
   where r.state <> 'inAudit' and at.level = r.level`,
];
