import { openCase, passOpenCase, returnOpenCase } from '../fixtures/auditor.ts';
import { unfold } from '../fixtures/declaring.ts';
import { put } from '../fixtures/form.ts';
import { signInAsPerson } from '../fixtures/sign-in.ts';
import { onToThePerson } from '../fixtures/stepwise.ts';
import { expect, test } from '../fixtures/test.ts';

test('[SM-LIB.07] [SM-DECL.07] an imported entry is mended in place: the unit approves, the declaration has the new version', async ({
  page,
  door,
  world,
}) => {
  test.setTimeout(180_000);
  const me = await world.submitted(1);
  const district = await door.builtin('edu-district');
  const words = `${me.name}身份证`;
  const opinion = '担任职务与证明不符。';
  await openCase(district, words);
  await returnOpenCase(district, opinion);
  await onToThePerson({ world, door }, { words, opinion });

  await signInAsPerson(page, me);
  await page.goto(`/declarations/${me.declarationId}/fill?step=personal`);
  await unfold(page, '工作经历');
  const rows = page.getByRole('table', { name: '工作经历' });
  await rows.getByRole('button', { name: /^修改并重新送审/ }).click();
  const form = page.getByRole('dialog', { name: '修改 工作经历' });
  await put(form, '担任职务', '年级主任');
  await form.getByRole('button', { name: '提交', exact: true }).click();
  await expect(form).toBeHidden();

  const school = await door.unit('unit01');
  await openCase(school, `${me.name}提交工作经历`);
  await passOpenCase(school, '同意。');

  await page.goto(`/declarations/${me.declarationId}/fill?step=personal`);
  await unfold(page, '工作经历');
  await expect(rows).toContainText('年级主任');
  await page.goto(`/declarations/${me.declarationId}/fill?step=submit`);
  await page.getByRole('button', { name: '开始检测' }).click();
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: '已提交' })).toBeVisible();
});

test('[AH-08.03] [AH-12.03] a short form opens as 添加 over its list: 保存, 提交, 取消, and × to close', async ({
  page,
  world,
}) => {
  await signInAsPerson(page, await world.bound());
  for (const [code, title] of [
    ['experience', '添加 工作经历'],
    ['engineering-project', '添加 主持参与工程技术项目'],
  ] as const) {
    await page.goto(`/library/${code}/new`);
    const form = page.getByRole('dialog', { name: title });
    for (const act of ['保存', '提交', '取消']) await expect(form.getByText(act, { exact: true })).toBeVisible();
    await form.getByRole('button', { name: '关闭' }).click();
    await expect(page).toHaveURL(new RegExp(`/library/${code}$`));
  }
});
