import { issue, type ErrorIssue } from '../errors.ts';
import { planFor } from '../plans/plan-dates.ts';
import { pinnedPlan } from '../plans/queries.ts';
import type { Move } from '../transition.ts';
import { spokenMoment } from './moments.ts';
import type { DeclarationRow } from './model.ts';

const pinned = ({ core, trx, row }: Move<DeclarationRow>) =>
  pinnedPlan({ core, db: trx, planId: row.plan_id, planVersion: row.plan_version });

/** GP.10: a record may be deleted at any time before it is submitted, unless its plan ends that with 申报截止. */
export async function planAllowsRemoval(move: Move<DeclarationRow>): Promise<ErrorIssue[]> {
  const { trx, row } = move;
  const { row: published, data } = await pinned(move);
  if (data.policies.deletion !== 'UNTIL_DEADLINE') return [];
  const whose = { accountId: row.account_id, organisationId: row.organisation_id };
  const plan = await planFor({ db: trx, plan: published, ...whose });
  const clock = await trx.select(trx.raw('zc_now() < ? as open', [plan.declare_until])).first();
  if (clock.open) return [];
  const text = `申报已于 ${spokenMoment(plan.declare_until)}截止，本计划不再接受删除。请联系办事机构：${data.contact.phone}。`;
  return [issue('removalClosed', text)];
}

/** GP.12: a terminated record uses up the declaration year, unless its plan says otherwise. */
export async function freeYear(move: Move<DeclarationRow>): Promise<void> {
  const { data } = await pinned(move);
  if (data.policies.terminatedUsesYear !== false) return;
  await move.trx('declaration').where({ id: move.row.id }).update({ uses_year: false });
}
