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

type Row = Omit<AssignmentDto, 'capacityLabel'>;

/** The assignments that the account `account.id` stands for holds today, as a column of a larger query: JSON rows. */
export const HELD_ASSIGNMENTS = `(
  select coalesce(json_agg(json_build_object('id', a.id, 'role', a.role,
      'organisationId', a.organisation_id, 'organisationName', body.name)
    order by a.role <> 'applicant', a.valid_from, a.id), '[]')
  from assignment a left join organisation body on body.id = a.organisation_id
  where a.account_id = account.id and a.valid_from <= zc_now() and (a.valid_to is null or a.valid_to > zc_now()))`;

/** What such a column holds, with its words. */
export const assignmentsOf = (held: readonly Row[]): AssignmentDto[] =>
  held.map((row) => ({ ...row, capacityLabel: CAPACITY_LABEL[row.role] }));

/** The assignments that an account holds today, by the database's clock; its own person first, then the oldest. */
export async function currentAssignments(db: Database, accountId: string): Promise<AssignmentDto[]> {
  const account = await db('account')
    .where({ id: accountId })
    .first<{ held: Row[] } | undefined>(db.raw(`${HELD_ASSIGNMENTS} as held`));
  return assignmentsOf(account?.held ?? []);
}
