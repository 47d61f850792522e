import { caseRow, openCase, passOpenCase, returnOpenCase } from '../fixtures/auditor.ts';
import { pdf } from '../fixtures/evidence.ts';
import { attach } from '../fixtures/form.ts';
import { signInAsPerson } from '../fixtures/sign-in.ts';
import { expect, test } from '../fixtures/test.ts';

test('[SM-TASK.04] [AH-32.11] a return without words is refused, the case stays', async ({ door, world }) => {
  const words = `${(await world.submitted(1)).name}身份证`;
  const district = await door.builtin('edu-district');
  await openCase(district, words);
  await district.getByRole('button', { name: '退回', exact: true }).click();
  const dialog = district.getByRole('dialog', { name: '退回' });
  await dialog.getByRole('button', { name: '确认退回' }).click();
  await expect(dialog.getByText('请写明哪里需要改。')).toBeVisible();
  await dialog.getByRole('button', { name: '取消' }).click();
  await expect(await caseRow(district, words)).toHaveCount(1);
});

test('[AH-33.11] the unit does not pass without its uploads, and is told which are missing', async ({
  door,
  world,
}) => {
  const words = `${(await world.submitted(0)).name}身份证`;
  const school = await door.unit('unit01');
  await openCase(school, words);
  const pass = school.getByRole('button', { name: '通过', exact: true });
  await expect(pass).toHaveAttribute('aria-disabled', 'true');
  await expect(pass).toHaveAccessibleDescription(/还缺申报材料公示情况及说明、单位推荐意见/);
});

test('[SM-DECL.11] [SM-TASK.05] MS.35: withdrawn while the next level has not touched it', async ({ door, world }) => {
  const words = `${(await world.submitted(2)).name}身份证`;
  const hrss = await door.builtin('hrss-district');
  await openCase(hrss, words);
  await passOpenCase(hrss, '先通过');
  await (await caseRow(hrss, words, '我已处理')).getByRole('button', { name: /^撤回/ }).click();
  await expect(hrss.getByText('已成功撤回 此流程审核!')).toBeVisible();
  const city = await door.builtin('edu-city');
  await expect(await caseRow(city, words, '待领取')).toHaveCount(0);
  await openCase(hrss, words);
  await passOpenCase(hrss, '核对后通过');
});

test('[SM-DECL.12] [SM-TASK.03] MS.34: no withdrawal once the next level has claimed, and the page says who', async ({
  door,
  world,
}) => {
  const words = `${(await world.submitted(3)).name}身份证`;
  const city = await door.builtin('edu-city');
  await (await caseRow(city, words, '待领取')).getByRole('button', { name: /^领取/ }).click();
  await expect(city.getByText('已领取', { exact: true })).toBeVisible();

  const hrss = await door.builtin('hrss-district');
  await (await caseRow(hrss, words, '我已处理')).getByRole('link', { name: /^查看/ }).click();
  const withdraw = hrss.getByRole('button', { name: '撤回' });
  await expect(withdraw).toHaveAttribute('aria-disabled', 'true');
  await expect(withdraw).toHaveAccessibleDescription(/指定流程的当前状态不允许撤回.*示例市教育主管局/);
});

test('[SM-DECL.12] MS.34: a page that is older than the claim is refused in the same words', async ({
  door,
  world,
}) => {
  const words = `${(await world.submitted(3)).name}身份证`;
  const hrss = await door.builtin('hrss-district');
  const row = await caseRow(hrss, words, '我已处理');
  await expect(row.getByRole('button', { name: /^撤回/ })).toBeVisible();
  const city = await door.builtin('edu-city');
  await (await caseRow(city, words, '待领取')).getByRole('button', { name: /^领取/ }).click();
  await expect(city.getByText('已领取', { exact: true })).toBeVisible();
  await row.getByRole('button', { name: /^撤回/ }).click();
  await expect(hrss.getByText(/指定流程的当前状态不允许撤回/)).toBeVisible();
});

test('[SM-TASK.01] [SM-TASK.03] a case that a colleague has claimed is hers, and the page says who has it', async ({
  door,
  world,
}) => {
  const words = `${(await world.submitted(3)).name}身份证`;
  const [first, second] = [await door.builtin('edu-city'), await door.builtin('edu-city2')];
  const mine = await caseRow(first, words, '待领取');
  await (await caseRow(second, words, '待领取')).getByRole('button', { name: /^领取/ }).click();
  await expect(second.getByText('已领取', { exact: true })).toBeVisible();
  await mine.getByRole('button', { name: /^领取/ }).click();
  await expect(first.getByText(/已.*领取这一件|已领取/)).toContainText('示例审核丙');
  await openCase(second, words);
  await passOpenCase(second, '同意推荐');
});

test('[SM-DECL.10] 终止 needs its reason, ends the declaration, and the applicant reads why', async ({
  page,
  door,
  world,
}) => {
  const me = await world.submitted(2);
  const hrss = await door.builtin('hrss-district');
  await openCase(hrss, `${me.name}身份证`);
  await hrss.getByRole('button', { name: '终止', exact: true }).click();
  const dialog = hrss.getByRole('dialog', { name: '终止' });
  await dialog.getByRole('button', { name: '确认终止' }).click();
  await expect(dialog.getByText('请写明哪里需要改。')).toBeVisible();
  await dialog.getByLabel('终止原因').fill('申报人不在本评委会评审范围内。');
  await dialog.getByRole('button', { name: '确认终止' }).click();
  await expect(hrss.getByText('已终止', { exact: true })).toBeVisible();
  await signInAsPerson(page, me);
  await page.goto(`/declarations/${me.declarationId}?tab=flow`);
  await expect(page.getByRole('main')).toContainText('申报人不在本评委会评审范围内。');
  await expect(page.getByRole('main')).toContainText('终止');
});

test('[AH-33.19] where the tree leaves a choice, the auditor names the next node', async ({ door, world }) => {
  const words = `${(await world.submitted(0, world.organisations.school2)).name}身份证`;
  const school = await door.unit('unit02');
  await openCase(school, words);
  await school.getByRole('link', { name: /^单位推荐意见（缺/ }).click();
  await attach(school, '申报材料公示情况及说明', pdf('公示情况.pdf'));
  await attach(school, '单位推荐意见', pdf('推荐意见.pdf'));
  await school.getByRole('button', { name: '通过', exact: true }).click();
  const dialog = school.getByRole('dialog', { name: '通过' });
  await dialog.getByRole('button', { name: '确认通过' }).click();
  await expect(dialog.getByText(/请选择下一审核节点/)).toBeVisible();
  await dialog.getByLabel(/示例市人才服务中心/).check();
  await dialog.getByRole('button', { name: '确认通过' }).click();
  await expect(school.getByText('已通过', { exact: true })).toBeVisible();
  const talent = await door.builtin('talent');
  await openCase(talent, words);
  await returnOpenCase(talent, '档案不在本中心，请单位送主管部门。');
});
