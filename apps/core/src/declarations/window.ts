import { declarationFlow, planFlow, stateOf } from '@zhicheng/workflow';
import { issue, type ErrorIssue } from '../errors.ts';
import type { PlanRow } from '../plans/plan-data.ts';
import { spokenMoment } from './moments.ts';

/** GP.89: a draft until 申报截止; a returned one until 退回修改截止, or 审核截止 where none is set. Exclusive. */
export const workUntil = (
  plan: Pick<PlanRow, 'declare_until' | 'repair_until' | 'audit_until'>,
  state: string,
): Date => (stateOf(declarationFlow, state).returned ? (plan.repair_until ?? plan.audit_until) : plan.declare_until);

/**
 * Why a declaration in this state can no longer be worked on. `now` is of the database's clock, read in this transaction;
 * `plan` has the dates that hold for its owner (`planFor`).
 */
export function whyClosed(now: Date, plan: PlanRow, state: string): ErrorIssue[] {
  if (stateOf(planFlow, plan.state).terminal)
    return [issue('closed', `这个评审计划已经关闭，不能再提交。请联系办事机构：${plan.data.contact.phone}。`)];
  const until = workUntil(plan, state);
  if (now < until) return [];
  const what = stateOf(declarationFlow, state).returned ? '退回修改' : '申报';
  return [
    issue(
      'closed',
      `${what}已于 ${spokenMoment(until)}截止，不能再改。特殊情况请联系办事机构：${plan.data.contact.phone}。`,
    ),
  ];
}
