import { expect, test } from '../fixtures/test.ts';
import { fillBuiltinDoor } from '../fixtures/sign-in.ts';

test('[AH-01.04] [AH-05.01] three doors, and the way through the sign-on service', async ({ page, door, world }) => {
  await page.goto('/login');
  for (const name of ['个人登录', '单位登录', '内置单位登录'])
    await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
  const somebody = await world.registered();
  const own = await door.person(somebody);
  await expect(own.getByText(`您好，${somebody.name}`)).toBeVisible();
  await expect(own).toHaveURL(/\/home(\?|$)/);
});

test('a wrong password is refused in words that do not tell which part was wrong', async ({ page }) => {
  await page.goto('/login');
  await fillBuiltinDoor(page, 'edu-district', 'wrong-password');
  const words = page.getByRole('region', { name: '内置单位登录' }).getByRole('alert');
  await expect(words).toBeVisible();
  const said = await words.textContent();
  await fillBuiltinDoor(page, 'nobody-of-this-name', 'wrong-password');
  await expect(words).toHaveText(said ?? '');
});
