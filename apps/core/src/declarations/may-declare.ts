import type { Database, Transaction } from '@zhicheng/database';
import { declarationFlow, stateOf } from '@zhicheng/workflow';
import { edgesAhead } from '../audit-path/edges.ts';
import { pathFrom } from '../audit-path/resolve.ts';
import type { Node } from '../tasks/process-kind.ts';
import type { Core } from '../context.ts';
import { issue, type ErrorIssue } from '../errors.ts';
import { activeBan } from '../integrity/queries.ts';
import { bindingWhy, boundUnitOf, boundUnitOfPerson, type BoundUnit } from '../organisations/queries.ts';
import type { PlanRow } from '../plans/plan-data.ts';
import { planNow, type DatesFor } from '../plans/plan-dates.ts';
import { spokenMoment } from './moments.ts';

interface Question {
  readonly core: Core;
  readonly db: Database | Transaction;
  readonly accountId: string;
}

/**
 * Everything that keeps this person from declaring under this plan, all at once (AH-16.07..11, AH-03.05, AH-03.11).
 * Empty: 马上申报 is open. The same list greys the button and refuses the creation.
 */
export async function whyNotDeclare({ plan, ...question }: Question & { plan: PlanRow }): Promise<ErrorIssue[]> {
  const { db, accountId } = question;
  const known = await declarantOf(question);
  const unit = await unitOf({ ...question, plan }, known);
  return [
    ...(await yearTaken(db, accountId, plan)),
    ...(await outsidePeriod({ db, plan, accountId, organisationId: unit?.organisationId ?? null })),
    ...(await whyNotDeclarant({ ...question, known })).filter(
      ({ code }) => !(unit?.pending && code === 'BINDING_PENDING'),
    ),
    ...(await noPath({ ...question, plan }, unit)),
  ];
}

/**
 * Through which unit a person declares: the one that has bound him; where the plan lets people begin before that
 * (GP.02), the one that has been asked. Submitting needs the binding in any case.
 */
export const unitToDeclareWith = async (question: Question & { plan: PlanRow }): Promise<DeclaringUnit | null> =>
  unitOf(question, { unit: await boundUnitOf({ db: question.db, personId: question.accountId }) });

interface DeclaringUnit {
  readonly organisationId: string;
  readonly name: string;
  /** It has been asked and has not answered. */
  readonly pending: boolean;
}

async function unitOf(
  { plan, db, accountId }: Question & { plan: PlanRow },
  { unit: bound }: Pick<Declarant, 'unit'>,
): Promise<DeclaringUnit | null> {
  if (bound) return { organisationId: bound.organisationId, name: bound.name, pending: false };
  if (!plan.data.policies.draftingWhileUnbound) return null;
  const asked = await db('binding')
    .join('organisation', 'organisation.id', 'binding.organisation_id')
    .where({ person_id: accountId, state: 'pending' })
    .first('organisation.id', 'organisation.name');
  return asked ? { organisationId: String(asked.id), name: String(asked.name), pending: true } : null;
}

/** What has been read of a person under his lock; whoever binds somebody, or changes him, waits for that. */
export interface Declarant {
  readonly registeredAt: Date | null;
  readonly unit: BoundUnit | null;
}

async function declarantOf({ db, accountId }: Question): Promise<Declarant> {
  const person = await db('person')
    .where({ account_id: accountId })
    .first<Declarant | undefined>('registered_at as registeredAt', boundUnitOfPerson(db).as('unit'));
  return person ?? { registeredAt: null, unit: null };
}

/** What holds for the person whatever the plan; asked again when submitting. */
export async function whyNotDeclarant({ known, ...question }: Question & { known?: Declarant }): Promise<ErrorIssue[]> {
  const { db, accountId } = question;
  const { registeredAt, unit } = known ?? (await declarantOf(question));
  if (!registeredAt) return [issue('notRegistered', '请先完成个人注册。', { mendAt: '/register' })];
  // With a unit there is nothing to say about the binding.
  const binding = unit ? null : await bindingWhy({ db, accountId });
  if (binding) return [binding];
  const ban = await activeBan({ db, personId: accountId });
  return [
    ...(unit?.regionCode
      ? []
      : [
          issue(
            'regionMissing',
            '系统检测到您所在单位属地信息未完善，无法申报！ 请联系单位管理员完善单位信息。单位管理员在“管理设置 > 完善单位信息”中选择属地后即可申报。',
          ),
        ]),
    ...(ban ? [issue('banned', `诚信档案有记录，${ban.until} 前不能申报。对记录有异议，请联系办事机构。`)] : []),
  ];
}

/** AH-16.07, AH-16.08, GP.11, GP.12: one record that is not deleted per plan year, whatever became of it. */
async function yearTaken(db: Database | Transaction, accountId: string, plan: PlanRow): Promise<ErrorIssue[]> {
  const taken = await db('declaration')
    .join('review_plan', 'review_plan.id', 'declaration.plan_id')
    .where({ account_id: accountId, plan_year: plan.year })
    .whereNot('declaration.state', 'removed')
    // GP.12: a terminated record may leave the year free, if its plan says so.
    .where('uses_year', true)
    .first('declaration.id', 'declaration.plan_id', 'declaration.state', 'review_plan.name');
  if (!taken) return [];
  if (taken.plan_id === plan.id)
    return [
      issue('alreadyThisPlan', '* 用户已申报此计划, 请从申报记录中进入', { mendAt: `/declarations/${taken.id}` }),
    ];
  const remedy = stateOf(declarationFlow, taken.state).editable ? '计划选错了：在截止前删除记录，再重新申报。' : '';
  return [
    issue('alreadyThisYear', `${plan.year} 年度您已申报“${taken.name}”，一个申报年度只能申报一次。${remedy}`, {
      mendAt: `/declarations/${taken.id}`,
    }),
  ];
}

async function outsidePeriod({ plan: published, ...whose }: DatesFor): Promise<ErrorIssue[]> {
  const { plan, now } = await planNow({ plan: published, ...whose });
  if (plan.state !== 'published') return [issue('closed', '这个评审计划已经关闭。')];
  if (now < plan.declare_from) return [issue('notOpen', `${spokenMoment(plan.declare_from)}开始申报。`)];
  if (now < plan.declare_until) return [];
  const contact = `${plan.data.contact.person} ${plan.data.contact.phone}`;
  return [
    issue(
      'closed',
      `申报已于 ${spokenMoment(plan.declare_until)}截止。下一年度计划发布后可再报。特殊情况请联系办事机构：${contact}。`,
    ),
  ];
}

/** The audit tree must lead from the person's unit to the convening unit for at least one level of the plan. */
async function noPath({ db, plan }: Question & { plan: PlanRow }, unit: DeclaringUnit | null): Promise<ErrorIssue[]> {
  if (!unit) return [];
  for (const level of plan.data.levels) {
    const start: Node = { node: 'employer', organisationId: unit.organisationId };
    if (pathFrom(await edgesAhead(db, routeOf(plan, level), start), start)) return [];
  }
  return [issue('noPath', `${unit.name}还没有到本评委会的审核路径，暂不能申报。请单位联系所属人社部门配置审核树。`)];
}

type Routed = Pick<PlanRow, 'series_code' | 'convening_organisation_id'> & {
  readonly data: Pick<PlanRow['data'], 'mode'>;
};

export const routeOf = (plan: Routed, level: string) => ({
  level,
  mode: plan.data.mode,
  seriesCode: plan.series_code,
  conveningOrganisationId: plan.convening_organisation_id,
});
