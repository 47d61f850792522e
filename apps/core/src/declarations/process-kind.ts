import type { Transaction } from '@zhicheng/database';
import { isRaw, parseFields, plannedUnitSlots, type Raw } from '@zhicheng/series-kit';
import { edgesAhead, holdTree, type Route } from '../audit-path/edges.ts';
import { nodesAfter } from '../audit-path/resolve.ts';
import { issue, type ErrorIssue } from '../errors.ts';
import { checkOwn } from '../files/check-own.ts';
import { recordUse } from '../files/file-uses.ts';
import { planFor } from '../plans/plan-dates.ts';
import { pinnedPlan } from '../plans/queries.ts';
import type { Decision, Node, ProcessKind, StepRow } from '../tasks/process-kind.ts';
import { standingPasses } from '../tasks/standing-passes.ts';
import { opinionOfMarks, sendMarks } from './marks.ts';
import type { DeclarationRow } from './model.ts';
import { spokenMoment } from './moments.ts';
import { publicityIssues, publicityOf } from './publicity.ts';
import { quotaIssues, releaseEnded, releaseOwnPost, takePost } from './post-at-audit.ts';

const declarationOf = async ({ trx, process }: Pick<Decision, 'trx' | 'process'>): Promise<DeclarationRow> => {
  const row: DeclarationRow | undefined = await trx('declaration').where({ id: process.subject_id }).first();
  if (!row) throw new Error(`process ${process.id} has no declaration`);
  return row;
};

const planOf = async (decision: Pick<Decision, 'core' | 'trx' | 'process'>) => {
  const row = await declarationOf(decision);
  const plan = await pinnedPlan({
    core: decision.core,
    db: decision.trx,
    planId: row.plan_id,
    planVersion: row.plan_version,
  });
  const whose = { accountId: row.account_id, organisationId: row.organisation_id };
  const own = await planFor({ db: decision.trx, plan: plan.row, ...whose });
  return { plan: own, data: plan.data, series: plan.series };
};

const nodeOf = (step: Pick<StepRow, 'node' | 'organisation_id'>): Node => ({
  node: step.node,
  organisationId: step.organisation_id,
});

/** Whoever put the case back gets it again: another way would go past what he said. */
async function superiorOf(trx: Transaction, id: string): Promise<Node[]> {
  const superior: StepRow | undefined = await trx('step').where({ id }).first();
  return superior ? [nodeOf(superior)] : [];
}

const AT = 'recommendation';

/** AH-33.11..16: the employer's uploads, required as the plan says (GP.80); the auditor's own files only. */
async function uploadsOf(decision: Decision): Promise<{ issues: ErrorIssue[]; row: Raw; fileIds: readonly string[] }> {
  if (decision.step.node !== 'employer') return { issues: [], row: {}, fileIds: [] };
  const { series, data } = await planOf(decision);
  const fields = plannedUnitSlots(series, data.template);
  const raw = isRaw(decision.extra[AT]) ? decision.extra[AT] : {};
  const parsed = parseFields(fields, raw);
  if (!parsed.ok) {
    const issues = parsed.issues.map((i) => issue(AT, i.message, { path: `${AT}.${i.field ?? ''}` }));
    return { issues, row: {}, fileIds: [] };
  }
  const { trx, actor } = decision;
  const { issues, ...owned } = await checkOwn({ trx, actor, fields, row: parsed.row });
  return { ...owned, issues: issues.map((i) => ({ ...i, path: `${AT}.${i.path}` })) };
}

/** Names and sizes as the files have them; from now on whoever audits the declaration may read them. */
async function keep(decision: Decision): Promise<Raw> {
  const { issues, row, fileIds } = await uploadsOf(decision);
  if (decision.step.node !== 'employer' || issues.length > 0) return {};
  await recordUse({ trx: decision.trx, fileIds, subjectKind: 'declaration', subjectId: decision.process.subject_id });
  return { [AT]: row };
}

/** R15: the unit recommends after it has publicised the person inside, where the plan asks for that. */
async function publicityBefore(decision: Decision): Promise<ErrorIssue[]> {
  if (decision.step.node !== 'employer') return [];
  const row = await declarationOf(decision);
  const { data } = await planOf(decision);
  return publicityIssues(await publicityOf({ db: decision.trx, row, days: data.policies.noticeDays, lock: true }));
}

async function window(at: Pick<Decision, 'core' | 'trx' | 'process'>): Promise<ErrorIssue[]> {
  const { plan } = await planOf(at);
  const clock = await at.trx.select(at.trx.raw('zc_now() < ? as open', [plan.audit_until])).first();
  return clock.open
    ? []
    : [
        issue(
          'auditClosed',
          `本计划的审核已于 ${spokenMoment(plan.audit_until)}截止。请联系办事机构：${plan.data.contact.phone}。`,
        ),
      ];
}

const moving = (action: string) => async (decision: Decision) => {
  await decision.core.transition({
    trx: decision.trx,
    flow: 'declaration',
    id: decision.process.subject_id,
    action,
    actor: decision.actor,
    scope: {},
    reason: decision.opinion,
    note: { node: decision.step.node, round: decision.process.round },
  });
};

/** SM-DECL.06..12: the walk of a declaration through the audit tree. */
export const declarationProcessKind: ProcessKind = {
  kind: 'declaration',
  oneByOne: '职称申报要逐件审核，不能批量通过或退回。',
  terminable: true,
  async next({ trx, process, step }) {
    if (step.put_back_by) return superiorOf(trx, step.put_back_by);
    await holdTree(trx);
    const edges = await edgesAhead(trx, process.route as unknown as Route, nodeOf(step));
    const next = nodesAfter(edges, nodeOf(step), (await standingPasses(trx, step)).map(nodeOf));
    if (next.length === 0 && step.node !== 'convening')
      throw new Error(`audit tree: nothing leads on from ${step.node} ${step.organisation_id}`);
    return next;
  },
  window,
  recommendation: async (decision) => [...(await publicityBefore(decision)), ...(await uploadsOf(decision)).issues],
  quota: quotaIssues,
  keep,
  stepPassed: takePost,
  passTakenBack: (decision) => releaseOwnPost(decision, '单位撤回审核'),
  composedOpinion: opinionOfMarks,
  sentBack: sendMarks,
  stepwise: async (at) => (await planOf(at)).data.policies.returnMode === 'STEPWISE',
  passed: moving('admit'),
  async returned(decision) {
    await releaseOwnPost(decision, '单位退回');
    await moving('return')(decision);
  },
  async terminated(decision) {
    await releaseEnded(decision, '申报终止');
    await moving('terminate')(decision);
  },
};
