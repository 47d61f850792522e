import { chooseByKeys, pressAt, tabTo } from '../fixtures/keyboard.ts';
import { signInAsPerson, signInBuiltin } from '../fixtures/sign-in.ts';
import { expect, test } from '../fixtures/test.ts';

// No mouse: page.keyboard only, and the focus is seen wherever it stops (WCAG 2.1.1, 2.4.7, 2.4.11).

test('[AH-20.02] by keyboard alone: a plan chosen, promised, an answer typed, entries imported and moved', async ({
  page,
  world,
}) => {
  test.setTimeout(180_000);
  await signInAsPerson(page, await world.withLibrary());
  await page.goto(`/plans/${world.plans.senior}`);
  await pressAt(page, page.getByRole('button', { name: '马上申报' }));
  await expect(page.getByRole('heading', { level: 1, name: '申报职称选择' })).toBeVisible();
  await pressAt(page, page.getByRole('radio').first(), 'Space');
  await chooseByKeys(page, '申报专业', '中学语文');
  await chooseByKeys(page, '申报职称', '高级教师');
  await pressAt(page, page.getByLabel('确认无误'), 'Space');
  await pressAt(page, page.getByRole('button', { name: '提交', exact: true }));
  const promise = page.getByRole('dialog', { name: '诚信承诺书' });
  await expect(promise).toBeVisible();
  await pressAt(page, promise.getByLabel('我已阅读并承诺'), 'Space');
  await pressAt(page, promise.getByRole('button', { name: '同意并继续' }));
  await expect(page.getByRole('heading', { level: 1, name: /填写申报信息/ })).toBeVisible();

  await tabTo(page, page.getByRole('textbox', { name: '出生地', exact: true }));
  await page.keyboard.type('示例省示例市');
  await pressAt(page, page.getByRole('button', { name: '导入年度考核' }));
  const drawer = page.getByRole('dialog', { name: '导入年度考核' });
  await expect(drawer).toBeVisible();
  await pressAt(page, drawer.getByLabel(/^全选/), 'Space');
  await pressAt(page, drawer.getByRole('button', { name: /^保存/ }));
  await expect(drawer).toBeHidden();
  const down = page.getByRole('table', { name: '年度考核' }).getByRole('button', { name: /^下移\s*第 1 条/ });
  await pressAt(page, down);
  await expect(page.getByText('已移到第 2 条')).toBeAttached();
});

test('[AH-24.01] by keyboard alone: checked and submitted, then audited with its evidence and passed', async ({
  page,
  door,
  world,
}) => {
  test.setTimeout(180_000);
  const { declarationId, ...me } = await world.filled();
  await signInAsPerson(page, me);
  await page.goto(`/declarations/${declarationId}/fill?step=submit`);
  await pressAt(page, page.getByRole('button', { name: '开始检测' }));
  await expect(page.getByText('检测完成：全部符合，可以提交')).toBeVisible();
  await pressAt(page, page.getByRole('button', { name: '提交', exact: true }));
  await expect(page.getByRole('heading', { level: 1, name: '已提交' })).toBeVisible();

  const { name } = await world.submitted(1);
  const district = await door.stranger();
  await signInBuiltin(district, 'edu-district');
  await district.goto(`/work/tasks?q=${encodeURIComponent(`${name}身份证`)}`);
  await pressAt(district, district.getByRole('row').filter({ hasText: name }).getByRole('link', { name: /^审核/ }));
  await expect(district.getByRole('button', { name: '通过', exact: true })).toBeVisible();
  await pressAt(district, district.locator('[data-evidence]:visible').first());
  const pane = district.getByRole('complementary', { name: '佐证材料' });
  await expect(pane.getByRole('img').first()).toBeVisible();
  await district.keyboard.press('e');
  await expect(pane).toBeFocused();
  await pressAt(district, district.getByRole('button', { name: '通过', exact: true }));
  const dialog = district.getByRole('dialog', { name: '通过' });
  await tabTo(district, dialog.getByLabel('审核意见'));
  await district.keyboard.type('材料齐全。');
  await pressAt(district, dialog.getByRole('button', { name: '确认通过' }));
  await expect(district.getByText('已通过', { exact: true })).toBeVisible();
});
