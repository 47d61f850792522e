import type { AuditorRole, Role } from '@zhicheng/workflow';

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

export interface OrganisationRow {
  id: string;
  name: string;
  uscc: string | null;
  region_code: string | null;
  /** Code of the dictionary unitNature. */
  unit_nature: string | null;
  central: boolean;
  details: UnitDetails;
  registered_at: Date | null;
  version: number;
}

export interface BindingRow {
  id: string;
  person_id: string;
  organisation_id: string;
  note: string | null;
  state: string;
  reason: string | null;
  created_at: Date;
  decided_at: Date | null;
  version: number;
}

/** Capacities in which a unit audits who is bound to it. */
export const BINDING_NODES = ['employer', 'department'] as const satisfies readonly AuditorRole[];
