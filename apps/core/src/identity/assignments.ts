import type { Database } from '@zhicheng/database';
import { CAPACITY_LABEL, type Role } from '@zhicheng/workflow';

export interface AssignmentDto {
  readonly id: string;
  readonly role: Role;
  readonly capacityLabel: string;
  /** null for an applicant. */
  readonly organisationId: string | null;
  readonly organisationName: string | null;
}

/** The assignments that an account holds today, by the database's clock; its own person first, then the oldest. */
export async function currentAssignments(db: Database, accountId: string): Promise<AssignmentDto[]> {
  const rows = await db('assignment')
    .leftJoin('organisation', 'organisation.id', 'assignment.organisation_id')
    .where('assignment.account_id', accountId)
    .whereRaw('assignment.valid_from <= zc_now() and (assignment.valid_to is null or assignment.valid_to > zc_now())')
    .orderByRaw(`assignment.role <> 'applicant', assignment.valid_from, assignment.id`)
    .select<Omit<AssignmentDto, 'capacityLabel'>[]>(
      'assignment.id',
      'assignment.role',
      'assignment.organisation_id as organisationId',
      'organisation.name as organisationName',
    );
  return rows.map((row) => ({ ...row, capacityLabel: CAPACITY_LABEL[row.role] }));
}
