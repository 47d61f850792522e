import { BaseModel, type ModelObject } from '@zhicheng/database';
import type { Role } from '@zhicheng/workflow';
import type { Gender } from '@zhicheng/profiles';

export type AccountKind = 'person' | 'unit' | 'builtin';
export type LoginProvider = 'sso-person' | 'sso-unit' | 'builtin';

export class Account extends BaseModel {
  static override tableName = 'account';
  declare id: string;
  declare kind: AccountKind;
  declare display_name: string;
  declare created_at: Date;
  declare disabled_at: Date | null;
}

/** A way to sign in to an account; several may lead to one. */
export class Login extends BaseModel {
  static override tableName = 'login';
  declare id: string;
  declare account_id: string;
  declare provider: LoginProvider;
  declare subject: string;
  /** argon2id; of built-in logins only. */
  declare password_hash: string | null;
  /** Somebody else set it: it serves for changing it and nothing else. */
  declare must_change_password: boolean;
  declare created_at: Date;
}

/** A failed attempt, or one under way; the subject is what the limit counts by. */
export class LoginFailure extends BaseModel {
  static override tableName = 'login_failure';
  static override idColumn = ['subject', 'at'];
  declare subject: string;
  declare at: Date;
}

/** A choice of a dictionary, stored with its name so that a frozen form needs no dictionary. */
export interface Choice {
  readonly code: string;
  readonly name: string;
}

/** What a person says about himself; stored as JSON (AH-02.09..18, AH-06.03). Nothing before 个人注册; null: left blank. */
export interface PersonProfile {
  readonly politicalStatus?: Choice;
  readonly ethnicity?: Choice;
  readonly email?: string;
  readonly address?: string | null;
  /** ISO date. */
  readonly workStart?: string;
  readonly education?: Choice;
  readonly titleName?: string | null;
  readonly skillLevel?: string | null;
  readonly degree?: Choice | null;
  readonly landline?: string | null;
  readonly administrativePost?: string | null;
  readonly freelancer?: boolean;
}

export class Person extends BaseModel {
  static override tableName = 'person';
  static override idColumn = 'account_id';
  static override jsonAttributes = ['profile'];
  declare account_id: string;
  declare name: string;
  declare id_type: string;
  declare id_number_cipher: Buffer;
  declare id_number_hash: string;
  declare id_number_masked: string;
  declare mobile: string | null;
  declare gender: Gender;
  /** ISO date. */
  declare birth_date: string;
  declare profile: PersonProfile;
  declare series_code: string | null;
  declare photo_file_id: string | null;
  declare registered_at: Date | null;
  declare version: number;
}

export type PersonRow = Readonly<ModelObject<Person>>;

/** A role that an account holds for an organisation, or as a person for himself. */
export class Assignment extends BaseModel {
  static override tableName = 'assignment';
  declare id: string;
  declare account_id: string;
  declare role: Role;
  declare organisation_id: string | null;
  declare valid_from: Date;
  declare valid_to: Date | null;
}

export class Session extends BaseModel {
  static override tableName = 'session';
  /** Hash of the token. */
  declare id: string;
  declare account_id: string;
  declare assignment_id: string | null;
  declare expires_at: Date;
  declare created_at: Date;
}

/** Who saw what of whom in clear. */
export class Reveal extends BaseModel {
  static override tableName = 'reveal_log';
  declare id: string;
  declare at: Date;
  declare account_id: string;
  declare organisation_id: string | null;
  declare person_id: string;
  declare what: string;
  declare purpose: string;
}
