import { openNewEntry, openMenu } from '../fixtures/applicant.ts';
import { openCase } from '../fixtures/auditor.ts';
import { saveDraft, selectTitle, openPlan, unfold } from '../fixtures/declaring.ts';
import { fillExperience } from '../fixtures/entries.ts';
import { put } from '../fixtures/form.ts';
import { signInAsPerson } from '../fixtures/sign-in.ts';
import { expect, test } from '../fixtures/test.ts';

test('a session that ends in mid-form: the text stays, and after signing in it is saved', async ({ page, world }) => {
  const me = await world.bound();
  await signInAsPerson(page, me);
  const form = await openNewEntry(page, '工作经历');
  await fillExperience(form, '示例市第九中学');
  await page.context().clearCookies();
  await form.getByRole('button', { name: '保存' }).click();
  await expect(form.getByRole('heading', { name: '登录已过期，填写的内容还在' })).toBeVisible();
  await expect(form.getByLabel('工作单位名称')).toHaveValue('示例市第九中学');

  const [tab] = await Promise.all([
    page.waitForEvent('popup'),
    form.getByRole('link', { name: '在新标签页登录' }).click(),
  ]);
  await signInAsPerson(tab, me);
  await tab.close();
  await form.getByRole('button', { name: '已登录，继续提交' }).click();
  await expect(page.getByRole('row', { name: /示例市第九中学/ })).toContainText('编辑中');
});

test('a session that ends while an opinion is written: the opinion stays', async ({ door, world }) => {
  const words = `${(await world.submitted(1)).name}身份证`;
  const district = await door.builtin('edu-district');
  await openCase(district, words);
  await district.context().clearCookies();
  await district.getByRole('button', { name: '退回', exact: true }).click();
  const dialog = district.getByRole('dialog', { name: '退回' });
  await dialog.getByLabel('退回意见').fill('写了很久的意见');
  await dialog.getByRole('button', { name: '确认退回' }).click();
  await expect(district.getByRole('heading', { name: '登录已过期，填写的内容还在' })).toBeVisible();
  await district.getByRole('button', { name: '退回', exact: true }).click();
  await expect(dialog.getByLabel('退回意见')).toHaveValue('写了很久的意见');
});

test('two tabs over one declaration: the second chooses, nothing is overwritten silently', async ({ page, world }) => {
  const { declarationId, ...me } = await world.filled();
  await signInAsPerson(page, me);
  const address = `/declarations/${declarationId}/fill`;
  const other = await page.context().newPage();
  for (const tab of [page, other]) {
    await tab.goto(address);
    await unfold(tab, '基本信息');
  }
  await put(page, '出生地', '甲地');
  await page.getByRole('button', { name: '保存个人信息' }).click();
  await expect(page.getByText(/草稿已保存/)).toBeVisible();
  await put(other, '出生地', '乙地');
  await other.getByRole('button', { name: '保存个人信息' }).click();
  const conflict = other.getByRole('alert', { name: '内容在另一处被修改过' });
  await expect(conflict).toContainText('甲地');
  await expect(conflict).toContainText('乙地');
  await conflict.getByLabel('甲地').check();
  await conflict.getByRole('button', { name: '按选择继续' }).click();
  await expect(other.getByLabel('出生地')).toHaveValue('甲地');
  await saveDraft(other);
  await page.reload();
  await unfold(page, '基本信息');
  await expect(page.getByLabel('出生地')).toHaveValue('甲地');
});

test('a double click and the back button create one record', async ({ page, world }) => {
  await signInAsPerson(page, await world.bound());
  await openPlan(page, '高级职称评审');
  const promise = await selectTitle(page, '中学语文', '高级教师');
  await promise.getByLabel('我已阅读并承诺').check();
  await promise.getByRole('button', { name: '同意并继续' }).dblclick();
  await expect(page.getByRole('heading', { level: 1, name: /填写申报信息/ })).toBeVisible();
  await page.goBack();
  await openMenu(page, '职称申报');
  await expect(page.getByRole('article')).toHaveCount(1);
});

test('[SM-LIB.02] a double click on 提交 makes one entry', async ({ page, world }) => {
  await signInAsPerson(page, await world.bound());
  const form = await openNewEntry(page, '工作经历');
  await fillExperience(form);
  await form.getByRole('button', { name: '提交' }).dblclick();
  await expect(form).toBeHidden();
  await expect(page.getByRole('link', { name: '审核中(1)' })).toBeVisible();
});

test('[SM-DECL.04] what another tab has submitted is read-only here, and says so', async ({ page, world }) => {
  const { declarationId, ...me } = await world.filled();
  await signInAsPerson(page, me);
  const other = await page.context().newPage();
  await other.goto(`/declarations/${declarationId}/fill`);
  await unfold(other, '基本信息');
  await page.goto(`/declarations/${declarationId}/fill?step=submit`);
  await page.getByRole('button', { name: '开始检测' }).click();
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: '已提交' })).toBeVisible();
  await put(other, '出生地', '丙地');
  await other.getByRole('button', { name: '保存个人信息' }).click();
  await expect(other.getByRole('main')).toContainText(/已提交|不能再改/);
});
