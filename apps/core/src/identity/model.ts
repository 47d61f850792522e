import type { Role } from '@zhicheng/workflow';
import type { Gender } from '@zhicheng/profiles';

export type AccountKind = 'person' | 'unit' | 'builtin';
export type LoginProvider = 'sso-person' | 'sso-unit' | 'builtin';

export interface AccountRow {
  id: string;
  kind: AccountKind;
  display_name: string;
  disabled_at: Date | null;
}

export interface LoginRow {
  id: string;
  account_id: string;
  provider: LoginProvider;
  subject: string;
  password_hash: string | null;
}

/** A choice of a dictionary, stored with its name so that a frozen form needs no dictionary. */
export interface Choice {
  readonly code: string;
  readonly name: string;
}

/** What a person says about himself; stored as JSON (AH-02.09..18, AH-06.03). */
export interface PersonProfile {
  readonly politicalStatus?: Choice;
  readonly ethnicity?: Choice;
  readonly email?: string;
  readonly address?: string;
  /** ISO date. */
  readonly workStart?: string;
  readonly education?: Choice;
  readonly titleName?: string;
  readonly skillLevel?: string;
  readonly degree?: Choice;
  readonly landline?: string;
  readonly administrativePost?: string;
  readonly freelancer?: boolean;
}

export interface PersonRow {
  account_id: string;
  name: string;
  id_type: string;
  id_number_cipher: Buffer;
  id_number_hash: string;
  id_number_masked: string;
  mobile: string | null;
  gender: Gender;
  birth_date: string;
  profile: PersonProfile;
  series_code: string | null;
  photo_file_id: string | null;
  registered_at: Date | null;
  version: number;
}

export interface AssignmentRow {
  id: string;
  account_id: string;
  role: Role;
  organisation_id: string | null;
  valid_from: Date;
  valid_to: Date | null;
}
