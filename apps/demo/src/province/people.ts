import type { CoreApp } from '@zhicheng/core';
import type { Transaction } from '@zhicheng/database';
import { makeIdNumber, type Gender } from '@zhicheng/profiles';
import { masked } from '@zhicheng/series-kit';
import { nameFor } from './names.ts';

/** Whoever fills in a lot: people `from` to `to`, the first of them bound to unit `unit` and so on. */
export interface Somebody {
  readonly n: number;
  readonly unit: number;
  /** Rows in the library. */
  readonly entries: number;
}

const DAY = 86_400_000;
/** Birthdays run through forty years; each has a thousand numbers. */
const BIRTHDAYS = 40 * 365;
const FIRST_BIRTHDAY = Date.UTC(1963, 0, 1);

const birthDateOf = (n: number): string => new Date(FIRST_BIRTHDAY + (n % BIRTHDAYS) * DAY).toISOString().slice(0, 10);

function factsOf({ core }: CoreApp, { n, unit, entries }: Somebody, random: () => number) {
  const gender: Gender = random() < 0.52 ? 'female' : 'male';
  const birthDate = birthDateOf(n);
  const number = makeIdNumber({ birthDate, gender, serial: Math.floor(n / BIRTHDAYS) });
  return {
    ...{ n, unit, entries, gender, birth: birthDate, name: nameFor(gender, random) },
    cipher: core.cipher.seal(number).toString('hex'),
    fingerprint: core.cipher.fingerprint(number),
    masked: masked('idNumber', number),
    mobile: `100${String(n).padStart(8, '0')}`,
  };
}

/** Accounts, logins, persons and bindings; leaves the people of the lot in `new_person`. */
export async function insertPeople(
  app: CoreApp,
  trx: Transaction,
  people: readonly Somebody[],
  random: () => number,
): Promise<void> {
  await trx.raw(
    `create temp table new_person on commit drop as
     select uuidv7() as id, g.*, u.organisation_id, u.account_id as unit_account, u.name as unit_name, u.series, u.city,
       u.department_id, u.department_account, u.hrss_id, u.hrss_account, u.city_id, u.city_account,
       now() - interval '40 days' - random() * interval '3600 days' as since,
       case when luck < 0.95 then 'approved' when luck < 0.98 then 'pending' end as binding
     from (select *, random() as luck from jsonb_to_recordset(?::jsonb) as g (n integer, unit integer, entries integer,
         gender text, birth date, name text, cipher text, fingerprint text, masked text, mobile text)) g
       join province.unit u on u.n = g.unit`,
    [JSON.stringify(people.map((somebody) => factsOf(app, somebody, random)))],
  );
  for (const statement of PEOPLE) await trx.raw(statement);
}

const PROFILE = `jsonb_build_object('email', 'person' || n || '@example.invalid', 'address', '示例市示例路 ' || n || ' 号',
  'workStart', (birth + interval '23 years')::date, 'ethnicity', '{"code":"01","name":"汉族"}'::jsonb,
  'politicalStatus', '{"code":"13","name":"群众"}'::jsonb, 'education', '{"code":"21","name":"大学本科毕业"}'::jsonb,
  'degree', '{"code":"4","name":"学士"}'::jsonb, 'titleName', null, 'skillLevel', null, 'landline', null,
  'administrativePost', null, 'freelancer', false)`;

const PEOPLE = [
  `insert into account (id, kind, display_name, created_at) select id, 'person', name, since from new_person`,
  `insert into login (account_id, provider, subject, created_at)
   select id, 'sso-person', 'province-' || n, since from new_person`,
  `insert into person (account_id, name, id_type, id_number_cipher, id_number_hash, id_number_masked, mobile, gender,
     birth_date, profile, series_code, registered_at, version)
   select p.id, p.name, '111', decode(cipher, 'hex'), fingerprint, masked, mobile, gender, birth, ${PROFILE}, t.code, since, 2
   from new_person p join title_series t on t.plugin_code = p.series`,
  `insert into assignment (account_id, role, valid_from) select id, 'applicant', since from new_person`,
  `insert into new_event select 'person', id, seq, since, id, null, action, '{}'
   from new_person, (values (1, 'firstSignIn'), (2, 'register')) as of (seq, action)`,
  `create temp table new_binding on commit drop as
   select uuidv7() as id, p.id as person_id, p.name, p.organisation_id, p.unit_account, p.unit_name, p.binding as state,
     p.since + interval '1 hour' as asked_at, p.since + interval '2 days' as decided_at
   from new_person p where p.binding is not null`,
  `insert into binding (id, person_id, organisation_id, note, state, created_at, decided_at, version)
   select id, person_id, organisation_id, '在职，申请绑定。', state, asked_at,
     case state when 'approved' then decided_at end, case state when 'approved' then 2 else 1 end from new_binding`,
  `insert into new_event
   select 'binding', id, 1, asked_at, person_id, null, 'request', '{"organisationId":"' || organisation_id || '"}' from new_binding
   union all
   select 'binding', id, 2, decided_at, unit_account, organisation_id, 'pass', '{"from":"pending","reason":"同意","to":"approved"}'
   from new_binding where state = 'approved'`,
  `insert into new_process
   select uuidv7(), 'binding', id, 1, '个人注册', name || '申请绑定' || unit_name, person_id,
     case state when 'approved' then 'passed' else 'running' end, '{}', asked_at,
     case state when 'approved' then decided_at end from new_binding`,
  `insert into new_step
   select uuidv7(), p.id, 1, 'employer', b.organisation_id, case b.state when 'approved' then 'passed' else 'open' end,
     b.asked_at, b.person_id, null, b.decided_at, b.unit_account, '同意'
   from new_binding b join new_process p on p.subject_id = b.id`,
];
