import { caseRow, openCase, passOpenCase, returnOpenCase } from '../fixtures/auditor.ts';
import { pdf } from '../fixtures/evidence.ts';
import { attach, choose, put } from '../fixtures/form.ts';
import { signInAsPerson, signInAsUnit, signInBuiltin } from '../fixtures/sign-in.ts';
import { expect, test, type Page } from '../fixtures/test.ts';

const UNIT = '示例市示例区实验小学';
const OPINION = '任职年限证明不清楚，请核对后再报。';

/** 单位注册 as the unit fills it, 属地 the first district of the province. */
async function fillRegistration(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: '单位注册' })).toBeVisible();
  await put(page, '单位联系人', '示例联系人');
  await put(page, '手机号码', '10000000107');
  await put(page, '电子邮箱', 'unit07@example.invalid');
  await choose(page, '单位性质', '事业单位');
  await page.getByRole('button', { name: '请选择 属地' }).click();
  await page.getByRole('searchbox', { name: '输入关键字进行过滤' }).fill('芙蓉区');
  await page.getByRole('radio', { name: '芙蓉区', exact: true }).click();
  await expect(page.getByLabel('中央驻湘单位')).toBeVisible();
  await attach(page, '营业执照或法人证书', pdf('事业单位法人证书.pdf'));
}

/** The dialog 选择单位 of somebody who changes units, asked for the unit. */
async function searchUnit(page: Page) {
  await page.goto('/me/unit');
  await page.getByRole('button', { name: '选择单位' }).click();
  const search = page.getByRole('dialog', { name: '选择单位' });
  await search.getByLabel('单位名称').fill(UNIT);
  await search.getByRole('button', { name: '查询' }).click();
  return search;
}

test('[SM-UREG.02] [SM-UREG.03] [SM-DECL.08] [GP.01] [MG.02] Hunan: its names at the door; a unit waits for the bureau before it is found; a return goes one level down', async ({
  door,
  world,
}) => {
  test.setTimeout(240_000);
  const unit = await door.stranger();
  await test.step('the login page has the names of the province', async () => {
    await unit.goto('/login');
    await expect(unit).toHaveTitle('湖南人社公共服务网上服务大厅--职称申报');
    await expect(unit.getByRole('button', { name: '前往个人网厅' })).toBeVisible();
    await expect(unit.getByRole('button', { name: '前往单位网厅' })).toBeVisible();
  });

  const person = await door.stranger();
  const bureau = await door.stranger();
  await test.step('a new unit hands in its certificate, waits, and is not found', async () => {
    await signInAsUnit(unit, { account: 'unit07' });
    await fillRegistration(unit);
    await unit.getByRole('button', { name: '提交', exact: true }).click();
    await expect(unit.getByText('单位注册已提交，等待人社部门审核')).toBeVisible();
    await unit.goto('/work/tasks');
    await expect(unit).toHaveURL(/\/unit\/register$/);
    await signInAsPerson(person, await world.bound());
    await expect(await searchUnit(person)).toContainText(`没有找到“${UNIT}”。`);
  });

  await test.step('the bureau looks at the certificate and passes; now the unit works and is found', async () => {
    await signInBuiltin(bureau, 'hrss-district');
    await openCase(bureau, `${UNIT}提交单位注册`);
    await expect(bureau.getByRole('link', { name: /事业单位法人证书\.pdf/ }).first()).toBeVisible();
    await expect(bureau.getByText('中央驻湘单位')).toBeVisible();
    await expect(bureau.getByRole('button', { name: '不通过', exact: true })).toBeVisible();
    await passOpenCase(bureau, '证照齐全，同意注册。');
    const search = await searchUnit(person);
    await expect(search.getByRole('button', { name: new RegExp(`^选择\\s*${UNIT}$`) })).toBeVisible();
    await unit.goto('/work/tasks');
    await expect(unit.getByRole('heading', { level: 1, name: '任务中心' })).toBeVisible();
  });

  await test.step('what the bureau returns lies at the body below, which passes it up again', async () => {
    const { name } = await world.submitted(2);
    const words = `${name}身份证`;
    await openCase(bureau, words);
    await returnOpenCase(bureau, OPINION);
    const below = await door.stranger();
    await signInBuiltin(below, 'edu-district');
    await expect(await caseRow(below, words)).toContainText('上级审核不通过');
    await openCase(below, words);
    const main = below.getByRole('main');
    await expect(main).toContainText('上级审核不通过：示例区人力资源和社会保障局');
    await expect(main).toContainText(OPINION);
    await passOpenCase(below, '已核对任职年限，与聘书一致。');
    await openCase(bureau, words);
    await bureau.getByRole('link', { name: '流程', exact: true }).click();
    await expect(bureau.getByText('已核对任职年限，与聘书一致。')).toBeVisible();
  });
});
