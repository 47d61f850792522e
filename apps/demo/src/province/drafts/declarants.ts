import type { CoreApp } from '@zhicheng/core';
import type { Player } from '../../actors.ts';

/** Somebody of a province who may declare this year, with the plan of his city. */
export interface Declarant {
  readonly account: string;
  readonly assignment: string;
  readonly name: string;
  readonly unit: string;
  readonly unit_account: string;
  readonly plan: string;
}

/** Born later, somebody would have begun to work as a child: the one declaration that all have says since when. */
const BORN_BEFORE = '1988-01-01';

/**
 * People who have not declared this year and whose unit's way leads to a plan of the series, spread over the units: those
 * of the series first, then of others; before them those without an assessment, for each year has one only and drafts
 * bring their own.
 */
export async function declarantsOf(
  { core: { db } }: CoreApp,
  { series, year, count }: { readonly series: string; readonly year: number; readonly count: number },
): Promise<readonly Declarant[]> {
  const { rows } = await db.raw<{ rows: Declarant[] }>(
    `select p.account_id as account, a.id as assignment, p.name, u.id as unit, e.account_id as unit_account, plan.id as plan
     from person p
       join assignment a on a.account_id = p.account_id and a.role = 'applicant'
       join binding b on b.person_id = p.account_id and b.state = 'approved'
       join organisation u on u.id = b.organisation_id and u.registered_at is not null
       join assignment e on e.organisation_id = u.id and e.role = 'employer'
       join region county on county.code = u.region_code
       join lateral (
         select r.id, r.series_code from review_plan r
           join organisation c on c.id = r.convening_organisation_id and c.region_code = county.parent_code
           join title_series s on s.code = r.series_code and s.plugin_code = :series
         where r.year = :year and r.state = 'published' order by r.id limit 1) plan on true
     where p.birth_date < :born and p.registered_at is not null
       and not exists (select 1 from declaration d where d.account_id = p.account_id and d.plan_year = :year)
     order by exists (select from library_entry e
         where e.owner_id = p.account_id and e.entity = 'assessment' and e.state <> 'removed'),
       p.series_code is distinct from plan.series_code, hashtext(p.account_id::text), p.account_id
     limit :count`,
    { series, year, count, born: BORN_BEFORE },
  );
  if (rows.length < count) throw new Error(`Only ${rows.length} people of this province can declare, not ${count}.`);
  return rows;
}

/** The declarant, and the administrator of his unit. */
export function playersOf(app: CoreApp, one: Declarant): { readonly self: Player; readonly unit: Player } {
  const play = (actor: Player['actor']): Player => ({ actor, api: app.callerFor(actor, 'province') });
  return {
    self: play({
      ...{ accountId: one.account, assignmentId: one.assignment, role: 'applicant' },
      ...{ organisationId: null, name: one.name },
    }),
    unit: play({
      ...{ accountId: one.unit_account, assignmentId: '', role: 'employer' },
      ...{ organisationId: one.unit, name: '示例管理员' },
    }),
  };
}
