import { randomUUID } from 'node:crypto';
import type { CoreApp } from '@zhicheng/core';
import type { Player } from './actors.ts';
import type { Body } from './organisations.ts';
import { planYear } from './plans.ts';
import { scan } from './scans.ts';

/** The unit's approved posts: last year's, and this year's; where the bureau audits them, last year's wait there. */
export async function approvePosts(app: CoreApp, administrator: Player, bureau: Body): Promise<void> {
  const attachment = [await scan(app, administrator, '专业技术岗位核准表')];
  for (const [year, figures] of [
    [planYear() - 1, { fullSenior: 0, associateSenior: 1, intermediate: 2, junior: 2 }],
    [planYear(), { fullSenior: 1, associateSenior: 3, intermediate: 2, juniorUnlimited: true }],
  ] as const)
    await administrator.api.postQuotas.save({
      form: { year, ...figures, attachment },
      confirm: true,
      idempotencyKey: randomUUID(),
    });
  if (app.core.profile.policies.quotaNeedsAudit) await passPosts(bureau);
}

async function passPosts({ players: [auditor] }: Body): Promise<void> {
  const waiting = (await auditor?.api.tasks.list({ flowType: '职数申报', size: 100 }))?.rows ?? [];
  const task = waiting.find(({ flowName }) => flowName.includes(`${planYear()}年`));
  if (!auditor || !task) throw new Error('this year’s posts do not wait at the bureau');
  await auditor.api.tasks.decide({ taskId: task.taskId, decision: 'pass', opinion: '同意。' });
}
