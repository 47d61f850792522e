import { passLevels } from './declarations.ts';
import type { CoreApp } from '@zhicheng/core';
import type { Organisations } from './organisations.ts';

const DAY = 86_400_000;
const OFF_QUOTA = { occupies: '不占用', note: '示例：到龄人员，不占用职数。' };

const ARRANGEMENT = {
  heldOn: new Date(Date.now() + 20 * DAY).toISOString().slice(0, 10),
  period: '上午 9:00 至 11:30',
  place: '示例市示例路 2 号示例楼三楼',
  waitingRoom: '301',
  notice: '凭准考证和身份证入场。',
};

/** Admits whoever was submitted under a plan with interviews, and lets the convening unit say when they are held. */
export async function admitToInterview(
  app: CoreApp,
  organisations: Organisations,
  { name, planId }: { name: string; planId: string },
): Promise<void> {
  await passLevels(app, organisations, name, 5, OFF_QUOTA);
  const [convening] = organisations.convening.players;
  if (!convening) throw new Error('the convening unit has nobody');
  const { arrangement } = await convening.api.declarations.interviewPlan({ planId });
  if (!arrangement)
    await convening.api.declarations.arrangeInterview({ planId, raw: ARRANGEMENT, expectedVersion: null });
}
