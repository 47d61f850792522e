import type { Database } from '@zhicheng/database';
import type { Gender } from '@zhicheng/profiles';
import { bindingFlow, CAPACITY_LABEL, statesThat } from '@zhicheng/workflow';
import type { Actor } from '../context.ts';
import { notFound } from '../errors.ts';
import { unreadCount } from '../notifications/queries.ts';
import { currentAssignments, type AssignmentDto } from './assignments.ts';
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
}

/** Who is signed in, in which assignment, and what must come first. Three queries. */
export async function me({ db, actor }: { db: Database; actor: Actor }): Promise<MeDto> {
  const [row, assignments, unreadNotifications] = await Promise.all([
    meRow(db, actor),
    currentAssignments(db, actor.accountId),
    unreadCount({ db, accountId: actor.accountId }),
  ]);
  if (!row) throw notFound('账号');
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
    unreadNotifications,
  };
}

function mustRegister(actor: Actor, person: boolean, unit: boolean): MeDto['mustRegister'] {
  if (actor.role === 'applicant') return person ? null : 'person';
  return unit ? null : 'unit';
}

const meRow = (db: Database, actor: Actor): Promise<MeRow | undefined> =>
  db('account')
    .leftJoin('person', 'person.account_id', 'account.id')
    .leftJoin('organisation', (on) => on.on(db.raw('organisation.id = ?', [actor.organisationId])))
    .where('account.id', actor.accountId)
    .first<MeRow>(
      'account.kind',
      'account.display_name',
      db.raw('person.account_id is not null as is_person'),
      db.raw('person.registered_at is not null as person_registered'),
      'person.series_code',
      'person.photo_file_id',
      db.raw(`organisation.registered_at is not null and exists (
        select 1 from organisation_capacity c
        where c.organisation_id = organisation.id and c.capacity = 'employer') as unit_registered`),
      'organisation.region_code',
    );

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

type JoinedRow = PersonRow & { id_type_name: string | null; series_name: string | null };

/** A person by account; null when the account is none. Scope is the caller's business. Takes a transaction as well. */
export async function personOf(db: Database, accountId: string): Promise<PersonDto | null> {
  const row = await db('person')
    .leftJoin('dictionary_item as id_type', (on) =>
      on.on('id_type.code', 'person.id_type').andOnVal('id_type.dictionary', 'idType'),
    )
    .leftJoin('title_series', 'title_series.code', 'person.series_code')
    .where({ account_id: accountId })
    .first<JoinedRow>('person.*', 'id_type.name as id_type_name', 'title_series.name as series_name');
  return row ? personDto(row) : null;
}

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
  const [person, workUnit] = await Promise.all([
    personOf(db, actor.accountId),
    db('binding')
      .join('organisation', 'organisation.id', 'binding.organisation_id')
      .where('binding.person_id', actor.accountId)
      .whereIn('binding.state', IN_FORCE)
      .first<{ id: string; name: string }>('organisation.id', 'organisation.name'),
  ]);
  if (!person) throw notFound('人员');
  return { ...person, workUnit: workUnit ?? null };
}
