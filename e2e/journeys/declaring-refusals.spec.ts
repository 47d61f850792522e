import { openMenu, openNewEntry } from '../fixtures/applicant.ts';
import { openPlan, selectTitle, unfold } from '../fixtures/declaring.ts';
import { fillExperience } from '../fixtures/entries.ts';
import { signInAsPerson } from '../fixtures/sign-in.ts';
import { expect, test, type Page } from '../fixtures/test.ts';

const PLAN = '高级职称评审';

/** 马上申报 greyed, and its reason. */
async function expectRefused(page: Page, words: RegExp): Promise<void> {
  const declare = page.getByRole('button', { name: '马上申报' });
  await expect(declare).toHaveAttribute('aria-disabled', 'true');
  await expect(declare).toHaveAccessibleDescription(words);
}

test('[AH-16.07] [AH-16.08] one declaration per plan year: MS.04 and the way to the record', async ({
  page,
  world,
}) => {
  const me = await world.filled();
  await signInAsPerson(page, me);
  await openPlan(page, PLAN);
  await expectRefused(page, /\* 用户已申报此计划, 请从申报记录中进入/);
  await page.getByRole('link', { name: '查看申报记录' }).click();
  await expect(page).toHaveURL(new RegExp(me.declarationId));
  await openPlan(page, '中级职称评审');
  await expectRefused(page, /一个申报年度只能申报一次。计划选错了：在截止前删除记录，再重新申报。/);
});

test('[AH-16.06] before its period a plan says when it begins, after it that it is over', async ({ page, world }) => {
  await signInAsPerson(page, await world.bound());
  await openPlan(page, '初级职称评审');
  await expectRefused(page, /\d+:\d+（北京时间）开始申报。/);
  await openPlan(page, '补充评审');
  await expectRefused(page, /申报已于 .*（北京时间）截止。.*请联系办事机构/);
});

test('[AH-16.10] somebody in the integrity file cannot declare, and learns until when', async ({ page, world }) => {
  await signInAsPerson(page, await world.banned());
  await openPlan(page, PLAN);
  await expectRefused(page, /诚信档案有记录，\d{4}-01-01 前不能申报。/);
});

test('[AH-16.09] MS.03 while the unit has not said where it lies', async ({ page, world }) => {
  await signInAsPerson(page, await world.bound(await world.unitWithoutRegion()));
  await openPlan(page, PLAN);
  await expectRefused(page, /系统检测到您所在单位属地信息未完善，无法申报！ 请联系单位管理员完善单位信息。/);
});

test('[AH-17.09] [AH-18.05] MS.05: nothing is created without the promise', async ({ page, world }) => {
  await signInAsPerson(page, await world.bound());
  await openPlan(page, PLAN);
  const promise = await selectTitle(page, '中学语文', '高级教师');
  await promise.getByRole('button', { name: '同意并继续' }).click();
  await expect(promise.getByRole('alert')).toHaveText('请勾选我承诺复选框');
  await promise.getByRole('button', { name: '返回上一页' }).click();
  await openMenu(page, '职称申报');
  await expect(page.getByText('当前暂无申报记录')).toBeVisible();
});

test('[AH-17.05] the selection refuses what is missing, in the words of its fields', async ({ page, world }) => {
  await signInAsPerson(page, await world.bound());
  await openPlan(page, PLAN);
  await page.getByRole('button', { name: '马上申报' }).click();
  await page.getByRole('button', { name: '提交', exact: true }).click();
  const summary = page.getByRole('alert');
  for (const words of ['请选择申报形式', '请选择申报专业', '请选择申报职称', '请勾选确认无误'])
    await expect(summary).toContainText(words);
});

test('[AH-20.01] [SM-LIB.11] only entries that the unit approved can be imported', async ({ page, world }) => {
  const { declarationId, ...me } = await world.filled();
  await signInAsPerson(page, me);
  const form = await openNewEntry(page, '工作经历');
  await fillExperience(form, '示例市第三中学');
  await form.getByRole('button', { name: '提交' }).click();
  await expect(page.getByRole('row', { name: /示例市第三中学/ })).toContainText('审核中');

  await page.goto(`/declarations/${declarationId}/fill`);
  await unfold(page, '工作经历');
  await page.getByRole('button', { name: '导入工作经历' }).click();
  const drawer = page.getByRole('dialog', { name: '导入工作经历' });
  await expect(drawer.getByRole('row', { name: /示例市第三中学/ }).getByRole('checkbox')).toHaveCount(0);
  await expect(drawer).toContainText('不能导入：单位还没有审核通过，暂不能导入。');
  await expect(drawer).toContainText('不能导入：已导入，不能重复。');
});

test('[AH-24.02] 开始检测 names what is missing and leads to the very field', async ({ page, world }) => {
  const { declarationId, ...me } = await world.filled();
  await signInAsPerson(page, me);
  await page.goto(`/declarations/${declarationId}/fill`);
  await unfold(page, '基本信息');
  await page.getByLabel('出生地').fill('');
  await page.getByRole('button', { name: '保存个人信息' }).click();
  await expect(page.getByText(/草稿已保存/)).toBeVisible();
  await page.goto(`/declarations/${declarationId}/fill?step=submit`);
  await expect(page.getByRole('button', { name: '提交', exact: true })).toHaveAccessibleDescription(/请先点“开始检测”/);
  await page.getByRole('button', { name: '开始检测' }).click();
  await expect(page.getByText(/检测完成：/)).toContainText('1 项不符合');
  await page.getByRole('link', { name: /出生地/ }).click();
  await expect(page.getByLabel('出生地')).toBeFocused();
});

test('[SM-DECL.05] [AH-15.10] deleting says what follows, frees the imports, and one may declare again', async ({
  page,
  world,
}) => {
  const me = await world.filled();
  await signInAsPerson(page, me);
  await openMenu(page, '职称申报');
  await expect(page.getByRole('article')).toContainText(/删除后须在 .* 前重新申报，逾期无法申报。改材料不必删除。/);
  await page.getByRole('article').getByRole('link', { name: '删除' }).click();
  await page.getByRole('button', { name: /删除/ }).click();
  await expect(page.getByText('当前暂无申报记录')).toBeVisible();
  await openPlan(page, PLAN);
  await expect(page.getByRole('button', { name: '马上申报' })).not.toHaveAttribute('aria-disabled', 'true');
});
