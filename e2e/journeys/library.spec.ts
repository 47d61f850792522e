import { sheetPicture } from '@zhicheng/demo';
import { openNewEntry } from '../fixtures/applicant.ts';
import { caseRow, openCase, passOpenCase, returnOpenCase } from '../fixtures/auditor.ts';
import { fillExperience } from '../fixtures/entries.ts';
import { empty, jpg, pdf, renamedProgram, tooLarge, truncated } from '../fixtures/evidence.ts';
import { attach, pick, put, slotOf } from '../fixtures/form.ts';
import { signInAsPerson } from '../fixtures/sign-in.ts';
import { expect, test } from '../fixtures/test.ts';

test('[SM-LIB.02] [SM-LIB.08] [SM-LIB.07] a return states all reasons; mended and submitted again, it passes', async ({
  page,
  door,
  world,
}) => {
  const me = await world.bound();
  await signInAsPerson(page, me);
  const form = await openNewEntry(page, '工作经历');
  await fillExperience(form);
  await form.getByRole('button', { name: '提交' }).click();
  await expect(page.getByRole('row', { name: /示例市第一中学/ })).toContainText('审核中');

  const school = await door.unit('unit01');
  await openCase(school, `${me.name}提交工作经历`);
  const reasons = '一、担任职务写明学段；二、补充工作证明。';
  await returnOpenCase(school, reasons);

  await page.reload();
  await expect(page.getByRole('main')).toContainText(reasons);
  await page.getByRole('link', { name: '退回(1)' }).click();
  await page.getByRole('link', { name: '修改并重新送审' }).first().click();
  const again = page.getByRole('dialog', { name: /工作经历/ });
  await put(again, '担任职务', '初中教师');
  await attach(again, '佐证材料', pdf('工作证明.pdf'));
  await again.getByRole('button', { name: '提交' }).click();
  await expect(again).toBeHidden();
  await openCase(school, `${me.name}提交工作经历`);
  await passOpenCase(school, '同意');
  await page.goto('/library/experience');
  await expect(page.getByRole('row', { name: /初中教师/ })).toContainText('审核通过');
});

test('[SM-LIB.04] [SM-LIB.03] withdrawn from the unit, it can be changed and removed, and the unit no longer has it', async ({
  page,
  door,
  world,
}) => {
  const me = await world.bound();
  await signInAsPerson(page, me);
  const form = await openNewEntry(page, '工作经历');
  await fillExperience(form);
  await form.getByRole('button', { name: '提交' }).click();
  const row = page.getByRole('row', { name: /示例市第一中学/ });
  await row.getByRole('button', { name: /^撤回/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
  await expect(row).toContainText('编辑中');
  const school = await door.unit('unit01');
  await expect(await caseRow(school, `${me.name}提交工作经历`)).toHaveCount(0);
  await row.getByRole('button', { name: /^删除/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
  await expect(row).toHaveCount(0);
});

test('[SM-LIB.11] [SM-LIB.05] an entry that a declaration refers to stays, and the page says why', async ({
  page,
  world,
}) => {
  await signInAsPerson(page, await world.filled());
  await page.goto('/library/experience');
  const row = page.getByRole('row', { name: /示例市第一中学/ }).first();
  const withdraw = row.getByRole('button', { name: /^撤回/ });
  await expect(withdraw).toHaveAttribute('aria-disabled', 'true');
  await expect(withdraw).toHaveAccessibleDescription(/已导入.*申报/);
});

test('[SM-LIB.05] an approved entry that nothing refers to can be withdrawn, and must be audited again', async ({
  page,
  world,
}) => {
  await signInAsPerson(page, await world.withLibrary());
  await page.goto('/library/experience');
  const row = page.getByRole('row', { name: /示例市第一中学/ });
  await row.getByRole('button', { name: /^撤回/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
  await expect(row).toContainText('编辑中');
});

test('[SM-LIB.09] [SM-TASK.05] the unit withdraws its own pass and has the entry again', async ({ door, world }) => {
  const me = await world.withLibrary();
  const school = await door.unit('unit01');
  const words = `${me.name}提交工作经历`;
  await (await caseRow(school, words, '我已处理')).getByRole('button', { name: /^撤回/ }).click();
  await expect(school.getByText('已成功撤回 此流程审核!')).toBeVisible();
  await expect(await caseRow(school, words)).toHaveCount(1);
});

test('[AH-04.09] [AH-04.10] [AH-04.11] what cannot be accepted is refused at the slot, the good files stay', async ({
  page,
  world,
}) => {
  const picture = await sheetPicture('工作证明');
  await signInAsPerson(page, await world.bound());
  const form = await openNewEntry(page, '工作经历');
  await attach(form, '佐证材料', jpg('好的证明.jpg', picture));
  const slot = slotOf(form, '佐证材料');
  const refused = slot.getByRole('alert');

  const bad = [
    { file: renamedProgram('程序.jpg'), words: /没有上传。/ },
    { file: truncated('残缺.jpg', picture), words: /没有上传。/ },
    { file: empty('空文件.jpg'), words: /文件是空的/ },
    { file: tooLarge('太大.jpg', picture, 3), words: /3(\.\d)?MB；请压缩到 2MB 以内再传/ },
    { file: { ...pdf('表格.xlsx'), mimeType: '' }, words: /xlsx 格式.*请另存为 pdf 或 jpg再传/ },
  ];
  for (const { file, words } of bad) {
    await pick(form, '佐证材料', file);
    await expect(refused).toHaveText(words);
    await slot.getByRole('button', { name: new RegExp(`移除\\s*${file.name}`) }).click();
    await expect(refused).toHaveCount(0);
  }
  await pick(form, '佐证材料', ...['一', '二', '三', '四', '五'].map((n) => pdf(`证明${n}.pdf`)));
  await expect(refused).toHaveText(/已达上限 5 个/);
  await expect(slot.getByRole('link')).toHaveCount(5);

  await slot.getByRole('button', { name: /^改名\s*好的证明/ }).click();
  await slot.getByLabel('新文件名').fill('在职证明');
  await slot.getByRole('button', { name: '保存文件名' }).click();
  await expect(slot.getByRole('link', { name: '在职证明.jpg' })).toBeVisible();

  await fillExperience(form);
  await form.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('row', { name: /示例市第一中学/ })).toContainText('编辑中');
  await page.getByRole('link', { name: /^修改/ }).click();
  await expect(slotOf(page.getByRole('dialog'), '佐证材料').getByRole('link')).toHaveCount(5);
});
