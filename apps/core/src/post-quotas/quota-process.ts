import { quotaFlow } from '@zhicheng/workflow';
import { issue, refused, type ErrorIssue } from '../errors.ts';
import { hrssOffice } from '../organisations/hrss-office.ts';
import { notify } from '../notifications/notify.ts';
import type { Decision, ProcessKind } from '../tasks/process-kind.ts';
import { startProcess } from '../tasks/start-process.ts';
import { bindFlow, type Move } from '../transition.ts';
import type { PostQuotaRow } from './model.ts';

type QuotaMove = Move<PostQuotaRow>;

/** AH-35.10: the stamped form. */
const quotaComplete = async ({ row }: QuotaMove): Promise<readonly ErrorIssue[]> =>
  row.attachment.length > 0 ? [] : [issue('blank', '请上传盖章的岗位核准表。', { path: 'attachment' })];

/** 所属人社 of the unit. */
async function bureauOf({ core, trx, row }: QuotaMove): Promise<string> {
  const unit = await trx('organisation').where({ id: row.organisation_id }).first('region_code');
  const bureau = unit?.region_code ? await hrssOffice({ core, db: trx, regionCode: unit.region_code }) : null;
  if (bureau?.id) return bureau.id;
  throw refused([
    issue('noBureau', '没有找到审核职数的人社部门。请先完善属地，或联系所属人社部门。', { mendAt: '/work/settings' }),
  ]);
}

/** SM-QUOTA.05 (HN-24): where the province audits quotas. */
async function startQuotaAudit(move: QuotaMove): Promise<void> {
  const { trx, actor, row } = move;
  const unit = await trx('organisation').where({ id: row.organisation_id }).first('name');
  await startProcess({
    ...{ trx, actor, kind: 'postQuota', subjectId: row.id, round: row.round + 1 },
    ...{ flowType: '职数申报', flowName: `${unit?.name ?? ''}申报${row.year}年职数`, applicantId: actor.accountId },
    first: { node: 'hrss', organisationId: await bureauOf(move) },
  });
}

const telling =
  (text: (move: QuotaMove) => string) =>
  (move: QuotaMove): Promise<void> =>
    notify({
      ...{ trx: move.trx, accountId: move.row.created_by, kind: 'postQuota' },
      text: text(move),
      link: `/work/settings/post-quotas/${move.row.id}`,
    });

export const quotaBindings = bindFlow<PostQuotaRow>(quotaFlow, 'post_quota', {
  guards: { quotaComplete },
  effects: {
    startQuotaAudit,
    notifyQuotaPassed: telling(({ row }) => `${row.year} 年职数申报已审核通过。`),
    notifyQuotaReturned: telling(({ row, reason }) => `${row.year} 年职数申报审核不通过：${reason}`),
  },
});

const decide = async ({ core, trx, actor, process, opinion }: Decision, action: 'pass' | 'return') => {
  await core.transition({
    ...{ trx, flow: 'postQuota', id: process.subject_id, action, actor, scope: {}, reason: opinion },
    patch: action === 'pass' ? { confirmed_at: trx.raw('zc_now()') } : { reason: opinion.trim() },
  });
};

/** 职数审核: one step at the bureau; what it decides is the outcome. */
export const quotaProcessKind: ProcessKind = {
  kind: 'postQuota',
  labels: { running: '待审核', returned: '审核不通过' },
  terminable: false,
  next: async () => [],
  passed: (decision) => decide(decision, 'pass'),
  returned: (decision) => decide(decision, 'return'),
};
