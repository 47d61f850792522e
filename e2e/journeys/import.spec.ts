import { readFile } from 'node:fs/promises';
import { choose } from '../fixtures/form.ts';
import { mendWorkbook } from '../fixtures/mend-workbook.ts';
import { signInAsPerson } from '../fixtures/sign-in.ts';
import { expect, test, type Page } from '../fixtures/test.ts';
import { fillTemplate } from '../fixtures/workbook.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const CASES = '/library/health-case';

const row = (number: number, age = '45岁') => [
  ...[`ZY-IMPORT-${number}`, '示例病人', '男', age, '2024.3.1', '2024年3月9日'],
  ...['社区获得性肺炎', '社区获得性肺炎', '抗感染治疗', '主管', ''],
];

async function downloaded(page: Page, link: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link, exact: true }).click(),
  ]);
  return readFile(await download.path());
}

async function handIn(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: XLSX, buffer });
  await expect(page.getByRole('link', { name })).toBeVisible();
  await page.getByRole('button', { name: '导入', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: '导入结果' })).toBeVisible();
}

test('[AH-14.03] [AH-14.04] cases from the template: three wrong rows are named, mended in their file, and taken', async ({
  page,
  world,
}) => {
  const me = await world.bound();
  await signInAsPerson(page, me);
  await page.goto('/me/edit');
  await choose(page, '所在职称系列', '卫生技术人员');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page).not.toHaveURL(/\/me\/edit/);

  await page.goto(CASES);
  const template = await downloaded(page, '病案模板下载');
  const rows = [row(1), row(2, '很老'), row(3), row(4, '八十'), row(5, '不详'), row(6)];
  await page.getByRole('link', { name: '导入', exact: true }).click();
  await handIn(page, '病案.xlsx', await fillTemplate(template, rows));
  await expect(page.getByRole('heading', { name: '已导入 3 条病案' })).toBeVisible();
  for (const line of [5, 7, 8]) await expect(page.getByRole('row', { name: `第 ${line} 行 年龄` })).toBeVisible();

  const corrections = await downloaded(page, '下载更正文件');
  await page.getByRole('link', { name: '再导入一个文件' }).click();
  await page.getByLabel('全部正确才导入').check();
  const mended = await mendWorkbook(corrections, { 很老: '90岁', 八十: '80岁', 不详: '8月' });
  await handIn(page, '病案更正.xlsx', mended);
  await expect(page.getByRole('heading', { name: '已导入 3 条病案' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '需要更正的行' })).toHaveCount(0);

  await page.getByRole('link', { name: '查看病案' }).click();
  await expect(page.getByText('共 6 条')).toBeVisible();
  await expect(page.getByRole('row', { name: /ZY-IMPORT-5/ })).toContainText('编辑中');
});
