import { chooseUnit, openMenu, openNewEntry, registerAlone } from '../fixtures/applicant.ts';
import { openCase, passOpenCase, returnOpenCase } from '../fixtures/auditor.ts';
import { fillExperience } from '../fixtures/entries.ts';
import { openPlan } from '../fixtures/declaring.ts';
import { signInAsPerson } from '../fixtures/sign-in.ts';
import { expect, test } from '../fixtures/test.ts';

const PLAN = '高级职称评审';

test('[SM-BIND.02] [AH-03.05] [SM-LIB.01] without a unit: saves, does not submit, cannot declare, and is told why', async ({
  page,
  world,
}) => {
  await signInAsPerson(page, await world.newcomer());
  await registerAlone(page);
  const entry = await openNewEntry(page, '工作经历');
  await fillExperience(entry);
  await expect(entry.getByRole('button', { name: '提交' })).toHaveAttribute('aria-disabled', 'true');
  await expect(entry.getByRole('button', { name: '提交' })).toHaveAccessibleDescription(/还没有绑定工作单位.*变更单位/);
  await entry.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('row', { name: /示例市第一中学/ })).toContainText('编辑中');

  await openPlan(page, PLAN);
  const declare = page.getByRole('button', { name: '马上申报' });
  await expect(declare).toHaveAttribute('aria-disabled', 'true');
  await expect(declare).toHaveAccessibleDescription(/还没有绑定工作单位/);
  await page.getByRole('link', { name: '去变更单位' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '变更单位' })).toBeVisible();
});

test('[SM-BIND.01] [AH-03.05] [AH-34.01] while the request waits, the page names the unit and its telephone, and the unit finds it by the ID number', async ({
  page,
  door,
  world,
}) => {
  const me = await world.registered(world.organisations.school);
  const number = 'idNumber' in me.identity ? me.identity.idNumber : '';
  await signInAsPerson(page, me);
  await openPlan(page, PLAN);
  await expect(page.getByRole('button', { name: '马上申报' })).toHaveAccessibleDescription(
    /示例市第一中学还没有审核您的绑定。请联系单位管理员在“人员注册审核”中办理：1\d+/,
  );
  const school = await door.unit('unit01');
  await school.goto('/work/people');
  await school.getByRole('searchbox', { name: '输入姓名和身份证号码查询' }).fill(number);
  await school.getByRole('button', { name: '搜索', exact: true }).click();
  await expect(school.getByRole('link', { name: '清空', exact: true })).toBeVisible();
  await expect(school.getByRole('row', { name: me.name })).toHaveCount(1);
  expect(school.url()).not.toContain(number);
});

test('[SM-BIND.04] a returned request gives its reason, and another unit may be asked', async ({
  page,
  door,
  world,
}) => {
  const me = await world.registered(world.organisations.school);
  const school = await door.unit('unit01');
  await openCase(school, `${me.name}申请`);
  await returnOpenCase(school, '您不在本单位编制内，请选择示例市第二中学。');

  await signInAsPerson(page, me);
  await openMenu(page, '个人中心');
  await page.getByRole('link', { name: '变更单位', exact: true }).first().click();
  await expect(page.getByRole('main')).toContainText('您不在本单位编制内，请选择示例市第二中学。');
  await chooseUnit(page, '示例市第二中学');
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(page).toHaveURL(/\/me$/);
  await expect(page.getByRole('main')).toContainText(/示例市第二中学\s*待审核/);

  const second = await door.unit('unit02');
  await openCase(second, `${me.name}申请`);
  await passOpenCase(second, '同意');
  await page.reload();
  await expect(page.getByRole('main')).toContainText(/示例市第二中学\s*审核通过/);
});

test('[SM-BIND.05] the old unit stays in force until the new one approves', async ({ page, door, world }) => {
  const me = await world.bound();
  await signInAsPerson(page, me);
  await page.goto('/me/unit');
  await chooseUnit(page, '示例市第二中学');
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(page).toHaveURL(/\/me$/);
  await expect(page.getByRole('main')).toContainText(/示例市第一中学\s*审核通过/);
  await expect(page.getByRole('main')).toContainText(/示例市第二中学\s*待审核/);
  const second = await door.unit('unit02');
  await openCase(second, `${me.name}申请`);
  await passOpenCase(second, '同意调入');
  await page.reload();
  await expect(page.getByRole('main')).not.toContainText('示例市第一中学');
});
