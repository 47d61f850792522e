import { randomUUID } from 'node:crypto';
import type { Database } from '@zhicheng/database';
import { makeUscc, type Profile, type Region } from '@zhicheng/profiles';

/** The largest unit of the province, a hospital. */
const LARGEST = 8000;
const USUAL = 60;

/** People per unit, largest first: one hospital of 8,000 (of a small province an eighth), then ever smaller ones. */
export function unitSizes(people: number): number[] {
  const largest = Math.min(LARGEST, Math.ceil(people / 8));
  const count = Math.max(6, Math.round(people / USUAL));
  const shares = Array.from({ length: count - 1 }, (_, index) => 1 / (index + 8) ** 0.75);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const rest = shares.map((share) => Math.max(1, Math.floor(((people - largest) * share) / total)));
  const left = people - largest - rest.reduce((sum, size) => sum + size, 0);
  return [largest + left, ...rest];
}

/** What people of a unit declare in, and what such units are called. */
export interface UnitKind {
  readonly series: string;
  readonly names: readonly string[];
  readonly nature: string;
  readonly share: number;
}

interface Body {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly region: string;
  readonly capacity: string;
}
/** An auditing body with its administrator; a second one shares the work of the cities' departments. */
const bodyOf = (region: Region, name: string, capacity: string): Body => ({
  ...{ id: randomUUID(), account: randomUUID(), name, region: region.code, capacity },
});

export interface ConveningBody extends Body {
  readonly series: string;
}
export interface Bodies {
  readonly departments: ReadonlyMap<string, Body>;
  readonly bureaus: ReadonlyMap<string, Body>;
  readonly convening: readonly ConveningBody[];
}

/** In every city and county a department and a bureau; in every city a convening unit of each series. */
export function bodiesOf(profile: Profile, kinds: readonly UnitKind[]): Bodies {
  const places = profile.regions.filter(({ level }) => level !== 'province');
  const cities = places.filter(({ level }) => level === 'city');
  return {
    departments: new Map(places.map((place) => [place.code, bodyOf(place, `${place.name}示例主管局`, 'department')])),
    bureaus: new Map(
      places.map((place) => [place.code, bodyOf(place, `${place.name}示例人力资源和社会保障局`, 'hrss')]),
    ),
    convening: cities.flatMap((city) =>
      kinds.map(({ series, names: [name] }) => ({
        ...bodyOf(city, `${city.name}示例${name ?? ''}系列评委会组建单位`, 'convening'),
        series,
      })),
    ),
  };
}

/** The counties of the province, the larger ones first, as often as there are units. */
const countyAt = (profile: Profile, index: number): Region => {
  const counties = profile.regions.filter(({ level }) => level === 'county');
  const county = counties[index % counties.length];
  if (!county) throw new Error('the profile has no counties');
  return county;
};

interface Unit extends Body {
  readonly n: number;
  readonly series: string;
  readonly uscc: string;
  readonly nature: string;
  readonly size: number;
}

/** The largest unit is of the first kind; the others by share. */
export function unitsOf(profile: Profile, kinds: readonly UnitKind[], sizes: readonly number[]): Unit[] {
  const byShare = kinds.flatMap((kind) => Array.from({ length: kind.share }, () => kind));
  return sizes.map((size, n) => {
    const kind = byShare[n % byShare.length] ?? kinds[0];
    if (!kind) throw new Error('no kinds of units');
    const county = countyAt(profile, n);
    const name = kind.names[n % kind.names.length] ?? '';
    return {
      ...bodyOf(county, `${county.name}示例${name}${n + 1}`, 'employer'),
      ...{ n, size, series: kind.series, nature: kind.nature, uscc: makeUscc({ serial: n + 1_000_000, kind: '12' }) },
    };
  });
}

const json = (rows: readonly object[]): string => JSON.stringify(rows);

/** Organisations, capacities, accounts, assignments of all bodies and units, and the audit tree over them. */
export async function insertOrganisations(db: Database, profile: Profile, bodies: Bodies, units: readonly Unit[]) {
  const auditors = [...bodies.departments.values(), ...bodies.bureaus.values(), ...bodies.convening];
  await insertBodies(db, [
    ...auditors.map((body) => ({ ...body, nature: 'AUTHORITY', uscc: null, provider: 'builtin' })),
    ...units.map((unit) => ({ ...unit, provider: 'sso-unit' })),
  ]);
  await db.raw(
    `insert into audit_edge (from_organisation_id, from_capacity, to_organisation_id, to_capacity, series_codes)
     select e."from", e.was, e."to", e.next, case when e.series is not null then array[t.code] end
     from jsonb_to_recordset(?::jsonb) as e ("from" uuid, was text, "to" uuid, next text, series text)
       left join title_series t on t.plugin_code = e.series`,
    [json(edgesOf(profile, bodies, units))],
  );
  await db.raw(
    `insert into province.unit
     select u.n, u.series, u.id, u.account, u.name, r.parent_code, d.id, d.account, h.id, h.account, c.id, c.account
     from jsonb_to_recordset(:units::jsonb) as u (n int, series text, id uuid, account uuid, name text, region text)
       join region r on r.code = u.region
       join jsonb_to_recordset(:departments::jsonb) as d (region text, id uuid, account uuid) on d.region = u.region
       join jsonb_to_recordset(:bureaus::jsonb) as h (region text, id uuid, account uuid) on h.region = u.region
       join jsonb_to_recordset(:departments::jsonb) as c (region text, id uuid, account uuid) on c.region = r.parent_code`,
    {
      units: json(units),
      departments: json([...bodies.departments.values()]),
      bureaus: json([...bodies.bureaus.values()]),
    },
  );
}

async function insertBodies(db: Database, bodies: readonly object[]): Promise<void> {
  await db.raw(
    `with body as (
       select * from jsonb_to_recordset(?::jsonb) as body
         (id uuid, account uuid, name text, region text, capacity text, nature text, uscc text, provider text)
     ), organisations as (
       insert into organisation (id, name, uscc, region_code, unit_nature, details, registered_at)
       select id, name, uscc, region, nature, '{"contact":"示例联系人","mobile":"0000-0000 0010"}', now() from body
     ), capacities as (
       insert into organisation_capacity select id, capacity from body
     ), accounts as (
       insert into account (id, kind, display_name)
       select account, case provider when 'builtin' then 'builtin' else 'unit' end, '示例管理员' from body
     ), logins as (
       insert into login (account_id, provider, subject, password_hash)
       select account, provider, 'province-' || row_number() over (order by name, id),
         case provider when 'builtin' then 'no password opens this' end from body
     )
     insert into assignment (account_id, role, organisation_id) select account, capacity, id from body`,
    [json(bodies)],
  );
}

/** 单位 → 县主管 → 县人社 → 市主管 → 组建单位 of the series. */
function edgesOf(profile: Profile, { departments, bureaus, convening }: Bodies, units: readonly Unit[]) {
  const edge = (from?: Body, to?: Body, series: string | null = null) =>
    from && to ? [{ from: from.id, was: from.capacity, to: to.id, next: to.capacity, series }] : [];
  const counties = profile.regions.filter(({ level }) => level === 'county');
  return [
    ...units.flatMap((unit) => edge(unit, departments.get(unit.region))),
    ...counties.flatMap(({ code, parent }) => [
      ...edge(departments.get(code), bureaus.get(code)),
      ...edge(bureaus.get(code), departments.get(parent ?? '')),
    ]),
    ...convening.flatMap((body) => edge(departments.get(body.region), body, body.series)),
  ];
}
