import { expect, test } from '../fixtures/test.ts';

test('[GP.54] [AH-38.02] [AH-22.01] last year’s plan is copied, one section adjusted, previewed, published; applicants see it', async ({
  door,
}) => {
  const body = await door.builtin('convening');
  await body.goto('/work/plans?size=100');
  await body
    .getByRole('row')
    .filter({ hasText: '高级职称评审' })
    .first()
    .getByRole('button', { name: /^复制到下一年/ })
    .click();
  await expect(body.getByText('已复制为新的草稿')).toBeVisible();
  const name = `示例计划${Date.now().toString(36)}`;
  await body.getByLabel('计划名称').fill(name);

  await body.getByRole('link', { name: '时间安排' }).click();
  const beijing = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16);
  for (const [label, days] of [
    ['申报开始', -2],
    ['申报截止', 30],
    ['退回修改截止', 40],
    ['审核截止', 60],
  ] as const)
    await body.getByLabel(label).fill(beijing(days));
  await body.getByRole('link', { name: '栏目与上传项' }).click();
  await body.getByLabel('栏目名称：论文发表情况').fill('论文与论著');
  await body.getByRole('button', { name: '保存草稿' }).click();
  await expect(body.getByText('草稿已保存，尚未发布')).toBeVisible();

  await body.getByRole('link', { name: /^检查与发布/ }).click();
  await body.getByRole('link', { name: '预览', exact: true }).click();
  await body.getByRole('link', { name: '填报页', exact: true }).click();
  await expect(body.getByRole('main')).toContainText('论文与论著');
  await body.getByRole('link', { name: '去检查与发布' }).click();
  await body.getByRole('button', { name: '发布', exact: true }).click();
  await body.getByRole('dialog', { name: '发布' }).getByRole('button', { name: '确认发布' }).click();
  await expect(body.getByText('计划已发布，申报人可以看到了。')).toBeVisible();

  const reader = await door.stranger();
  await reader.goto('/plans');
  await reader.getByRole('link', { name: new RegExp(name) }).click();
  await expect(reader.getByRole('heading', { level: 1, name: new RegExp(name) })).toBeVisible();
});
