import { randomUUID } from 'node:crypto';
import type { CoreApp } from '@zhicheng/core';
import type { Player } from './actors.ts';
import { planYear } from './plans.ts';
import { scan } from './scans.ts';

/** The unit's approved posts: last year's, and this year's; where the bureau audits them they wait there. */
export async function approvePosts(app: CoreApp, administrator: Player): Promise<void> {
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
}
