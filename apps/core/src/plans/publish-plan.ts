import { templateErrors } from '@zhicheng/series-kit';
import { transaction, type Transaction } from '@zhicheng/database';
import { planFlow } from '@zhicheng/workflow';
import { edgesFor } from '../audit-path/edges.ts';
import { titleSeriesOf } from '../catalog/queries.ts';
import type { Actor, Core } from '../context.ts';
import { issue, type ErrorIssue } from '../errors.ts';
import { bindFlow, type Move } from '../transition.ts';
import { ReviewPlanVersion } from './model.ts';
import type { PlanRow } from './plan-data.ts';
import { planScope } from './rules.ts';

/** Freezes the plan as its next version and opens it to applicants. REFUSED with everything that is wrong with it. */
export async function publishPlan({ core, actor, id }: { core: Core; actor: Actor; id: string }): Promise<void> {
  await transaction(core.db, (trx) =>
    core.transition({
      trx,
      flow: 'reviewPlan',
      id,
      action: 'publish',
      actor,
      scope: planScope(actor),
      patch: { published_at: trx.raw('zc_now()'), plan_version: trx.raw('plan_version + 1') },
    }),
  );
}

async function planPublishable({ core, trx, row: { data } }: Move<PlanRow>): Promise<readonly ErrorIssue[]> {
  const listed = await titleSeriesOf({ db: trx, code: data.seriesCode });
  const series = core.series.find(listed?.pluginCode);
  if (!series) return [issue('series', '这个系列还没有申报模块，不能发布计划。', { path: 'seriesCode' })];
  return [
    ...templateErrors(series, data.template).map((text) => issue('template', text, { path: 'template' })),
    ...(await foreign(trx, 'title', data.titleIds, data.seriesCode, '申报职称不属于本系列。')),
    ...(await foreign(trx, 'specialty', data.specialtyIds, data.seriesCode, '可评审专业不属于本系列。')),
    ...(await pathGaps(trx, data)),
  ];
}

async function foreign(trx: Transaction, table: string, ids: readonly string[], seriesCode: string, text: string) {
  const own = await trx(table)
    .whereIn('id', [...ids])
    .where({ series_code: seriesCode })
    .count<{ n: number }[]>('* as n')
    .first();
  return Number(own?.n) === new Set(ids).size ? [] : [issue('series', text, { path: `${table}Ids` })];
}

/** GP.90: the tree decides who is last; it has to end at the committee's convening unit. */
async function pathGaps(trx: Transaction, data: PlanRow['data']): Promise<ErrorIssue[]> {
  const { conveningOrganisationId } = data.committee;
  const gaps: ErrorIssue[] = [];
  for (const level of data.levels) {
    const edges = await edgesFor(trx, { level, mode: data.mode, seriesCode: data.seriesCode, conveningOrganisationId });
    if (!edges.some(({ to }) => to.node === 'convening'))
      gaps.push(issue('path', '审核树没有通到本评委会的组建单位，请先配置审核树。', { path: 'committee' }));
  }
  return gaps;
}

async function freezePlanVersion({ trx, row }: Move<PlanRow>): Promise<void> {
  await ReviewPlanVersion.query(trx).insert({
    plan_id: row.id,
    plan_version: row.plan_version + 1,
    data: row.data,
  });
}

export const planBindings = bindFlow<PlanRow>(planFlow, 'review_plan', {
  guards: { planPublishable },
  effects: { freezePlanVersion },
});
