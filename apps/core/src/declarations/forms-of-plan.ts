import type { Database, Transaction } from '@zhicheng/database';
import type { Actor, Core } from '../context.ts';
import type { DeclarationRow } from './model.ts';

type Scope = Pick<Actor, 'role' | 'organisationId'>;

/**
 * Declarations of a plan that were before this organisation in this capacity, each with the latest round that was: what
 * it may print one by one, it may print together (AH-39.02).
 */
const SCOPED = `
  select d.id, max(p.round) as round
  from declaration d
    join process p on p.kind = 'declaration' and p.subject_id = d.id
    join step s on s.process_id = p.id
  where d.plan_id = :plan and d.state <> 'removed' and s.organisation_id = :organisation and s.node = :role
    and s.state <> 'cancelled'`;

export const countForms = async (db: Database | Transaction, { role, organisationId }: Scope, planId: string) => {
  const { rows } = await db.raw<{ rows: { count: number }[] }>(
    `select count(*)::int as count from (${SCOPED} group by d.id) scoped`,
    { plan: planId, organisation: organisationId ?? '', role },
  );
  return rows[0]?.count ?? 0;
};

export interface FormRow {
  readonly row: DeclarationRow;
  readonly round: number;
  readonly personName: string;
  readonly unitName: string;
}

/** The next declarations after `after`, in the order of their ids: as many as are held in memory at once. */
export async function formsAfter(
  { db }: Core,
  { role, organisationId }: Scope,
  { planId, after, size }: { planId: string; after: string | null; size: number },
): Promise<FormRow[]> {
  const { rows } = await db.raw<{
    rows: (DeclarationRow & { round_seen: number; person_name: string; unit_name: string })[];
  }>(
    `with scoped as (${SCOPED} ${after ? 'and d.id > :after' : ''} group by d.id order by d.id limit :size)
     select d.*, scoped.round as round_seen, x.name as person_name, o.name as unit_name
     from scoped join declaration d on d.id = scoped.id join person x on x.account_id = d.account_id
       join organisation o on o.id = d.organisation_id
     order by d.id`,
    { plan: planId, organisation: organisationId ?? '', role, size, ...(after && { after }) },
  );
  return rows.map(({ round_seen, person_name, unit_name, ...row }) => ({
    ...{ row, round: round_seen, personName: person_name, unitName: unit_name },
  }));
}

export interface ExportablePlan {
  readonly planId: string;
  readonly planName: string;
  readonly year: number;
  readonly forms: number;
}

/** Plans of which this organisation has seen declarations, the latest first. */
export async function exportablePlans({ core, actor }: { core: Core; actor: Actor }): Promise<ExportablePlan[]> {
  return core
    .db('declaration as d')
    .join('review_plan as r', 'r.id', 'd.plan_id')
    .whereNot('d.state', 'removed')
    .whereExists(
      core
        .db('process as p')
        .join('step as s', 's.process_id', 'p.id')
        .whereRaw(`p.kind = 'declaration' and p.subject_id = d.id`)
        .where({ 's.organisation_id': actor.organisationId, 's.node': actor.role })
        .whereNot('s.state', 'cancelled'),
    )
    .groupBy('r.id')
    .orderBy([
      { column: 'r.year', order: 'desc' },
      { column: 'r.id', order: 'desc' },
    ])
    .limit(100)
    .select<ExportablePlan[]>(
      ...['r.id as planId', 'r.name as planName', 'r.year'],
      core.db.raw('count(*)::int as forms'),
    );
}
