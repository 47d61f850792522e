import { BaseModel, type ModelObject } from '@zhicheng/database';
import type { FileRef, Row } from '@zhicheng/series-kit';
import type { AuditorRole, Role } from '@zhicheng/workflow';
import type { accountRequestFields } from './account-fields.ts';

/** What an organisation can be; one body may be several (AH-37.02). */
export type Capacity = Exclude<Role, 'applicant' | 'system'>;

/** Everything about a unit that no rule asks for (AH-29.09..15, AH-30.03, AH-30.05). */
export interface UnitDetails {
  readonly legalRepresentative?: string;
  readonly legalPhone?: string;
  readonly address?: string;
  readonly contact?: string;
  readonly mobile?: string;
  readonly fax?: string;
  readonly email?: string;
  readonly industryCode?: string;
  readonly unitStatus?: string;
  readonly economicType?: string;
  readonly taxNumber?: string;
  readonly licenceKind?: string;
  readonly licenceNumber?: string;
  readonly licenceDate?: string;
  readonly licenceYears?: number;
  readonly approvalNumber?: string;
  readonly approvalDate?: string;
  readonly approvedBy?: string;
}

export class Organisation extends BaseModel {
  static override tableName = 'organisation';
  static override jsonAttributes = ['details'];
  declare id: string;
  declare name: string;
  declare uscc: string | null;
  declare region_code: string | null;
  /** Code of the dictionary unitNature. */
  declare unit_nature: string | null;
  declare central: boolean;
  declare details: UnitDetails;
  declare registered_at: Date | null;
  declare created_at: Date;
  declare version: number;
}

export type OrganisationRow = Readonly<ModelObject<Organisation>>;

export class OrganisationCapacity extends BaseModel {
  static override tableName = 'organisation_capacity';
  static override idColumn = ['organisation_id', 'capacity'];
  declare organisation_id: string;
  declare capacity: Capacity;
}

/** 单位注册 on its way through the bureau, where the province audits it (MG.02). The unit's data stand with the unit. */
export class UnitRegistration extends BaseModel {
  static override tableName = 'unit_registration';
  static override jsonAttributes = ['certificates'];
  declare id: string;
  declare organisation_id: string;
  declare state: string;
  declare certificates: readonly FileRef[];
  declare round: number;
  declare reason: string | null;
  declare created_by: string;
  declare created_at: Date;
  declare submitted_at: Date | null;
  declare decided_at: Date | null;
  declare version: number;
}

export type UnitRegistrationRow = Readonly<ModelObject<UnitRegistration>>;

/** 申请内置账号 of a bureau. */
export class AccountRequest extends BaseModel {
  static override tableName = 'account_request';
  static override jsonAttributes = ['content'];
  declare id: string;
  declare bureau_id: string;
  declare state: string;
  declare content: Row<typeof accountRequestFields>;
  declare created_by: string;
  declare created_at: Date;
  declare decided_at: Date | null;
  declare reason: string | null;
  declare account_id: string | null;
  declare version: number;
}

export type AccountRequestRow = Readonly<ModelObject<AccountRequest>>;

/** A person's request to belong to a unit, and what became of it. */
export class Binding extends BaseModel {
  static override tableName = 'binding';
  declare id: string;
  declare person_id: string;
  declare organisation_id: string;
  declare note: string | null;
  declare state: string;
  declare reason: string | null;
  declare created_at: Date;
  declare decided_at: Date | null;
  declare version: number;
}

export type BindingRow = Readonly<ModelObject<Binding>>;

/** Capacities in which a unit audits who is bound to it. */
export const BINDING_NODES = ['employer', 'department'] as const satisfies readonly AuditorRole[];
