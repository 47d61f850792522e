import { put, putDate } from '../fixtures/form.ts';
import { signInAsPerson } from '../fixtures/sign-in.ts';
import { expect, test } from '../fixtures/test.ts';

test('what was answered last year is taken over, what is missing follows the typing', async ({ page, world }) => {
  const { declarationId, ...me } = await world.inSecondYear();
  await signInAsPerson(page, me);
  await page.goto(`/declarations/${declarationId}/fill`);
  const need = page.getByRole('complementary', { name: /还差 \d+ 项才能提交/ });
  await expect(need.getByRole('link', { name: '请填写出生地' })).toBeVisible();
  await put(page, '出生地', '别处');
  await expect(need.getByRole('link', { name: '请填写出生地' })).toBeHidden();

  await test.step('[AH-19.20] the block is saved by its own button', async () => {
    await putDate(page, '工作时间', '2009-07-01');
    await page.getByRole('button', { name: '保存个人信息' }).click();
    await expect(page.getByText(/草稿已保存 \d/)).toBeVisible();
    // Each button is called after what it saves.
    await expect(page.getByRole('button', { name: /^保存\s*附件上传$/ })).toBeVisible();
  });

  await test.step('answer by answer, and never over what stands here', async () => {
    await page.getByRole('link', { name: '查看并选择' }).click();
    const drawer = page.getByRole('dialog', { name: '沿用上次申报的资料' });
    await expect(drawer.getByRole('checkbox', { name: '出生地' })).not.toBeChecked();
    await expect(drawer.getByRole('checkbox', { name: '民族' })).toBeChecked();
    await expect(drawer.getByRole('checkbox', { name: '职称申报承诺书' })).toHaveCount(0);
    await drawer.getByRole('button', { name: /^沿用所选/ }).click();
    await expect(drawer).toBeHidden();
    await expect(page.getByText(/已沿用 \d+ 项内容、\d+ 条业绩，请核对。/)).toBeVisible();
    await expect(page.getByLabel('出生地')).toHaveValue('别处');
    await expect(page.getByRole('textbox', { name: '民族' })).toHaveValue('汉族');
    await expect(page.getByText('还差 1 项才能提交')).toBeVisible();
    await expect(page.getByRole('link', { name: '请上传职称申报承诺书' })).toBeVisible();
  });

  await test.step('[AH-19.06] 修改专业 names the present choice and offers the plan’s', async () => {
    await page.getByRole('button', { name: '修改专业' }).click();
    const dialog = page.getByRole('dialog', { name: '修改专业' });
    await expect(dialog).toContainText('当前申报专业');
    await dialog.getByRole('textbox', { name: '修改申报专业' }).click();
    await dialog.getByRole('option', { name: '中学数学', exact: true }).click();
    await dialog.getByRole('button', { name: '修改专业', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('中小学教师-中学数学-高级教师')).toBeVisible();
  });

  await test.step('[AH-22.06] rows expand, move, and say why they cannot', async () => {
    await page.goto(`/declarations/${declarationId}/fill`);
    await page.getByRole('button', { name: '展开年度考核' }).click();
    const rows = page.getByRole('table', { name: '年度考核' });
    await expect(rows.getByRole('button', { name: /^上移\s*第 1 条/ })).toHaveAccessibleDescription(/已经是第一条/);
    const year = rows
      .getByRole('row', { name: /考核结果/ })
      .or(rows.getByRole('row'))
      .nth(1);
    const first = (await year.innerText()).match(/20\d\d/)?.[0] ?? '';
    await rows.getByRole('button', { name: /^下移\s*第 1 条/ }).click();
    await expect(page.getByText('已移到第 2 条')).toBeAttached();
    await expect(rows.getByRole('row').nth(2)).toContainText(first);
    await rows.getByRole('button', { name: '第 1 条详情' }).click();
    await expect(rows.getByRole('link', { name: /年度考核登记表/ })).toBeVisible();
  });

  await test.step('[AH-23.01] the attachment opens over the page and zooms', async () => {
    await page.goto(`/declarations/${declarationId}/fill?step=overview`);
    await page.getByRole('button', { name: /^查看附件.*毕业证书/ }).click();
    const viewer = page.getByRole('dialog', { name: /毕业证书/ });
    const zoom = viewer.getByRole('status');
    await viewer.getByRole('img').click();
    await expect(zoom).toHaveText('200%');
    await viewer.getByRole('img').click();
    await expect(zoom).toHaveText('100%');
    await page.keyboard.press('+');
    await expect(zoom).toHaveText('150%');
    await viewer.getByRole('button', { name: '缩小' }).click();
    await expect(zoom).toHaveText('100%');
    await viewer.getByRole('button', { name: '关闭' }).click();
    await expect(viewer).toBeHidden();
  });

  await test.step('[AH-23.02] the navigator jumps to each part of 申报一览表', async () => {
    await page.getByRole('navigation', { name: '申报一览表各部分' }).getByRole('link', { name: '年度考核' }).click();
    await expect(page.getByRole('region', { name: '年度考核' })).toBeInViewport();
    await expect(page.getByRole('region', { name: '基本信息' })).toContainText('别处');
  });
});
