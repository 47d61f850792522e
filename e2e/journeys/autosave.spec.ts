import { openNewEntry } from '../fixtures/applicant.ts';
import { put } from '../fixtures/form.ts';
import { signInAsPerson } from '../fixtures/sign-in.ts';
import { expect, test } from '../fixtures/test.ts';

test('typed without network and never saved: kept on the device, then on the server, and there on another device', async ({
  page,
  world,
  door,
}) => {
  const me = await world.bound();
  await signInAsPerson(page, me);
  const form = await openNewEntry(page, '工作经历');
  await put(form, '工作单位名称', '示例市第五中学');
  await expect(form.getByText(/已自动保存 \d\d:\d\d，点“提交”后才生效/)).toBeVisible();
  await page.context().setOffline(true);
  await put(form, '工作单位名称', '示例市第六中学');
  await expect(form.getByText(/离线，已存在本机/)).toBeVisible();
  await page.context().setOffline(false);
  await expect(form.getByText(/已自动保存/)).toBeVisible();

  const elsewhere = await door.person(me);
  const again = await openNewEntry(elsewhere, '工作经历');
  await expect(again.getByText(/已恢复.*未保存的内容，还没有提交/)).toBeVisible();
  await expect(again.getByLabel('工作单位名称')).toHaveValue('示例市第六中学');
  await again.getByRole('button', { name: /^放弃/ }).click();
  await expect(again.getByLabel('工作单位名称')).toHaveValue('');
});
