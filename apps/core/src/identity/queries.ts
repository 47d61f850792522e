import type { Database, Knex } from '@zhicheng/database';
import type { Gender } from '@zhicheng/profiles';
import { bindingFlow, CAPACITY_LABEL, statesThat } from '@zhicheng/workflow';
import type { Actor } from '../context.ts';
import { notFound } from '../errors.ts';
import { UNREAD } from '../notifications/queries.ts';
import { assignmentsOf, HELD_ASSIGNMENTS, type AssignmentDto } from './assignments.ts';
import type { AccountKind, PersonProfile, PersonRow } from './model.ts';

export interface MeDto {
  readonly account: { readonly id: string; readonly kind: AccountKind; readonly name: string };
  readonly assignment: AssignmentDto;
  readonly assignments: readonly AssignmentDto[];
  /** Of an account that is a person. */
  readonly person: {
    readonly registered: boolean;
    readonly seriesCode: string | null;
    readonly photoFileId: string | null;
  } | null;
  /** Of an account acting for an organisation. */
  readonly unit: { readonly registered: boolean; readonly regionCode: string | null } | null;
  /** The registration without which nothing else is shown (AH-01.14, AH-29.05). */
  readonly mustRegister: 'person' | 'unit' | null;
  /** Signed in with a password that somebody else set; nothing else is shown before it is changed. */
  readonly mustChangePassword: boolean;
  readonly unreadNotifications: number;
}

interface MeRow {
  kind: AccountKind;
  display_name: string;
  is_person: boolean;
  person_registered: boolean;
  series_code: string | null;
  photo_file_id: string | null;
  unit_registered: boolean;
  region_code: string | null;
  held: Parameters<typeof assignmentsOf>[0];
  unread: number;
}

/** Who is signed in, in which assignment, and what must come first: every page asks. One query. */
export async function me({ db, actor }: { db: Database; actor: Actor }): Promise<MeDto> {
  const { rows } = await db.raw<{ rows: MeRow[] }>(ME, [actor.organisationId, actor.accountId]);
  const [row] = rows;
  if (!row) throw notFound('账号');
  const assignments = assignmentsOf(row.held);
  const assignment = assignments.find(({ id }) => id === actor.assignmentId) ?? {
    id: actor.assignmentId,
    role: actor.role,
    capacityLabel: CAPACITY_LABEL[actor.role],
    organisationId: actor.organisationId,
    organisationName: null,
  };
  const registered = actor.role === 'employer' ? row.unit_registered : true;
  return {
    account: { id: actor.accountId, kind: row.kind, name: row.display_name },
    assignment,
    assignments,
    person: row.is_person
      ? { registered: row.person_registered, seriesCode: row.series_code, photoFileId: row.photo_file_id }
      : null,
    unit: actor.organisationId ? { registered, regionCode: row.region_code } : null,
    mustRegister: mustRegister(actor, row.person_registered, registered),
    mustChangePassword: actor.mustChangePassword === true,
    unreadNotifications: row.unread,
  };
}

function mustRegister(actor: Actor, person: boolean, unit: boolean): MeDto['mustRegister'] {
  if (actor.role === 'applicant') return person ? null : 'person';
  return unit ? null : 'unit';
}

const ME = `
  select account.kind, account.display_name, person.account_id is not null as is_person,
    person.registered_at is not null as person_registered, person.series_code, person.photo_file_id,
    unit.registered_at is not null and exists (
      select 1 from organisation_capacity c where c.organisation_id = unit.id and c.capacity = 'employer'
    ) as unit_registered,
    unit.region_code, ${HELD_ASSIGNMENTS} as held, ${UNREAD} as unread
  from account
    left join person on person.account_id = account.id
    left join organisation unit on unit.id = ?
  where account.id = ?`;

/** 男, 女: as forms print it. */
export const GENDER_LABEL: Readonly<Record<Gender, string>> = { male: '男', female: '女' };

/** What other nouns may know of a person; the ID number only as its mask. */
export interface PersonDto {
  readonly id: string;
  readonly name: string;
  readonly idType: string;
  readonly idTypeName: string;
  readonly idNumberMasked: string;
  readonly mobile: string | null;
  readonly gender: Gender;
  readonly genderLabel: string;
  /** ISO date. */
  readonly birthDate: string;
  readonly profile: PersonProfile;
  readonly seriesCode: string | null;
  readonly seriesName: string | null;
  readonly photoFileId: string | null;
  readonly registeredAt: Date | null;
  readonly version: number;
}

type JoinedRow = PersonRow & {
  id_type_name: string | null;
  series_name: string | null;
  work_unit?: ProfileDto['workUnit'];
};

/** A person by account; null when the account is none. Scope is the caller's business. Takes a transaction as well. */
export async function personOf(db: Database, accountId: string): Promise<PersonDto | null> {
  const row = await personRow(db, accountId);
  return row ? personDto(row) : null;
}

const personRow = (db: Database, accountId: string, ...more: readonly Knex.Raw[]): Promise<JoinedRow | undefined> =>
  db('person')
    .leftJoin('dictionary_item as id_type', (on) =>
      on.on('id_type.code', 'person.id_type').andOnVal('id_type.dictionary', 'idType'),
    )
    .leftJoin('title_series', 'title_series.code', 'person.series_code')
    .where({ account_id: accountId })
    .first<JoinedRow | undefined>(
      'person.*',
      'id_type.name as id_type_name',
      'title_series.name as series_name',
      ...more,
    );

const personDto = (row: JoinedRow): PersonDto => ({
  id: row.account_id,
  name: row.name,
  idType: row.id_type,
  idTypeName: row.id_type_name ?? row.id_type,
  idNumberMasked: row.id_number_masked,
  mobile: row.mobile,
  gender: row.gender,
  genderLabel: GENDER_LABEL[row.gender],
  birthDate: row.birth_date,
  profile: row.profile,
  seriesCode: row.series_code,
  seriesName: row.series_name,
  photoFileId: row.photo_file_id,
  registeredAt: row.registered_at,
  version: row.version,
});

const IN_FORCE = statesThat(bindingFlow, (state) => state.approved === true);

export interface ProfileDto extends PersonDto {
  /** 工作单位: the unit whose approval is in force. */
  readonly workUnit: { readonly id: string; readonly name: string } | null;
}

/** The actor's own personal data (AH-06.02..05, and 基础信息 of AH-02). Throws NOT_FOUND where there is no person. */
export async function ownProfile({ db, actor }: { db: Database; actor: Actor }): Promise<ProfileDto> {
  const row = await personRow(db, actor.accountId, db.raw(`${WORK_UNIT} as work_unit`, [[...IN_FORCE]]));
  if (!row) throw notFound('人员');
  return { ...personDto(row), workUnit: row.work_unit ?? null };
}

const WORK_UNIT = `(
  select jsonb_build_object('id', unit.id, 'name', unit.name)
  from binding join organisation unit on unit.id = binding.organisation_id
  where binding.person_id = person.account_id and binding.state = any(?) limit 1)`;
