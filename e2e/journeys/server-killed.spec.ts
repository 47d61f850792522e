import { caseRow } from '../fixtures/auditor.ts';
import { signInAsPerson } from '../fixtures/sign-in.ts';
import { expect, test } from '../fixtures/test.ts';
import { freePair, startServer } from '../site/server.ts';

test('[SM-DECL.04] a server killed in mid-submit has submitted nothing; when it is back, the page that waited submits once', async ({
  page,
  door,
  site,
  world,
}) => {
  test.setTimeout(180_000);
  const { declarationId, ...me } = await world.filled();
  // A second server over the same database; cookies know no ports, so the session holds for both.
  const settings = { ...site, port: await freePair() };
  const first = await startServer(settings);
  await signInAsPerson(page, me);
  await page.goto(`${first.url}/declarations/${declarationId}/fill?step=submit`);
  await page.getByRole('button', { name: '开始检测' }).click();
  await expect(page.getByText('检测完成：全部符合，可以提交')).toBeVisible();

  const hold = await world.hold(declarationId);
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect.poll(() => hold.isAwaited()).toBe(true);
  await first.kill();
  await hold.release();
  await expect.poll(async () => (await me.api.declarations.overview()).current[0]?.state).toBe('draft');

  const second = await startServer(settings);
  try {
    await expect(page.getByRole('heading', { level: 1, name: '已提交' })).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('main')).toContainText('第 1 轮');
  } finally {
    await second.stop();
  }
  await expect(await caseRow(await door.unit('unit01'), `${me.name}身份证`)).toHaveCount(1);
});
