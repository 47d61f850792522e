import { openMenu } from '../fixtures/applicant.ts';
import { signInAsPerson, signInBuiltin } from '../fixtures/sign-in.ts';
import { expect, test } from '../fixtures/test.ts';

test('[GP.96] one login, two capacities: switched without signing in again, each sees its own', async ({
  page,
  world,
}) => {
  const me = await world.withTwoCapacities(world.organisations.hospital);
  await signInAsPerson(page, me);
  await expect(page.getByText(`您好，${me.name}`)).toBeVisible();
  if (new URL(page.url()).pathname !== '/home') await page.goto('/home');
  await page.getByRole('link', { name: '切换身份' }).first().click();
  await page.getByRole('button', { name: /示例市第一人民医院/ }).click();
  await expect(page).toHaveURL(/\/work$/);
  await expect(page.getByRole('banner')).toContainText('示例市第一人民医院');
  await page.getByRole('link', { name: '切换身份' }).click();
  await page.getByRole('button', { name: /申报人/ }).click();
  await expect(page).toHaveURL(/\/home$/);
  await openMenu(page, '职称申报');
});

test('a page of another capacity names the capacity it needs', async ({ page, world }) => {
  await signInAsPerson(page, await world.bound());
  await page.goto('/work/tasks');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('当前身份不能打开这一页');
});

test('what is not yours and what is not there look the same', async ({ page, world }) => {
  const { declarationId } = await world.filled();
  await signInAsPerson(page, await world.bound());
  await page.goto(`/declarations/${declarationId}`);
  const foreign = await page.getByRole('main').innerText();
  await page.goto(`/declarations/${declarationId.replace(/.{4}$/, '0000')}`);
  expect(foreign.replace(/编号 [\w-]+/, '')).toBe(
    (await page.getByRole('main').innerText()).replace(/编号 [\w-]+/, ''),
  );
});

test('退出 ends the session, the back button shows nothing', async ({ page }) => {
  await signInBuiltin(page, 'convening');
  await page.getByRole('button', { name: '退出' }).click();
  await expect(page).toHaveURL(/\/login/);
  await page.goto('/work/tasks');
  await expect(page).toHaveURL(/\/login/);
});
