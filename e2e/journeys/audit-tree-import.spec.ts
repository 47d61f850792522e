import { signInBuiltin } from '../fixtures/sign-in.ts';
import { expect, test } from '../fixtures/test.ts';
import { importRows } from '../fixtures/workbook.ts';

const UNIT = '示例市第二中学';
const BUREAU = '示例区人力资源和社会保障局';

test('[HN-31.04] [HN-35.04] [RF.32] paths from a workbook: the wrong row is named, mended, and the tree shows it', async ({
  page,
}) => {
  // A series without plans: no declaration of another journey takes this path.
  const ends = ['经办机构（人社部门）', BUREAU, '农业技术人员'];
  const good = ['单位', UNIT, ...ends];
  const wrong = ['单位', `${UNIT}分校`, ...ends];
  await signInBuiltin(page, 'hrss-city');

  await test.step('a row whose body is not on the platform is listed with its place and its reason', async () => {
    await page.goto('/work/audit-tree?tab=senior');
    await page.getByRole('link', { name: '批量导入' }).click();
    await expect(page.getByText('取得方式：评审、考评结合')).toBeVisible();
    await importRows(page, '审核路径.xlsx', [wrong]);
    const row = page.getByRole('row', { name: /第 3 行/ });
    await expect(row).toContainText('下级机构名称');
    await expect(row).toContainText(`没有找到“${UNIT}分校”`);
    await expect(page.getByText('没有可以导入的行')).toBeVisible();
  });

  await test.step('corrected it passes, and 提交 enters it', async () => {
    await page.getByRole('link', { name: '再导入一个文件' }).click();
    await importRows(page, '审核路径更正.xlsx', [good]);
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await expect(page.getByText('已导入 1 条')).toBeVisible();
  });

  await test.step('the tree shows it for the level of the page', async () => {
    await page.getByRole('link', { name: '查看审核路径' }).click();
    await page.getByRole('searchbox', { name: '请输入机构名称' }).fill(UNIT);
    await page.getByRole('button', { name: '查询' }).click();
    const row = page.getByRole('row', { name: new RegExp(`${UNIT}.*${BUREAU}`) });
    for (const said of ['正高级', '副高级', '1 个系列']) await expect(row).toContainText(said);
  });
});
