import { openNewEntry } from '../fixtures/applicant.ts';
import { takeAllPlaces } from '../fixtures/busy.ts';
import { fillExperience } from '../fixtures/entries.ts';
import { signInAsPerson } from '../fixtures/sign-in.ts';
import { expect, test } from '../fixtures/test.ts';

const LATER = { timeout: 40_000 };

test('told to come back, a form keeps what was typed, counts down and is handed in by itself, once; so does a page', async ({
  page,
  world,
}) => {
  await signInAsPerson(page, await world.bound());
  const form = await openNewEntry(page, '工作经历');
  await fillExperience(form, '示例市第十九中学');

  const free = await takeAllPlaces(page);
  await form.getByRole('button', { name: '保存' }).click();
  const notice = page.getByRole('region', { name: '等待' });
  await expect(notice).toContainText(/还没有提交，填写的内容都在。\s*\d+ 秒后自动重试，请不要关闭本页。/);
  await expect(form.getByLabel('工作单位名称')).toHaveValue('示例市第十九中学');
  free();
  const saved = page.getByRole('row', { name: /示例市第十九中学/ });
  await expect(saved).toContainText('编辑中', LATER);
  await expect(saved).toHaveCount(1);
  await expect(notice).toBeHidden();

  const freeAgain = await takeAllPlaces(page);
  await page.goto('/library');
  await expect(page.getByRole('heading', { name: '您同时打开的页面太多' })).toBeVisible();
  await expect(page.getByText(/\d+ 秒后自动再打开，不用刷新/)).toBeVisible();
  freeAgain();
  await expect(page.getByRole('navigation', { name: '主菜单' })).toBeVisible(LATER);
});
